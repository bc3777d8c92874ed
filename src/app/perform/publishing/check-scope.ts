import type { RepoPath } from '../../../core/model/ids.ts';
import { problemOf } from '../../../core/model/problem.ts';
import { asLiteral, matchPaths } from '../../../core/paths/match-paths.ts';
import { storeProblem } from '../../store-problem.ts';
import { asPatterns, uncoveredPaths, widenClaim } from '../claiming/widen-claim.ts';
import { type RunContext, taskOf } from '../run-context.ts';
import { checkReach } from './check-reach.ts';
import type { Publication } from './publication.ts';

const WORKFLOWS = /^\.github\/(workflows|actions)\//i;

/**
 * Compares what was changed with what is claimed. Paths outside are claimed now (the normal case for new tests and
 * documents); what is refused, workflow files that the task does not name, marks of a conflict, and a reach that a person
 * has to agree to first stop the publication.
 */
export async function checkScope(context: RunContext, publication: Publication): Promise<void> {
  const { id, work } = publication;
  const task = taskOf(context, id);
  const { basedOn, made } = work;
  const marked =
    made.unmarked === true ? [] : await context.publishing.leftMarkers({ from: basedOn, to: made.tree });
  if (marked.length > 0) {
    publication.outside = marked;
    publication.scope = problemOf('conflict-markers', { task: id, paths: marked });
    return;
  }
  const named = matchPaths(task.writes.filter(namesWorkflows));
  const workflows = work.made.changed.filter((path) => WORKFLOWS.test(path) && !named(path));
  if (workflows.length > 0) {
    publication.outside = workflows;
    publication.scope = { code: 'workflow-file', data: { task: id, paths: workflows } };
    return;
  }
  const beyond = await checkReach(context, publication);
  if (beyond !== undefined) {
    publication.outside = [...beyond.reach.deleted, ...beyond.reach.paths];
    publication.scope = beyond.problem;
    return;
  }
  const outside = uncoveredPaths(context, work.claim, work.made.changed);
  if (outside.length === 0) return;
  const widened = await widenClaim(context, work.claim, asPatterns(outside));
  if (widened.refused.length === 0 || widened.lost) return;
  publication.outside = outside as readonly RepoPath[];
  // A table that cannot be reached says nothing about the work: it is kept, and no path is called another's.
  publication.scope =
    widened.failure === undefined
      ? problemOf('outside-claim', {
          task: id,
          paths: outside,
          ...(widened.detail ? { detail: widened.detail } : {}),
        })
      : storeProblem(widened.failure, context.claimant.store.table);
}

/** `**` alone does not name them: what runs with the team's secrets is changed on purpose only. */
const namesWorkflows = (pattern: string): boolean => /^\.github(\/|$)/i.test(asLiteral(pattern) ?? pattern);
