import type { RefName } from '../../core/model/ids.ts';
import { escapeText } from '../escape.ts';
import { deleteRefCommand, refDeletion } from '../problems/delete-ref-command.ts';

/** Refs where none of ours can stand; `at`: how git is told of the table. */
export interface Misplaced {
  readonly refs: readonly RefName[];
  readonly at: { readonly remote?: string; readonly folder?: string };
}

const MOST = 20;

export function misplacedLines({ refs, at }: Misplaced): readonly string[] {
  const lines = refs
    .slice(0, MOST)
    .flatMap((ref) => [
      `  ! ${escapeText(ref)}   stands where none of ours can, and may keep ours from being made`,
      `      ${deleteRefCommand(at, ref)}   once nobody owns up`,
    ]);
  return refs.length > MOST ? [...lines, `  and ${refs.length - MOST} more (--json lists all)`] : lines;
}

export const misplacedJson = ({ refs, at }: Misplaced): readonly Record<string, unknown>[] =>
  refs.map((ref) => {
    const { argv, where } = refDeletion(at, ref);
    return { ref: escapeText(ref), run: argv, where };
  });
