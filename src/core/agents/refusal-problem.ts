import { type Problem, problemOf } from '../model/problem.ts';
import { unreachable } from '../model/unreachable.ts';
import type { Refusal } from './refusal.ts';

/** Where a vendor says that something is too often, and not how long to wait. */
const USUAL_REST_MS = 60_000;

/** How long an agent rests that was asked to wait. */
export const restOf = ({ waitMs = USUAL_REST_MS }: Refusal): number => waitMs;

/** A vendor's refusal, as people are told of it. */
export function refusalProblem(
  refusal: Refusal,
  about: {
    readonly task: string;
    readonly agent: string;
    readonly preset?: string | undefined;
    readonly log: string;
    readonly unseen: readonly string[];
  },
): Problem {
  const { task, agent, preset, log, unseen } = about;
  const { kind, said } = refusal;
  const data = { task, agent, said, log, ...(preset === undefined ? {} : { preset }) };
  switch (kind) {
    case 'not-logged-in':
      return problemOf('agent-not-logged-in', { ...data, ...(unseen.length === 0 ? {} : { unseen }) });
    case 'out-of-credit':
      return problemOf('agent-out-of-credit', data);
    case 'rate-limited':
      return problemOf('agent-rate-limited', { ...data, seconds: Math.ceil(restOf(refusal) / 1000) });
    default:
      return unreachable(kind);
  }
}
