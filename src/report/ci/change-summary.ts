import type { WallTime } from '../../core/model/time.ts';
import { type ChangeTold, changeHeading, changeLines } from '../claim/change-verdict.ts';
import { whoHolds } from '../claim/held-line.ts';
import { escapeMarkdown, escapeText } from '../escape.ts';
import { utcClock } from '../times.ts';
import type { Annotation } from './annotations.ts';
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

/** At the files that others hold; `folder`: of the checkout in the workspace, empty where it is the same. */
export const changeAnnotations = (
  { verdict, now, at = utcClock }: ChangeTold,
  folder: string,
): readonly Annotation[] =>
  verdict.held.flatMap(({ record, paths }) =>
    paths
      .filter((path) => escapeText(path) === path)
      .map((path) => ({
        file: folder === '' ? path : `${folder}/${path}`,
        title: 'held by somebody else',
        text: `${whoHolds(record)} holds this file for ${escapeText(record.task)} until ${at((record.at + record.leaseS * 1000) as WallTime, now)}`,
      })),
  );

const moreRow = (left: number): string => `- … and ${left} more`;

export const moreReasonsText = (more: number): string =>
  `${more} more reasons are in the summary: GitHub shows ten messages of a step`;

export const NOTHING_TO_CHECK =
  'nothing to check: the check is about a pull request, an entry of a merge queue, or a push';
