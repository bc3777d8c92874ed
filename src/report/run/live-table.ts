import { unreachable } from '../../core/model/unreachable.ts';
import type { RunRecord } from '../../core/run/run-record.ts';
import type { RunState, TaskPhase } from '../../core/run/run-state.ts';
import { escapeText } from '../escape.ts';
import { column, cut } from '../layout.ts';
import { firstLine } from '../problems/describe-problem.ts';
import { elapsed } from './progress-line.ts';
import { skipWords } from './skip-words.ts';

const MOST_ROWS = 20;

/** The tasks of a run as they stand now, one row each; what is over and beyond the rows is counted. */
export function liveTable(from: {
  readonly state: RunState;
  readonly record: RunRecord;
  readonly now: number;
  readonly columns: number;
}): readonly string[] {
  const { state, record, now, columns } = from;
  const rows = state.tasks.map(({ task, phase }) => {
    const times = record.times.get(task.id);
    const spent = times?.from === undefined ? '' : elapsed((times.to ?? now) - times.from);
    const { mark, text } = standing(phase);
    const names = Math.min(34, Math.max(12, Math.floor(columns / 3)));
    const room = Math.min(44, Math.max(0, columns - names - 13));
    return cut(
      `  ${mark} ${column(escapeText(task.id), names)} ${column(text, room)} ${spent.padStart(7)}`,
      columns,
    );
  });
  if (rows.length <= MOST_ROWS) return rows;
  return [...rows.slice(0, MOST_ROWS), `    … and ${rows.length - MOST_ROWS} more`];
}

function standing(phase: TaskPhase): { readonly mark: string; readonly text: string } {
  switch (phase.kind) {
    case 'waiting':
      return { mark: ' ', text: 'waiting' };
    case 'resting':
      return {
        mark: '·',
        text: `${phase.why === 'held' ? 'waits' : 'tries again'}: ${firstLine(phase.problem)}`,
      };
    case 'claiming':
      return { mark: '▸', text: `${escapeText(phase.agent)}: claiming` };
    case 'working':
      return { mark: '▶', text: `${escapeText(phase.agent)}: at work` };
    case 'publishing':
      return { mark: '▶', text: `${escapeText(phase.agent)}: publishing` };
    case 'releasing':
      return { mark: '▸', text: 'giving the claim back' };
    case 'done':
      return {
        mark: '✓',
        text: doneText(phase),
      };
    case 'expanding':
      return { mark: '▸', text: 'makes a task for each item' };
    case 'skipped':
      return { mark: '–', text: `skipped: ${skipWords(phase.why)}` };
    case 'accepting':
      return { mark: '▸', text: 'is taken for done' };
    case 'empty':
      return { mark: '✗', text: `empty: ${firstLine(phase.problem)}` };
    case 'kept':
      return { mark: '–', text: `kept: ${firstLine(phase.problem)}` };
    case 'aside':
      return { mark: '–', text: `left alone: ${firstLine(phase.problem)}` };
    case 'failed':
      return { mark: '✗', text: `failed: ${firstLine(phase.problem)}` };
    case 'blocked':
      return { mark: '✗', text: `blocked: ${firstLine(phase.problem)}` };
    case 'stopped':
      return { mark: '–', text: `not started: needs ${escapeText(phase.because)}` };
    case 'interrupted':
      return { mark: '–', text: 'interrupted' };
    default:
      return unreachable(phase);
  }
}

function doneText({ how, commit }: Extract<TaskPhase, { kind: 'done' }>): string {
  const what = commit === undefined ? '' : ` ${commit.slice(0, 7)}`;
  switch (how) {
    case 'published':
      return `done${what}`;
    case 'unchanged':
      return 'done, nothing to change';
    case 'before':
      return `done before${what}`;
    case 'accepted':
      return `taken for done${what}`;
    default:
      return unreachable(how);
  }
}
