import { type Problem, problemOf } from '../../../core/model/problem.ts';
import { matchPaths } from '../../../core/paths/match-paths.ts';
import { isWorkflowFile, namesWorkflows } from '../../../core/paths/workflow-files.ts';
import type { PublishEnd } from '../../../core/run/run-event.ts';
import type { StoreFailure } from '../../ports/ref-store.ts';
import { storeProblem } from '../../store-problem.ts';
import { mayPass } from '../describe-failure.ts';
import type { With } from '../run-context.ts';
import { taskOf } from '../run-ground.ts';
import { checkReach } from './check-reach.ts';
import type { FinishedWork } from './finished-work.ts';

/** What checking it takes. */
export type Checks = With<
  'claimant' | 'keeping' | 'largeFiles' | 'leavings' | 'plan' | 'publishing' | 'widening'
>;

/**
 * Compares what was changed with what is claimed. Paths outside are claimed now (the normal case for new tests and
 * documents); what is refused, workflow files that the task does not name, marks of a conflict, and a reach that a person
 * has to agree to first stop the publication.
 */
export async function checkScope(context: Checks, work: FinishedWork): Promise<PublishEnd | undefined> {
  const { id, basedOn, made } = work;
  const marked =
    made.unmarked === true ? [] : await context.publishing.leftMarkers({ from: basedOn, to: made.tree });
  if (marked.length > 0) return blocked(problemOf('conflict-markers', { task: id, paths: marked }));
  const named = matchPaths(taskOf(context, id).writes.filter(namesWorkflows));
  const workflows = made.changed.filter((path) => isWorkflowFile(path) && !named(path));
  if (workflows.length > 0) return blocked(problemOf('workflow-file', { task: id, paths: workflows }));
  const beyond = await checkReach(context, work);
  if (beyond !== undefined) return blocked(beyond);
  return (await claimRest(context, work)) ?? deliver(context, work);
}

/** A server that says no is asked no more; what may pass is asked again later. */
const storeEnd = (failure: StoreFailure, table: string): PublishEnd => ({
  kind: mayPass(failure) ? 'world' : 'blocked',
  problem: storeProblem(failure, table),
});

const blocked = (problem: Problem): PublishEnd => ({ kind: 'blocked', problem });

async function claimRest(
  { widening, claimant }: With<'claimant' | 'widening'>,
  { id, claim, made }: FinishedWork,
): Promise<PublishEnd | undefined> {
  const late = await widening.cover(claim, made.changed);
  if (late === undefined) return undefined;
  const { paths, detail, failure } = late;
  // a table that cannot be reached says nothing about the work: it is kept, and no path is called another's
  if (failure !== undefined) return storeEnd(failure, claimant.store.table);
  return blocked(problemOf('outside-claim', { task: id, paths, ...(detail ? { detail } : {}) }));
}

/** The contents of large files are where the team looks before what points to them is published. */
async function deliver(
  { largeFiles }: With<'largeFiles'>,
  { basedOn, made }: FinishedWork,
): Promise<PublishEnd | undefined> {
  if (made.changed.length === 0) return undefined;
  const problem = await largeFiles?.deliver({ from: basedOn, tree: made.tree });
  return problem === undefined ? undefined : { kind: 'world', problem };
}
