import type { TextPlace, WantedText } from '../../../core/setup/wanted-file.ts';
import { HOOK_SHIM } from '../../hook/hook-shim.ts';

/** Hooks that are set up: the others only say what is asked for seldom. */
export const SET_UP_HOOKS = ['pre-commit', 'pre-push', 'post-merge'] as const;

/** Where hooks of a clone lie: of git itself, or of husky, which are committed. */
export type HookHome = { readonly in: 'checkout' | 'git-folder'; readonly folder: string };

/** Its name is known in hooks and in lists of hooks. */
export const SHIM = 'agentic-plan-hook.sh';

/** All places in a home that set-up may have written: for each hook, a file of ours, or a section in somebody's. */
export const hookPlaces = (home: HookHome): readonly TextPlace[] => [
  shimPlace(home),
  ...SET_UP_HOOKS.flatMap((name) => [wholePlace(home, name), blockPlace(home, name)]),
];

/** `taken`: hooks that are there and not ours, which get a section; the others are made. */
export const hookFiles = (home: HookHome, taken: ReadonlySet<string>): readonly WantedText[] => [
  shimFile(home),
  ...SET_UP_HOOKS.map((name) =>
    taken.has(name)
      ? { ...blockPlace(home, name), body: lineOf(home, name), way: { reader: 'shell', pasted: SHIM } }
      : { ...wholePlace(home, name), body: `#!/bin/sh\n${lineOf(home, name)}` },
  ),
];

/** The script that all hooks of a home call. */
export const shimFile = (home: HookHome): WantedText => ({ ...shimPlace(home), body: HOOK_SHIM });

export const shimPlace = ({ in: where, folder }: HookHome): TextPlace => ({
  path: folder === '' ? SHIM : `${folder}/${SHIM}`,
  in: where,
  kind: 'whole',
  comments: '#',
  executable: true,
});

const wholePlace = ({ in: where, folder }: HookHome, name: string): TextPlace => ({
  path: `${folder}/${name}`,
  in: where,
  kind: 'whole',
  comments: '#',
  executable: true,
});

const blockPlace = (home: HookHome, name: string): TextPlace => ({
  ...wholePlace(home, name),
  kind: 'block',
});

/** It tells, and stops nothing: only a refusal that was asked for with `--enforce` would. */
const lineOf = ({ in: where, folder }: HookHome, name: string): string => {
  const shim = where === 'checkout' ? `${folder}/${SHIM}` : `"$(dirname "$0")/${SHIM}"`;
  return `sh ${shim} ${name} "$@" || ${name.startsWith('pre-') ? '[ $? -ne 1 ] || exit 1' : ':'}\n`;
};
