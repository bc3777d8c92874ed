import type { ClaimRecord } from '../../core/claim/record.ts';
import { isoSeconds } from '../../core/model/time.ts';
import { escapeText } from '../escape.ts';
import { listTexts } from '../list-texts.ts';

/** What finished tasks left, for a terminal. The words are an agent's. */
export const handoffText = (finished: readonly ClaimRecord[]): string =>
  `${finished.flatMap(linesOf).join('\n')}\n`;

function linesOf({ run, task, agent, at, result, handoff }: ClaimRecord): readonly string[] {
  const by = agent === undefined ? '' : ` by ${escapeText(agent)}`;
  const outputs = Object.entries(handoff?.outputs ?? {});
  return [
    `${escapeText(task)}   finished ${isoSeconds(at)}${by}, run ${escapeText(run)}`,
    ...(handoff?.summary ? [`  said     ${escapeText(handoff.summary)}`] : []),
    ...(result === undefined ? ['  commit   none: nothing was to be changed'] : [`  commit   ${result}`]),
    ...(handoff !== undefined && handoff.paths.length > 0 ? [`  files    ${listTexts(handoff.paths)}`] : []),
    ...outputs.map(([name, value]) => `  output   ${escapeText(name)}: ${escapeText(value)}`),
  ];
}

/** The same as one JSON object. */
export const handoffJson = (finished: readonly ClaimRecord[]): Readonly<Record<string, unknown>> => ({
  version: 1,
  command: 'handoff',
  outcome: 'read',
  changed: false,
  handoffs: finished.map(({ run, task, title, agent, at, result, handoff }) => ({
    run,
    task,
    title,
    agent,
    finished: isoSeconds(at),
    commit: result,
    summary: handoff?.summary,
    paths: handoff?.paths ?? [],
    outputs: handoff?.outputs ?? {},
  })),
  next: [],
  problems: [],
});
