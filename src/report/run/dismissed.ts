import { escapeText } from '../escape.ts';
import type { GivenOptions } from '../own-command.ts';
import { shellWord } from '../shell-word.ts';
import { gitHere } from './result-line.ts';

/** Runs that were given up. */
export interface DismissedReport {
  readonly table: string;
  readonly runs: readonly { readonly run: string; readonly kept?: string }[];
  /** The private repository, which keeps what was unpublished. */
  readonly repository: string;
  readonly pushes: number;
  readonly given: GivenOptions;
}

export function dismissedText({ table, runs, repository, given }: DismissedReport): string {
  const lines = runs.flatMap(({ run, kept }) => [
    `given up: ${escapeText(run)}, whose refs are gone from ${escapeText(table)}`,
    ...(kept === undefined
      ? []
      : [
          `kept      what it had published, for 14 days: ${gitHere(given)} fetch ${shellWord(repository)} ${shellWord(kept)}`,
        ]),
  ]);
  return `${lines.join('\n')}\n`;
}

export const dismissedJson = ({ runs, repository, pushes }: DismissedReport): Record<string, unknown> => ({
  version: 1,
  command: 'run',
  outcome: 'dismissed',
  changed: true,
  dismissed: runs.map(({ run, kept }) => ({ run, kept: kept ?? null })),
  repository,
  pushes,
  next: [],
  problems: [],
});
