import { unreachable } from '../../core/model/unreachable.ts';
import type { Recognised } from '../../core/run/recognise-tasks.ts';
import { escapeText } from '../escape.ts';
import { firstLine } from '../problems/describe-problem.ts';

/** What a run need not do, one line for each task, and whose unfinished work it begins on. */
export function knownLines(from: {
  readonly known: ReadonlyMap<string, Recognised>;
  readonly brought: readonly string[];
}): string {
  const runs = from.brought.map((run) => `begins on what ${escapeText(run)} has published\n`);
  const tasks = [...from.known].map(
    ([id, { end }]) => `${word(end).padStart(14)}  ${escapeText(id)}${what(end)}\n`,
  );
  return [...runs, ...tasks].join('');
}

type End = Recognised['end'];

function word(end: End): string {
  switch (end.kind) {
    case 'done':
      return 'done before';
    case 'accepted':
      return 'taken for done';
    case 'aside':
      return 'left alone';
    default:
      return unreachable(end);
  }
}

const what = (end: End): string => {
  if (end.kind === 'aside') return `  ${firstLine(end.problem)}`;
  return end.commit === undefined ? '' : `  as ${end.commit.slice(0, 7)}`;
};
