import { groupByPush } from '../../../core/claim/hand-over.ts';
import type { TaskId } from '../../../core/model/ids.ts';
import type { RunHappening } from '../../../core/run/run-event.ts';
import type { SentAlong } from '../claiming/followers.ts';
import type { Asked } from '../gathering.ts';
import type { With } from '../run-context.ts';
import { type FinishedWork, openFinished } from './finished-work.ts';
import { type PublishedWave, publishWave, type Sends } from './publish-wave.ts';
import { lostBefore, type Settles, settleWork } from './settle-publication.ts';

type Publishes = Sends & Settles & With<'branchMover' | 'publishQueue' | 'settings'>;
type Batch = readonly Asked<TaskId, RunHappening>[];

/**
 * Publishes a task's work through the fence, in one push with all others that have been finished while the push before
 * was under way.
 */
export function publishTask(context: Publishes, id: TaskId): Promise<RunHappening> {
  return context.publishQueue.add(id, (batch) => publishAll(context, batch));
}

/** Publications of one process go one after the other: what fits together, then each of the rest. */
async function publishAll(context: Publishes, batch: Batch): Promise<void> {
  const locksOf = ({ item }: { readonly item: TaskId }): number =>
    context.claims.of(item)?.held.record.locks.length ?? 0;
  for (const group of groupByPush(batch, locksOf)) await publishGroup(context, group);
}

/** Throws nothing, so that whoever follows one of them gets to know what became of it. */
async function publishGroup(context: Publishes, group: Batch): Promise<void> {
  const works = new Map<TaskId, FinishedWork>();
  for (const { item } of group) {
    const work = openFinished(context, item);
    if (work !== undefined) works.set(item, work);
  }
  const all = [...works.values()];
  const wave = all.length === 0 ? undefined : await publishWave(context, all, { withFollowers: true });
  await showResult(context, wave);
  const left: Batch[number][] = [];
  for (const asked of group) {
    const work = works.get(asked.item);
    if (work === undefined) await answer(context, asked, lostBefore(context, asked.item));
    else if (wave === undefined || isAlone(wave, asked.item, works.size)) left.push(asked);
    else await answer(context, asked, settleOnce(context, work, wave), wave.sent.get(asked.item));
  }
  for (const asked of left)
    await answer(context, asked, publishAlone(context, asked.item), wave?.sent.get(asked.item));
}

/** What goes wrong with several is said of each when it is alone. */
const isAlone = (
  { ends, failed }: PublishedWave & { readonly failed?: unknown },
  task: TaskId,
  size: number,
): boolean => {
  const end = ends.get(task);
  return end === undefined
    ? size > 1 && failed !== undefined
    : end.kind === 'left-out' && end.why.kind === 'alone';
};

async function answer(
  { followers }: With<'followers'>,
  { item, answer: tell }: Batch[number],
  ending: Promise<RunHappening>,
  sent?: SentAlong,
): Promise<void> {
  tell(ending);
  const end = await ending.catch(() => undefined);
  followers.end(item, { published: end?.kind === 'published', sent });
}

async function publishAlone(context: Publishes, id: TaskId): Promise<RunHappening> {
  const work = openFinished(context, id);
  if (work === undefined) return lostBefore(context, id);
  const wave = await publishWave(context, [work], { withFollowers: false });
  await showResult(context, wave);
  return settleOnce(context, work, wave);
}

/** Once more under another claim, where its own was lost to an outage alone. */
async function settleOnce(
  context: Publishes,
  work: FinishedWork,
  wave: PublishedWave & { readonly failed?: unknown },
): Promise<RunHappening> {
  const isLost = wave.ends.get(work.id)?.kind === 'lost';
  if (!isLost || !(await context.claims.takeAnew(work.claim.held))) return settleWork(context, work, wave);
  const again = openFinished(context, work.id);
  if (again === undefined) return lostBefore(context, work.id);
  const second = await publishWave(context, [again], { withFollowers: false });
  await showResult(context, second);
  return settleWork(context, again, second);
}

/** Where the team wants to see each result at once. What cannot be shown now is shown at the run's end. */
async function showResult(context: Publishes, wave: PublishedWave | undefined): Promise<void> {
  const hasPublished = [...(wave?.ends.values() ?? [])].some(({ kind }) => kind === 'published');
  if (hasPublished && context.settings.publish.every === 'task')
    await context.branchMover.move().catch(() => {});
}
