import { groupByPush } from '../../core/claim/hand-over.ts';
import type { Oid, TaskId } from '../../core/model/ids.ts';
import type { Problem } from '../../core/model/problem.ts';
import { unreachable } from '../../core/model/unreachable.ts';
import { decidePublish } from '../../core/run/decide-publish.ts';
import type { PublishEnd, RunHappening } from '../../core/run/run-event.ts';
import { checkScope } from './check-scope.ts';
import { endPredecessor } from './follow-publication.ts';
import type { Asked } from './gathering.ts';
import { keepWork, settleWork } from './keep-work.ts';
import { moveBranch } from './move-branch.ts';
import { notifyRunning } from './notify-running.ts';
import { openPublication, type Publication, type PublishStep } from './publication.ts';
import { publishTogether } from './publish-together.ts';
import { rebaseWork } from './rebase-work.ts';
import { type RunContext, trailerOf, workOf } from './run-context.ts';
import { sendResult } from './send-result.ts';
import { verifyTree } from './verify-tree.ts';

const MOST_SENDINGS = 6;
const LOST = 'somebody else ended it, or its lease was over';

/**
 * Publishes a task's work through the fence, in one push with all others that have been finished while the push before
 * was under way.
 */
export function publishTask(context: RunContext, id: TaskId): Promise<RunHappening> {
  return context.board.publications.add(id, (batch) => publishAll(context, batch));
}

/** Publications of one process go one after the other: what fits together, then each of the rest. */
async function publishAll(context: RunContext, batch: readonly Asked<TaskId, RunHappening>[]): Promise<void> {
  const { followers } = context.board;
  const locksOf = ({ item }: { readonly item: TaskId }): number => {
    const own = workOf(context, item).claim?.held.record.locks.length ?? 0;
    return followers.has(item) ? 1 + 2 * own : own; // what follows has not been chosen: as many again
  };
  try {
    for (const group of groupByPush(batch, locksOf)) await publishGroup(context, group);
  } finally {
    for (const { item } of batch) endPredecessor(context, item, { published: false });
  }
}

async function publishGroup(
  context: RunContext,
  group: readonly Asked<TaskId, RunHappening>[],
): Promise<void> {
  const ids = group.map(({ item }) => item);
  const { published, sent } = await publishTogether(context, ids);
  const settle = async ({ item, answer }: Asked<TaskId, RunHappening>, ending: Promise<RunHappening>) => {
    answer(ending);
    const end = await ending.catch(() => undefined);
    endPredecessor(context, item, { published: end?.kind === 'published', sent: sent.get(item) });
  };
  if (published.size > 0) await showResult(context);
  for (const asked of group) {
    const publication = published.get(asked.item);
    if (publication) await settle(asked, settlePublished(context, publication, publication.commit));
  }
  for (const asked of group)
    if (!published.has(asked.item)) await settle(asked, publishAlone(context, asked.item));
}

async function publishAlone(context: RunContext, id: TaskId): Promise<RunHappening> {
  const publication = openPublication(context, id);
  const why = 'it was lost before the work ended';
  const lost: Problem = { code: 'claim-lost', severity: 'error', data: { task: id, claim: '', why } };
  if (publication === undefined)
    return notPublished(context, { id, others: undefined }, { kind: 'claim-lost', problem: lost });
  await checkScope(context, publication);
  for (;;) {
    const end = await step(context, publication);
    if (end?.kind === 'published') {
      await showResult(context);
      return settlePublished(context, publication, end.commit);
    }
    if (end !== undefined) return notPublished(context, publication, end);
  }
}

/** Where the team wants to see each result at once. */
async function showResult(context: RunContext): Promise<void> {
  if (context.settings.publish.every === 'task') await moveBranch(context);
}

async function settlePublished(
  context: RunContext,
  publication: Publication,
  commit: Oid | undefined,
): Promise<RunHappening> {
  const { id, work } = publication;
  context.board.kept.delete(id); // an earlier try's is no longer worth a word
  const isOurs = await isOwn(context, publication, commit);
  await (isOurs ? settleWork(work) : keepWork(context, id));
  if (commit !== undefined) await notifyRunning(context, { task: id, commit, changed: work.made.changed });
  return { kind: 'published', task: id, ...(commit ? { commit } : {}) };
}

/** Who was evicted while it slept may find the task done by somebody else: its own work is then kept, not published. */
async function isOwn(
  { plan, publishing, result }: RunContext,
  { id, commit, claim }: Pick<Publication, 'id' | 'commit' | 'claim'>,
  published: Oid | undefined,
): Promise<boolean> {
  if (published === undefined || published === commit) return true;
  const start = trailerOf(plan.run, id, claim);
  return (await publishing.findTrailer({ from: result.head, to: result.tip, start })) !== undefined;
}

/** The work is kept: it may be the last try, and the next one may want to look at it. */
async function notPublished(
  context: RunContext,
  { id, others }: Pick<Publication, 'id' | 'others'>,
  end: PublishEnd,
): Promise<RunHappening> {
  const own = await keepWork(context, id);
  if (own !== undefined && others !== undefined) workOf(context, id).met = { own, others };
  return { kind: 'not-published', task: id, end };
}

/** Asks what is to be done now, and does it. `undefined`: ask again. */
async function step(context: RunContext, publication: Publication): Promise<PublishStep | undefined> {
  const { work, id } = publication;
  const { claim, made } = work;
  const problem = (code: Problem['code'], data: Problem['data']): Problem => ({
    code,
    severity: 'error',
    data: { task: id, ...data },
  });
  const answer = decidePublish({
    claim: claim.lost ? 'lost' : 'in-force',
    work: { changes: made.changed.length, outside: publication.outside.length },
    target: {
      landed: publication.landed !== undefined,
      onNewest: publication.onto === context.result.tip,
      conflicts: publication.conflicts.length > 0,
      verified: publication.verified,
    },
    tries: { sent: publication.sent, atMost: MOST_SENDINGS },
  });
  switch (answer) {
    case 'publish':
    case 'nothing-to-do':
      // Less than a third of the lease left loses against an eviction; `fresh` renews then.
      if (!(await claim.fresh()))
        return claim.lost ? undefined : give(problem('claim-lost', { claim: claim.held.claim, why: LOST }));
      return sendResult(context, publication, answer === 'publish');
    case 'rebase-first':
      return rebaseWork(context, publication, context.result.tip);
    case 'verify-first': {
      const found = await verifyTree(context, publication.commit ?? context.result.tip);
      if (context.board.interruption.signal.aborted) return give(problem('interrupted', {}));
      publication.verified = found.passed ? 'passed' : 'failed';
      if (!found.passed) publication.verifyLog = found.log;
      return undefined;
    }
    case 'run-again':
      return publication.conflicts.length > 0
        ? {
            kind: 'run-again',
            problem: problem('merge-conflict', {
              paths: publication.conflicts,
              ...(publication.conflictLog === '' ? {} : { log: publication.conflictLog }),
            }),
          }
        : {
            kind: 'run-again',
            problem: problem('verify-failed', {
              log: publication.verifyLog,
              prepared: context.settings.setup !== undefined || context.settings.link.length > 0,
            }),
          };
    case 'out-of-scope':
      return {
        kind: 'blocked',
        problem: publication.scope ?? problem('outside-claim', { paths: publication.outside }),
      };
    case 'claim-lost':
      return { kind: 'claim-lost', problem: problem('claim-lost', { claim: claim.held.claim, why: LOST }) };
    case 'give-up':
      return give(
        problem('outcome-unknown', { table: context.desk.store.table, detail: 'refused too often' }),
      );
    case 'renew-first':
      await claim.fresh();
      return undefined;
    default:
      return unreachable(answer);
  }
}

const give = (problem: Problem): PublishEnd => ({ kind: 'failed', problem });
