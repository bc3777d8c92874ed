import type { TextPlace, WantedText } from '../../../core/setup/wanted-file.ts';
import { type HookHome, SET_UP_HOOKS, SHIM, shimFile, shimPlace } from './git-hooks.ts';

/** A tool that has its hooks in a list of its own, in the checkout. */
export interface HookList {
  readonly paths: readonly string[];
  readonly home: HookHome;
  /** What makes git call what the list says; a person types it. */
  readonly install: string;
  body(text: string): string;
}

const LEFTHOOK: HookList = {
  paths: ['lefthook.yml', '.lefthook.yml', 'lefthook.yaml', '.lefthook.yaml'],
  home: { in: 'checkout', folder: '.lefthook' },
  install: 'lefthook install',
  body: () =>
    SET_UP_HOOKS.map(
      (name) => `${name}:
  commands:
    agentic-plan:
      run: sh .lefthook/${SHIM} ${name}${name === 'pre-commit' ? '' : ' {0}'}
${name === 'pre-push' ? '      use_stdin: true\n' : ''}`,
    ).join(''),
};

const SAYS = {
  'pre-commit': ['agentic-plan-commit', 'who else is on these files'],
  'pre-push': ['agentic-plan-push', 'who else is on these files'],
  'post-merge': ['agentic-plan-merge', 'what moved under your claims'],
} as const;

const PRE_COMMIT: HookList = {
  paths: ['.pre-commit-config.yaml'],
  home: { in: 'checkout', folder: '' },
  install: `pre-commit install ${SET_UP_HOOKS.map((name) => `--hook-type ${name}`).join(' ')}`,
  body: (text) => {
    const hooks = SET_UP_HOOKS.map((name) => {
      const [id, says] = SAYS[name];
      return `    - id: ${id}
      name: ${says}
      entry: sh ${SHIM} ${name}
      language: system
      stages: [${name}]
      always_run: true
      pass_filenames: false
      verbose: true
`;
    });
    // the items of a list stand below each other
    const [, indent = ''] = /^( *)- +repo:/m.exec(text) ?? [];
    return `- repo: local\n  hooks:\n${hooks.join('')}`.replaceAll(/^/gm, indent).replace(/ +$/, '');
  },
};

export const HOOK_LISTS: readonly HookList[] = [LEFTHOOK, PRE_COMMIT];

/** All places of a list's that set-up may have written. */
export const hookListPlaces = ({ home, paths }: HookList): readonly TextPlace[] => [
  shimPlace(home),
  ...paths.map(blockPlace),
];

/** The script, and the lines in the list that call it. `text`: what the list says now. */
export const hookListFiles = (
  list: HookList,
  path: string,
  text: string,
): readonly [WantedText, WantedText] => [
  shimFile(list.home),
  { ...blockPlace(path), body: list.body(text), way: { reader: 'yaml', pasted: SHIM } },
];

const blockPlace = (path: string): TextPlace => ({ path, in: 'checkout', kind: 'block', comments: '#' });
