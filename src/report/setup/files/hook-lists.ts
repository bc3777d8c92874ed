import type {
  EntriesPlace,
  FilePlace,
  TextPlace,
  WantedFile,
  WantedText,
} from '../../../core/setup/wanted-file.ts';
import { type HookHome, SET_UP_HOOKS, SHIM, shimFile } from './git-hooks.ts';

/** A tool that has its hooks in a list of its own, in the checkout. */
export interface HookList {
  /** What the list may be called; the first that is there counts. */
  readonly paths: readonly string[];
  /** Its program, which the hooks call that it installs. */
  readonly tool: string;
  /** What makes git call what the list says; a person types it. */
  readonly install: string;
  /** What the list calls, and is ours alone. */
  readonly own: readonly WantedText[];
  /** What starts our entry for a hook, and nothing else. */
  fire(hook: string): readonly string[];
  /** What has to stand in the list, of which this is the text now. */
  entry(path: string, text: string): WantedFile;
}

const LEFTHOOK_HOME: HookHome = { in: 'checkout', folder: '.lefthook' };
const EXTENSION = '.lefthook/agentic-plan.yml';

/** The hooks that a list has already are called as before, whatever their kind: ours come from a file that it takes in. */
const LEFTHOOK: HookList = {
  paths: ['lefthook', '.lefthook', '.config/lefthook'].flatMap((name) =>
    ['yml', 'yaml', 'json', 'jsonc', 'toml'].map((format) => `${name}.${format}`),
  ),
  tool: 'lefthook',
  install: 'lefthook install',
  fire: (hook) => ['run', hook, '--command', 'agentic-plan', '--force'],
  own: [
    shimFile(LEFTHOOK_HOME),
    {
      ...{ path: EXTENSION, in: 'checkout', kind: 'whole', comments: '#' },
      body: SET_UP_HOOKS.map(
        (name) => `${name}:
  commands:
    agentic-plan:
      run: sh .lefthook/${SHIM} ${name}${name === 'pre-commit' ? '' : ' {0}'}
${name === 'pre-push' ? '      use_stdin: true\n' : ''}`,
      ).join(''),
    },
  ],
  entry(path, text) {
    if (/\.jsonc?$/.test(path)) return extendsEntry(path);
    const place = blockPlace(path);
    return path.endsWith('.toml')
      ? {
          ...place,
          body: `extends = [${JSON.stringify(EXTENSION)}]\n`,
          way: { reader: 'toml', list: 'extends', pasted: SHIM },
        }
      : {
          ...place,
          body: listItems(text, 'extends', `- ${EXTENSION}\n`),
          way: { reader: 'yaml', list: 'extends', pasted: SHIM },
        };
  },
};

const extendsEntry = (path: string): EntriesPlace => ({
  path,
  in: 'checkout',
  kind: 'entries',
  entries: [{ at: ['extends'], value: EXTENSION, list: true, mark: EXTENSION }],
});

const SAYS = {
  'pre-commit': ['agentic-plan-commit', 'who else is on these files'],
  'pre-push': ['agentic-plan-push', 'who else is on these files'],
  'post-merge': ['agentic-plan-merge', 'what moved under your claims'],
} as const;

const hookId = (hook: string): string =>
  SET_UP_HOOKS.flatMap((name) => (name === hook ? SAYS[name][0] : []))[0] ?? hook;

const PRE_COMMIT: HookList = {
  paths: ['.pre-commit-config.yaml'],
  tool: 'pre-commit',
  // with all files it puts no changes aside
  fire: (hook) => ['run', hookId(hook), '--hook-stage', hook, '--all-files'],
  install: `pre-commit install ${SET_UP_HOOKS.map((name) => `--hook-type ${name}`).join(' ')}`,
  own: [shimFile({ in: 'checkout', folder: '' })],
  entry(path, text) {
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
    return {
      ...blockPlace(path),
      body: listItems(text, 'repos', `- repo: local\n  hooks:\n${hooks.join('')}`),
      way: { reader: 'yaml', list: 'repos', pasted: SHIM },
    };
  },
};

/** An item for a list of YAML: below those that are there, or the list. */
function listItems(all: string, key: string, item: string): string {
  const text = all.replace(/^# agentic-plan:begin[\s\S]*?^# agentic-plan:end$/m, '');
  const list = new RegExp(`^${key}:[^\\n]*\\n(?:[ \\t]*(?:#[^\\n]*)?\\r?\\n)*( *)- `, 'm').exec(text);
  if (list !== null) return indented(item, list[1] ?? '');
  return new RegExp(`^${key}\\s*:`, 'm').test(text) ? item : `${key}:\n${indented(item, '  ')}`;
}

const indented = (text: string, by: string): string => text.replaceAll(/^(?=.)/gm, by);

export const HOOK_LISTS: readonly HookList[] = [LEFTHOOK, PRE_COMMIT];

/** All places of a list's that set-up may have written. */
export const hookListPlaces = ({ own, paths }: HookList): readonly FilePlace[] => [
  ...own,
  ...paths.map((path) => (/\.jsonc?$/.test(path) ? extendsEntry(path) : blockPlace(path))),
];

const blockPlace = (path: string): TextPlace => ({ path, in: 'checkout', kind: 'block', comments: '#' });
