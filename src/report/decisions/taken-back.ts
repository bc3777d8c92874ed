import type { Decision } from '../../core/model/decision.ts';
import { escapeText } from '../escape.ts';
import { decisionJson, nameOfDecision } from './decided.ts';

export interface TakenBackReport {
  readonly table: string;
  readonly decisions: readonly Decision[];
  readonly pushes: number;
}

export const takenBackText = ({ table, decisions }: TakenBackReport): string =>
  decisions
    .map(
      (one) =>
        `taken back: ${nameOfDecision(one)}, which ${escapeText(one.by, 60)} had decided on ${escapeText(table)}\n`,
    )
    .join('');

export const takenBackJson = ({
  table,
  decisions,
  pushes,
}: TakenBackReport): Readonly<Record<string, unknown>> => ({
  version: 1,
  command: 'dismiss',
  outcome: 'taken-back',
  changed: decisions.length > 0,
  table,
  decisions: decisions.map(decisionJson),
  pushes,
  next: [],
  problems: [],
});
