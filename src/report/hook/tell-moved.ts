import type { ClaimRecord } from '../../core/claim/record.ts';
import type { RepoPath } from '../../core/model/ids.ts';
import { escapeText } from '../escape.ts';
import { listTexts } from '../list-texts.ts';

/** What came with a merge or a checkout into files that the reader holds; nothing where nothing did. */
export function tellMoved(
  by: 'merge' | 'checkout',
  moved: readonly { readonly claim: { readonly record: ClaimRecord }; readonly paths: readonly RepoPath[] }[],
): string {
  if (moved.length === 0) return '';
  const lines = moved.map(
    ({ claim: { record }, paths }) =>
      `  ↓ ${listTexts(paths)}   your claim ${record.claim} for ${escapeText(record.task)}`,
  );
  return `agentic-plan: this ${by} changed files that you hold; read them again before you go on\n${lines.join('\n')}\n`;
}
