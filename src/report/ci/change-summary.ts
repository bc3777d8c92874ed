import { type ChangeTold, changeHeading, changeLines } from '../claim/change-verdict.ts';
import { escapeMarkdown } from '../escape.ts';
import { fitBlocks } from './fit-blocks.ts';

const MOST_CHARACTERS = 300_000;

/** The page of a run of the check. All foreign text is data. */
export function changeSummary(change: ChangeTold): string {
  const { refusals, notes } = changeLines(change);
  const rows = [...refusals, ...notes].map(
    (text) => `- ${escapeMarkdown(text.trim().replaceAll(/\s*\n\s*/g, ' · '))}`,
  );
  const heading = escapeMarkdown(changeHeading(change).replace(/ {2,}.*/, ''));
  const blocks = [{ head: [`### This change ${heading}`, ''], rows, more: moreRow, tail: [] }];
  return `${fitBlocks(blocks, MOST_CHARACTERS).text}\n`;
}

const moreRow = (left: number): string => `- … and ${left} more`;

export const moreReasonsText = (more: number): string =>
  `${more} more reasons are in the summary: GitHub shows ten messages of a step`;

export const NOTHING_TO_CHECK =
  'nothing to check: the check is about a pull request, an entry of a merge queue, or a push';
