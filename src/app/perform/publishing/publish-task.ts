import { groupByPush } from '../../../core/claim/hand-over.ts';
import { claimValue } from '../../../core/claim/task-line.ts';
import type { Oid, TaskId } from '../../../core/model/ids.ts';
import type { Problem } from '../../../core/model/problem.ts';
import type { PublishEnd, RunHappening } from '../../../core/run/run-event.ts';
import { endPredecessor } from '../claiming/follow-publication.ts';
import { isLostByOutage, takeAnew } from '../claiming/keep-task-claim.ts';
import { moveBranch } from '../ending/move-branch.ts';
import type { Asked } from '../gathering.ts';
import { notifyRunning } from '../notify-running.ts';
import { type RunContext, workOf } from '../run-context.ts';
import { keepWork, settleWork } from '../working/keep-work.ts';
import { checkScope } from './check-scope.ts';
import { openPublication, type Publication } from './publication.ts';
import { takeStep } from './publish-steps.ts';
import { NOTHING, publishTogether } from './publish-together.ts';
import { lookForTrailer } from './send-result.ts';

/**
 * Publishes a task's work through the fence, in one push with all others that have been finished while the push before
 * was under way.
 */
export function publishTask(context: RunContext, id: TaskId): Promise<RunHappening> {
  return context.board.publications.add(id, (batch) => publishAll(context, batch));
}

/** Publications of one process go one after the other: what fits together, then each of the rest. */
async function publishAll(context: RunContext, batch: readonly Asked<TaskId, RunHappening>[]): Promise<void> {
  const locksOf = ({ item }: { readonly item: TaskId }): number =>
    workOf(context, item).claim?.held.record.locks.length ?? 0;
  for (const group of groupByPush(batch, locksOf)) await publishGroup(context, group);
}

/** Throws nothing, so that whoever follows one of them gets to know what became of it. */
async function publishGroup(
  context: RunContext,
  group: readonly Asked<TaskId, RunHappening>[],
): Promise<void> {
  const ids = group.map(({ item }) => item);
  const { published, sent } = await publishTogether(context, ids).catch(() => NOTHING);
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

/** Once more under another claim, where its own was lost to an outage alone. */
async function publishAlone(context: RunContext, id: TaskId): Promise<RunHappening> {
  const { claim } = workOf(context, id);
  const end = await tryAlone(context, id);
  const isLost = end.kind === 'not-published' && end.end.kind === 'claim-lost';
  if (!isLost || claim === undefined || !isLostByOutage(context, claim.held)) return end;
  return (await takeAnew(context, id)) ? tryAlone(context, id) : end;
}

async function tryAlone(context: RunContext, id: TaskId): Promise<RunHappening> {
  const publication = openPublication(context, id);
  const why = 'it was lost before the work ended';
  const lost: Problem = { code: 'claim-lost', data: { task: id, claim: '', why } };
  if (publication === undefined)
    return notPublished(context, { id, others: undefined }, { kind: 'claim-lost', problem: lost });
  await checkScope(context, publication);
  await lookForTrailer(context, publication, context.result.tip); // a push with others may have landed
  for (;;) {
    const end = await takeStep(context, publication);
    if (end?.kind === 'published') {
      await showResult(context);
      return settlePublished(context, publication, end.commit);
    }
    if (end !== undefined) return notPublished(context, publication, end);
  }
}

/** Where the team wants to see each result at once. What cannot be shown now is shown at the run's end. */
async function showResult(context: RunContext): Promise<void> {
  if (context.settings.publish.every === 'task') await moveBranch(context).catch(() => {});
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
  const start = claimValue(plan.run, id, claim);
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
