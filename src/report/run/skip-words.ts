import { unreachable } from '../../core/model/unreachable.ts';
import type { SkipReason } from '../../core/run/judge-needs.ts';
import type { RunState } from '../../core/run/run-state.ts';
import { escapeText } from '../escape.ts';

const LONGEST_VALUE = 60;

/** Why a task was skipped: what its condition saw. `needs.scan.outputs.findings is 0` */
export function skipWords(why: SkipReason): string {
  switch (why.kind) {
    case 'condition': {
      const seen = why.seen.map(({ name, value }) => `${escapeText(name)} is ${shown(value)}`);
      return seen.length === 0 ? `${escapeText(why.condition, 200)} is false` : seen.join(', ');
    }
    case 'needs':
      return `${why.needs.map((id) => escapeText(id)).join(', ')} ${why.needs.length === 1 ? 'was' : 'were'} skipped`;
    case 'no-items':
      return `${escapeText(why.task)} has listed no ${escapeText(why.output)}`;
    default:
      return unreachable(why);
  }
}

const shown = (value: string): string => (value === '' ? 'empty' : escapeText(value, LONGEST_VALUE));

/** `Skipped   fix: needs.scan.outputs.findings is 0`, a line each; nothing where none was. */
export function skippedLines({ tasks }: RunState): string {
  return tasks
    .flatMap(({ task, phase }) =>
      phase.kind === 'skipped' ? [`${escapeText(task.id)}: ${skipWords(phase.why)}`] : [],
    )
    .map((line, at) => `${(at === 0 ? 'Skipped' : '').padEnd(10)}${line}\n`)
    .join('');
}
