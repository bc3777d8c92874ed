import type { TextPlace, WantedText } from '../../../core/setup/wanted-file.ts';
import { HOOK_SHIM } from '../../hook/hook-shim.ts';
import { shellWord } from '../../shell-word.ts';

/** Hooks that are set up: the others only say what is asked for seldom. */
export const SET_UP_HOOKS = ['pre-commit', 'pre-push', 'post-merge'] as const;

/** Where hooks of a clone lie: of git itself, or of husky, which are committed. */
export type HookHome = { readonly in: 'checkout' | 'git-folder'; readonly folder: string };

/** Its name is known in hooks and in lists of hooks. */
export const SHIM = 'agentic-plan-hook.sh';

/** All places in a home that set-up may have written, now or before hooks of ours could be added to. */
export const hookPlaces = (home: HookHome): readonly TextPlace[] => [
  shimPlace(home),
  ...SET_UP_HOOKS.flatMap((name) => [blockPlace(home, name), wholePlace(home, name)]),
];

/** The script, and in each hook a section that calls it. */
export const hookFiles = (home: HookHome): readonly WantedText[] => [
  shimFile(home),
  ...SET_UP_HOOKS.map(
    (name): WantedText => ({
      ...blockPlace(home, name),
      body: linesFor(home, name),
      way: { reader: 'shell', pasted: SHIM },
    }),
  ),
];

/** The script that all hooks of a home call. */
export const shimFile = (home: HookHome): WantedText => ({ ...shimPlace(home), body: HOOK_SHIM });

const shimPlace = ({ in: where, folder }: HookHome): TextPlace => ({
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
  head: '#!/bin/sh\n# Made by agentic-plan init; what you add below its section stays yours.\n',
});

/** What git says of a push can be read once: those who come behind us get it again. */
const linesFor = (home: HookHome, name: string): string =>
  name === 'pre-push'
    ? `if [ ! -t 0 ]; then
agentic_plan_refs=$(cat)
printf '%s\\n' "$agentic_plan_refs" | ${lineOf(home, name)}exec < /dev/null
[ -z "$agentic_plan_refs" ] || exec << END_OF_REFS
$agentic_plan_refs
END_OF_REFS
fi
`
    : lineOf(home, name);

/** It tells, and stops nothing: only a refusal would. */
const lineOf = ({ folder }: HookHome, name: string): string => {
  const shim = isOfHusky(folder) ? shellWord(`${folder}/${SHIM}`) : `"$(dirname "$0")/${SHIM}"`;
  return `sh ${shim} ${name} "$@" || [ $? -ne 1 ] || exit 1\n`;
};

/** Its starters call a hook from the root of the checkout. */
export const isOfHusky = (folder: string): boolean => /(?:^|\/)\.husky$/.test(folder);
