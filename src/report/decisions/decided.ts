import type { Decision } from '../../core/model/decision.ts';
import { isoSeconds, type WallTime } from '../../core/model/time.ts';
import { count } from '../count.ts';
import { escapeText } from '../escape.ts';
import { column } from '../layout.ts';
import { listTexts } from '../list-texts.ts';
import { type GivenOptions, ownLine } from '../own-command.ts';
import { pathsBase64 } from '../path-base64.ts';
import { span } from '../times.ts';

export interface DecidedReport {
  readonly table: string;
  /** Oldest first. */
  readonly decisions: readonly Decision[];
  readonly now: WallTime;
  readonly given: GivenOptions;
}

/** What `--undo` takes: of a task its id, of an audit its kind and the beginning of its own name. */
export const nameOfDecision = (decision: Decision): string =>
  decision.what === 'dismissed' ? decision.task : `${decision.kind}-${decision.id.slice(0, 8)}`;

export function decidedText({ table, decisions, now, given }: DecidedReport): string {
  const where = escapeText(table);
  if (decisions.length === 0) return `nothing is dismissed, and no audit was made known, on ${where}\n`;
  const dismissed = decisions.filter(({ what }) => what === 'dismissed').length;
  const audits = decisions.length - dismissed;
  const head = `${dismissed} dismissed, ${count(audits, 'audit')} made known on ${where}`;
  const width = Math.max(...decisions.map((one) => nameOfDecision(one).length));
  const rows = decisions.flatMap((one) => [
    `  ${column(nameOfDecision(one), width)}  ${subjectOf(one)}`,
    `  ${' '.repeat(width)}  ${escapeText(one.by, 60)}, ${span(now - one.at)} ago${reasonOf(one)}`,
  ]);
  const undo = ownLine({
    command: 'dismiss',
    words: ['--undo', nameOfDecision(decisions[0] as Decision)],
    given,
  });
  return `${[head, ...rows, `take one back: ${undo}`].join('\n')}\n`;
}

const subjectOf = (decision: Decision): string =>
  decision.what === 'dismissed'
    ? escapeText(decision.title, 200)
    : `${listTexts(decision.paths.map((path) => (path === '' ? 'everything' : path)))} as of ${decision.commit.slice(0, 7)}`;

const reasonOf = ({ reason }: Decision): string =>
  reason === undefined ? '' : `: ${escapeText(reason, 300)}`;

export const decidedJson = ({ table, decisions }: DecidedReport): Readonly<Record<string, unknown>> => ({
  version: 1,
  command: 'dismiss',
  outcome: 'listed',
  changed: false,
  table,
  decisions: decisions.map(decisionJson),
  next: [],
  problems: [],
});

/** One decision, whatever it is about. */
export function decisionJson(decision: Decision): Readonly<Record<string, unknown>> {
  const { id, what, kind, by, at, reason } = decision;
  const about = { id, name: nameOfDecision(decision), what, kind, by, at: isoSeconds(at), reason };
  if (decision.what === 'dismissed') return { ...about, task: decision.task, title: decision.title };
  const { commit, paths } = decision;
  return { ...about, commit, paths, path_base64: pathsBase64(paths) };
}
