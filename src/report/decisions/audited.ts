import type { KnownAudit } from '../../core/model/decision.ts';
import { escapeText } from '../escape.ts';
import { listTexts } from '../list-texts.ts';
import { type GivenOptions, ownLine } from '../own-command.ts';
import { decisionJson, nameOfDecision } from './decided.ts';

export interface AuditedReport {
  readonly table: string;
  readonly audit: KnownAudit;
  readonly pushes: number;
  readonly given: GivenOptions;
}

export function auditedText({ table, audit, given }: AuditedReport): string {
  const what = listTexts(audit.paths.map((path) => (path === '' ? 'everything' : path)));
  const undo = ownLine({ command: 'dismiss', words: ['--undo', nameOfDecision(audit)], given });
  return `${[
    `known: ${audit.kind} of ${what}, as of ${audit.commit.slice(0, 7)}`,
    `  for everybody on ${escapeText(table)}; what changes later is due again`,
    `  back   ${undo}`,
  ].join('\n')}\n`;
}

export const auditedJson = ({ table, audit, pushes }: AuditedReport): Readonly<Record<string, unknown>> => ({
  version: 1,
  command: 'done',
  outcome: 'audited',
  changed: true,
  table,
  decisions: [decisionJson(audit)],
  pushes,
  next: [],
  problems: [],
});
