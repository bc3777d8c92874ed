import type { Dismissal } from '../../core/model/decision.ts';
import { escapeText } from '../escape.ts';
import { type GivenOptions, ownLine } from '../own-command.ts';
import { decisionJson } from './decided.ts';

export interface DismissedReport {
  readonly table: string;
  readonly dismissals: readonly Dismissal[];
  /** Those that were dismissed before. */
  readonly before: readonly string[];
  readonly pushes: number;
  readonly given: GivenOptions;
}

export function dismissedText({ table, dismissals, before, given }: DismissedReport): string {
  const lines = [
    ...before.map((task) => `dismissed already: ${escapeText(task)}`),
    ...dismissals.map(({ task, title }) => `dismissed: ${escapeText(task)}, ${escapeText(title, 200)}`),
  ];
  const [first] = dismissals;
  if (first === undefined) return `${lines.join('\n')}\n`;
  const undo = ownLine({ command: 'dismiss', words: ['--undo', first.task], given });
  return `${[
    ...lines,
    `  for everybody on ${escapeText(table)}, until there is new evidence`,
    `  back   ${undo}`,
  ].join('\n')}\n`;
}

export const dismissedJson = (report: DismissedReport): Readonly<Record<string, unknown>> => ({
  version: 1,
  command: 'dismiss',
  outcome: 'dismissed',
  changed: report.dismissals.length > 0,
  table: report.table,
  decisions: report.dismissals.map(decisionJson),
  before: report.before,
  pushes: report.pushes,
  next: [],
  problems: [],
});
