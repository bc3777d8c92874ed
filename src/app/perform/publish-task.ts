import type { TaskId } from '../../core/model/ids.ts';
import type { Problem } from '../../core/model/problem.ts';
import { unreachable } from '../../core/model/unreachable.ts';
import { decidePublish } from '../../core/run/decide-publish.ts';
import type { PublishEnd, RunHappening } from '../../core/run/run-event.ts';
import { checkScope } from './check-scope.ts';
import { keepWork } from './keep-work.ts';
import { makeMessage } from './make-message.ts';
import { moveBranch } from './move-branch.ts';
import { notifyRunning } from './notify-running.ts';
import type { Publication, PublishStep } from './publication.ts';
import { type RunContext, taskOf, workOf } from './run-context.ts';
import { sendResult } from './send-result.ts';
import { verifyTree } from './verify-tree.ts';

const MOST_SENDINGS = 6;
const LOST = 'somebody else ended it, or its lease was over';

/** Publishes a task's work through the fence. Publications of one process go one after the other. */
export function publishTask(context: RunContext, id: TaskId): Promise<RunHappening> {
  const { board } = context;
  const turn = board.publishing.then(() => publishInTurn(context, id));
  board.publishing = turn.catch(() => {});
  return turn;
}

async function publishInTurn(context: RunContext, id: TaskId): Promise<RunHappening> {
  const { claim, made, basedOn } = workOf(context, id);
  const lost: Problem = {
    code: 'claim-lost',
    severity: 'error',
    data: { task: id, claim: '', why: 'it was lost before the work ended' },
  };
  if (claim === undefined || made === undefined || basedOn === undefined)
    return notPublished(context, id, { kind: 'claim-lost', problem: lost });
  const publication: Publication = {
    id,
    work: Object.assign(workOf(context, id), { claim, made, basedOn }),
    commit: undefined,
    onto: undefined,
    tree: made.tree,
    conflicts: [],
    verified: context.settings.verify === undefined ? 'none' : 'not-yet',
    verifyLog: '',
    landed: undefined,
    outside: [],
    scope: undefined,
    sent: 0,
  };
  await checkScope(context, publication);
  for (;;) {
    const end = await step(context, publication);
    if (end === undefined) continue;
    if (end.kind !== 'published') return notPublished(context, id, end);
    context.board.kept.delete(id); // an earlier try's is no longer worth a word
    if (context.settings.publish.every === 'task') await moveBranch(context);
    if (end.commit !== undefined)
      await notifyRunning(context, {
        task: id,
        commit: end.commit,
        changed: made.changed,
      });
    return { kind: 'published', task: id, ...(end.commit ? { commit: end.commit } : {}) };
  }
}

async function notPublished(context: RunContext, id: TaskId, end: PublishEnd): Promise<RunHappening> {
  // Also of what runs again: it may be the last try.
  await keepWork(context, id);
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
      return rebase(context, publication);
    case 'verify-first': {
      const found = await verifyTree(context, publication.commit ?? context.result.tip);
      if (context.board.interruption.signal.aborted) return give(problem('interrupted', {}));
      publication.verified = found.passed ? 'passed' : 'failed';
      if (!found.passed) publication.verifyLog = found.log;
      return undefined;
    }
    case 'run-again':
      return publication.conflicts.length > 0
        ? { kind: 'run-again', problem: problem('merge-conflict', { paths: publication.conflicts }) }
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

/** Sets the work on the newest result, in memory. */
async function rebase(context: RunContext, publication: Publication): Promise<undefined> {
  const { publishing, result, plan } = context;
  const { work, id } = publication;
  const onto = result.tip;
  const message = makeMessage({
    task: taskOf(context, id),
    messages: work.made.messages,
    run: plan.run,
    claim: work.claim.held.claim,
  });
  if (onto === work.basedOn) {
    publication.tree = work.made.tree;
  } else {
    const ours = await publishing.commit({ tree: work.made.tree, parents: [work.basedOn], message });
    const merged = await publishing.merge(onto, ours);
    if (merged.kind === 'conflict') {
      publication.conflicts = merged.paths;
      return undefined;
    }
    if (merged.tree !== publication.tree && publication.verified !== 'none') publication.verified = 'not-yet';
    publication.tree = merged.tree;
  }
  publication.commit = await publishing.commit({ tree: publication.tree, parents: [onto], message });
  publication.onto = onto;
  return undefined;
}
