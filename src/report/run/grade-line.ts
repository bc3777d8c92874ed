import type { Plan } from '../../core/model/plan.ts';
import type { RunRecord } from '../../core/run/run-record.ts';
import type { FinalPhase, RunState } from '../../core/run/run-state.ts';
import { tokensText } from './tokens-text.ts';

interface Graded {
  readonly plan: Plan;
  readonly state: RunState;
  readonly record: RunRecord;
  readonly pushes: number;
}

/** How the endings that are no success are counted, in this order. */
const NOT_DONE: Readonly<Record<Exclude<FinalPhase['kind'], 'done'>, string>> = {
  skipped: 'skipped',
  failed: 'failed',
  blocked: 'blocked',
  empty: 'empty',
  kept: 'kept for you to look at',
  aside: 'left alone',
  stopped: 'not started',
  interrupted: 'interrupted',
};

/** `3 of 4 tasks done, 1 failed · planned 25 min, took 27 · …` */
export function gradeLine({ plan, state, record, pushes }: Graded): string {
  const of = (kind: string): number => state.tasks.filter(({ phase }) => phase.kind === kind).length;
  const parts = [
    `${of('done')} of ${state.tasks.length} tasks done`,
    ...Object.entries(NOT_DONE).flatMap(([kind, word]) => (of(kind) > 0 ? [`${of(kind)} ${word}`] : [])),
  ];
  const tookMs = (record.endedAt ?? 0) - (record.startedAt ?? 0);
  const grade = [
    `planned ${plan.makespan} min, took ${tookMs < 90_000 ? `${Math.round(tookMs / 1000)} s` : `${Math.round(tookMs / 60_000)} min`}`,
    `${Math.ceil(state.usedMs / 60_000)} min of agents`,
    record.waited.size === 0
      ? 'nobody waited for others'
      : `${record.waited.size} waited for claims of others`,
    record.conflicts === 0 ? 'no conflicts' : `${record.conflicts} conflicts met`,
    `${pushes} pushes`,
    ...(state.usedTokens === undefined ? [] : [tokensText(state.usedTokens)]),
    ...(state.usedUsd > 0 ? [`$${state.usedUsd.toFixed(2)}`] : []),
  ];
  return `${parts.join(', ')} · ${grade.join(' · ')}`;
}
