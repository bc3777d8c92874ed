import type { ClaimRecord } from '../../core/claim/record.ts';
import type { LockName, RepoPath } from '../../core/model/ids.ts';
import { fromFolder } from '../../core/paths/plain-path.ts';
import { escapeText } from '../escape.ts';
import { listTexts } from '../list-texts.ts';

export interface Released {
  readonly records: readonly ClaimRecord[];
  /** Of which there was nothing any more: ended by somebody, or with their lease. */
  readonly over?: readonly ClaimRecord[];
  /** Claims that go on without some of their paths. */
  readonly narrowed?: readonly Narrowed[];
  /** Deleted locks that belonged to no claim that can be read. */
  readonly locks: readonly LockName[];
  readonly table: string;
  /** The folder of the repository that the reader is in. */
  readonly below: string;
}

/** A claim of several paths of which some are given back. */
export interface Narrowed {
  /** As it goes on. */
  readonly record: ClaimRecord;
  readonly paths: readonly RepoPath[];
}

export function releasedText(released: Released): string {
  const { records, over = [], narrowed = [], locks, table, below } = released;
  const list = (paths: readonly RepoPath[]): string =>
    listTexts(paths.map((path) => fromFolder(below, path)));
  const lines = [
    ...records.map(
      ({ claim, task, paths }) =>
        `released: ${list(paths) || 'no paths'} (${claim}, task ${escapeText(task)})`,
    ),
    ...narrowed.flatMap(({ record, paths }) => [
      `released: ${list(paths)} (of ${record.claim}, task ${escapeText(record.task)})`,
      `  still  ${list(record.paths)}`,
    ]),
    ...over.map(
      ({ claim, task, paths }) =>
        `over already: ${list(paths) || 'no paths'} (${claim}, task ${escapeText(task)}); nothing was left to give back`,
    ),
    ...(locks.length > 0 ? [`deleted: ${listTexts(locks)} (held by unknown)`] : []),
  ];
  return `${lines.length === 0 ? `nothing to release on ${escapeText(table)}` : lines.join('\n')}\n`;
}

export const releasedJson = (released: Released): Record<string, unknown> => {
  const { records, over = [], narrowed = [], locks, table } = released;
  return {
    version: 1,
    command: 'release',
    outcome: 'released',
    changed: records.length + narrowed.length + locks.length > 0,
    table,
    released: [
      ...records.map(({ claim, task, paths }) => ({ id: claim, task, paths })),
      ...narrowed.map(({ record, paths }) => ({
        id: record.claim,
        task: record.task,
        paths,
        still: record.paths,
      })),
    ],
    over: over.map(({ claim, task, paths }) => ({ id: claim, task, paths })),
    locks,
    next: [],
    problems: [],
  };
};

/** `release` inside a wrapped agent: the claim is its wrapper's, which gives it back when the agent ends. */
export const keptText = ({ claim }: { readonly claim: string }): string =>
  `nothing to do: ${escapeText(claim)} is given back by the command that started you, when you end\n`;

export const keptJson = ({ claim }: { readonly claim: string }): Record<string, unknown> => ({
  version: 1,
  command: 'release',
  outcome: 'kept',
  changed: false,
  released: [],
  kept: claim,
  next: [],
  problems: [],
});
