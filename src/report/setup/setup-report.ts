import type { Problem } from '../../core/model/problem.ts';
import { count } from '../count.ts';
import type { GivenOptions } from '../own-command.ts';
import { problemsJson } from '../problems/describe-problem.ts';
import { shellWord } from '../shell-word.ts';
import type { TextChange } from './file-diff.ts';

/** A file that `init` changes, and whose it is: of the checkout, or of git's folder, which no commit has. */
export interface SetupFileChange extends TextChange {
  readonly in: 'checkout' | 'git-folder';
  /** No commit takes it, since git passes over it here. */
  readonly isIgnored?: boolean;
}

/** What came of `init`. */
export interface SetupReport {
  readonly undo: boolean;
  /** `kept`: what was wanted is not there, and nothing was written; `shown`: nothing was written, and nobody was there to be asked; `declined`: somebody said no. */
  readonly outcome: 'nothing-to-do' | 'kept' | 'written' | 'shown' | 'declined';
  readonly changes: readonly SetupFileChange[];
  readonly kept: readonly Problem[];
  /** What a person has to do now, one line each; of parts that wrote something. */
  readonly todo: readonly string[];
  /** How people of this repository call us. */
  readonly command: string;
  readonly given: GivenOptions;
}

export const QUESTION = 'Write this? [y/N] ';

/** What is said behind the diff. */
export function setupText({ outcome, undo, changes, todo, command }: SetupReport): string {
  switch (outcome) {
    case 'nothing-to-do':
      return undo ? 'nothing of init is here\n' : 'nothing to do: all of it is there already\n';
    case 'kept':
    case 'declined':
      return 'nothing was written\n';
    case 'shown':
      return 'nothing was written; --yes writes it\n';
    case 'written':
      return [
        `${undo ? 'taken back' : 'written'}: ${count(changes.length, 'file')}`,
        ...(undo ? [] : [...commitLines(changes, command), ...labelled('next', todo)]),
        '',
      ].join('\n');
  }
}

/** What a commit has to take so that the others have it, too, and what no commit can take. */
function commitLines(changes: readonly SetupFileChange[], command: string): readonly string[] {
  const named = (isOne: (change: SetupFileChange) => boolean): string =>
    changes
      .filter(isOne)
      .map(({ path }) => shellWord(path))
      .join(' ');
  const shared = named(isShared);
  const ignored = named((change) => change.in === 'checkout' && !isShared(change));
  const own = named((change) => change.in === 'git-folder');
  return [
    ...labelled('commit', shared === '' ? [] : [shared]),
    ...labelled('not', [
      ...(own === '' ? [] : [`${own}: this clone’s alone; each clone calls ${command} init hooks`]),
      ...(ignored === '' ? [] : [`${ignored}: git ignores them here; each clone calls ${command} init`]),
    ]),
  ];
}

const isShared = (change: SetupFileChange): boolean => change.in === 'checkout' && change.isIgnored !== true;

const labelled = (label: string, lines: readonly string[]): readonly string[] =>
  lines.map((line, at) => `${(at === 0 ? label : '').padEnd(8)}${line}`);

export const setupJson = (report: SetupReport): Record<string, unknown> => ({
  version: 1,
  command: 'init',
  outcome: report.outcome,
  changed: report.outcome === 'written',
  files: report.changes.map((change) => ({
    path: change.path,
    commit: isShared(change),
    does: change.before === undefined ? 'made' : change.after === undefined ? 'removed' : 'changed',
    text: change.after ?? null,
  })),
  todo: report.outcome === 'written' && !report.undo ? report.todo : [],
  next: [],
  problems: problemsJson(report.kept, report.given),
});

/** Whether lines have room in a sentence. */
export const isShort = (lines: string): boolean => !lines.trimEnd().includes('\n');

/** Lines of ours that a person may put in by hand, as they are; each kind once. */
export function keptLines(kept: readonly { readonly lines?: string }[]): string {
  const texts = kept.flatMap(({ lines }) => (lines === undefined || isShort(lines) ? [] : [lines]));
  return [...new Set(texts)].map((text) => `\n${text.replaceAll(/^(?=.)/gm, '    ')}\n`).join('');
}
