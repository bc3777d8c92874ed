import type { AsideKind } from '../../core/model/aside-kind.ts';
import { unreachable } from '../../core/model/unreachable.ts';
import { escapeText } from '../escape.ts';
import type { GivenOptions } from '../own-command.ts';
import { shellWord } from '../shell-word.ts';
import { gitHere } from './result-line.ts';

export interface KeptReport {
  readonly task: string;
  /** Absent: only its name can be told. */
  readonly ref?: string;
  readonly repository: string;
  /** What it is, where it is no part of the task's files. */
  readonly aside?: { readonly kind: AsideKind; readonly name: string };
}

/** Work that is not in the result, and the command that brings each piece of it. */
export function keptLines(
  kept: readonly KeptReport[],
  stays: ReadonlyMap<string, string>,
  given: GivenOptions = {},
): string {
  const git = gitHere(given);
  const lines = kept.flatMap(({ task, ref, repository, aside }) => {
    const what = aside === undefined ? escapeText(task) : `${escapeText(task)}, ${nameAside(aside)}`;
    if (ref !== undefined)
      return [`kept      ${what}: ${git} fetch ${shellWord(repository)} ${shellWord(ref)}\n`];
    return [];
  });
  const folders = [...stays].map(
    ([task, path]) => `kept      ${escapeText(task)}, its folder: ${shellWord(path)}\n`,
  );
  return [...lines, ...folders].join('');
}

/** One thing that an agent left beside its result, in a few words. */
export function nameAside({ kind, name }: { readonly kind: AsideKind; readonly name: string }): string {
  const shown = escapeText(name);
  switch (kind) {
    case 'branch':
      return `branch ${shown}`;
    case 'stash':
      return shown;
    case 'log':
      return `a commit that only ${shown} names`;
    case 'submodule':
      return `submodule ${shown}`;
    case 'nested':
      return `the repository in ${shown}`;
    case 'unreadable':
      return `${shown}, which git cannot take`;
    default:
      return unreachable(kind);
  }
}
