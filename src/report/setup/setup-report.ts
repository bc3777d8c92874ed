import type { Problem } from '../../core/model/problem.ts';
import { count } from '../count.ts';
import type { GivenOptions } from '../own-command.ts';
import { problemsJson } from '../problems/describe-problem.ts';
import type { TextChange } from './file-diff.ts';

/** What came of `init`. */
export interface SetupReport {
  readonly undo: boolean;
  /** `kept`: what was wanted is not there, and nothing was written; `shown`: nothing was written, and nobody was there to be asked; `declined`: somebody said no. */
  readonly outcome: 'nothing-to-do' | 'kept' | 'written' | 'shown' | 'declined';
  readonly changes: readonly TextChange[];
  readonly kept: readonly Problem[];
  /** What a person has to do now, one line each; of parts that wrote something. */
  readonly todo: readonly string[];
  readonly given: GivenOptions;
}

export const QUESTION = 'Write this? [y/N] ';

/** What is said behind the diff. */
export function setupText({ outcome, undo, changes, todo }: SetupReport): string {
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
        ...(undo ? [] : todo.map((line, at) => `${at === 0 ? 'next  ' : '      '}${line}`)),
        '',
      ].join('\n');
  }
}

export const setupJson = (report: SetupReport): Record<string, unknown> => ({
  version: 1,
  command: 'init',
  outcome: report.outcome,
  changed: report.outcome === 'written',
  files: report.changes.map(({ path, before, after }) => ({
    path,
    does: before === undefined ? 'made' : after === undefined ? 'removed' : 'changed',
    text: after ?? null,
  })),
  todo: report.outcome === 'written' && !report.undo ? report.todo : [],
  next: [],
  problems: problemsJson(report.kept, report.given),
});
