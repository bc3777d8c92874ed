import type { TaskEnd } from '../../../core/claim/judge-wave.ts';
import { claimValue } from '../../../core/claim/task-line.ts';
import type { Oid, TaskId } from '../../../core/model/ids.ts';
import { problemOf } from '../../../core/model/problem.ts';
import { unreachable } from '../../../core/model/unreachable.ts';
import type { OthersChange } from '../../../core/run/prompt-parts.ts';
import type { PublishEnd, RunHappening } from '../../../core/run/run-event.ts';
import { storeProblem } from '../../store-problem.ts';
import type { Stopped } from '../../transfer/wave.ts';
import { mayPass, unexpectedProblem } from '../describe-failure.ts';
import type { With } from '../run-context.ts';
import type { FinishedWork, LeftOut } from './finished-work.ts';
import type { PublishedWave } from './publish-wave.ts';

/** What settling takes. */
export type Settles = With<
  | 'atWork'
  | 'claimant'
  | 'claims'
  | 'handoffs'
  | 'keeping'
  | 'leavings'
  | 'pieces'
  | 'plan'
  | 'publishing'
  | 'result'
  | 'tries'
>;

/** What is known of a work once its wave has ended: it is published, or kept for the next who wants to look at it. */
export async function settleWork(
  context: Settles,
  work: FinishedWork,
  wave: PublishedWave & { readonly failed?: unknown },
): Promise<RunHappening> {
  const end = wave.ends.get(work.id);
  if (end?.kind === 'published') return settlePublished(context, { work, wave, commit: end.commit });
  const { end: why, others } = whyNot(context, { work, wave, end });
  return notPublished(context, work.id, why, others);
}

/** Its claim was lost before the work ended. */
export function lostBefore(context: Settles, task: TaskId): Promise<RunHappening> {
  const why = 'it was lost before the work ended';
  const problem = problemOf('claim-lost', { task, claim: '', why });
  return notPublished(context, task, { kind: 'claim-lost', problem });
}

/** The work is kept: it may be the last try, and the next one may want to look at it. */
async function notPublished(
  context: Settles,
  id: TaskId,
  end: PublishEnd,
  others?: OthersChange,
): Promise<RunHappening> {
  const own = await context.keeping.keep(id);
  if (own !== undefined && others !== undefined) context.tries.meet(id, { own, others });
  return { kind: 'not-published', task: id, end };
}

interface NotPublished {
  readonly work: FinishedWork;
  readonly wave: PublishedWave & { readonly failed?: unknown };
  readonly end: Exclude<TaskEnd<LeftOut>, { readonly kind: 'published' }> | undefined;
}

function whyNot(
  { claimant }: With<'claimant'>,
  { work, wave, end }: NotPublished,
): { readonly end: PublishEnd; readonly others?: OthersChange } {
  const { table } = claimant.store;
  // of the world, which says nothing about the work
  const unexpected = { end: { kind: 'world', problem: unexpectedProblem(wave.failed) } } as const;
  switch (end?.kind) {
    case 'left-out':
      return end.why.kind === 'alone' ? unexpected : end.why;
    case 'lost': {
      const { id: task, claim } = work;
      const half = { task, table, detail: 'the server applied a part' };
      if (end.why === 'half') return { end: { kind: 'failed', problem: problemOf('outcome-unknown', half) } };
      const data = { task, claim: claim.held.claim, why: LOST };
      return { end: { kind: 'claim-lost', problem: problemOf('claim-lost', data) } };
    }
    case 'open':
    case 'released':
      return { end: stoppedEnd(work.id, table, wave.stopped) };
    case undefined:
      return unexpected;
    default:
      return unreachable(end);
  }
}

const LOST = 'somebody else ended it, or its lease was over';

function stoppedEnd(task: TaskId, table: string, stopped: Stopped | undefined): PublishEnd {
  switch (stopped?.kind) {
    case 'failed': {
      const { failure } = stopped;
      return { kind: mayPass(failure) ? 'world' : 'failed', problem: storeProblem(failure, table) };
    }
    case 'refused': {
      const data = { task, table, times: stopped.times };
      return { kind: 'failed', problem: problemOf('publication-refused', data) };
    }
    case undefined:
      return {
        kind: 'failed',
        problem: problemOf('outcome-unknown', { task, table, detail: 'nobody said what became of it' }),
      };
    default:
      return unreachable(stopped);
  }
}

async function settlePublished(
  context: Settles,
  { work, wave, commit }: Pick<NotPublished, 'work' | 'wave'> & { readonly commit: Oid | undefined },
): Promise<RunHappening> {
  const { id, handoff, made } = work;
  context.handoffs.leave(id, handoff); // those that need it get to know what it leaves
  context.claims.drop(id);
  context.leavings.forget(id); // an earlier try's is no longer worth a word
  const isOurs = await isOwn(context, work, { commit, own: wave.commits.get(id) });
  await (isOurs ? context.pieces.settle(id) : context.keeping.keep(id));
  if (commit !== undefined) await context.atWork.tell({ task: id, commit, changed: made.changed });
  return { kind: 'published', task: id, ...(commit ? { commit } : {}) };
}

/** Who was evicted while it slept may find the task done by somebody else: its own work is then kept, not published. */
async function isOwn(
  { plan, publishing, result }: With<'plan' | 'publishing' | 'result'>,
  { id, claim }: FinishedWork,
  { commit, own }: { readonly commit: Oid | undefined; readonly own: Oid | undefined },
): Promise<boolean> {
  if (commit === undefined || commit === own) return true;
  const start = claimValue(plan.run, id, claim.held.claim);
  return (await publishing.findTrailer({ from: result.head, to: result.tip, start })) !== undefined;
}
