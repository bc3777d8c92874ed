import { type Problem, problemOf } from '../../../core/model/problem.ts';
import { unreachable } from '../../../core/model/unreachable.ts';
import { decidePublish, type PublishAnswer } from '../../../core/run/decide-publish.ts';
import type { PublishEnd } from '../../../core/run/run-event.ts';
import type { CommandFailure } from '../command-failure.ts';
import type { RunContext } from '../run-context.ts';
import type { Publication, PublishStep } from './publication.ts';
import { rebaseWork } from './rebase-work.ts';
import { findLanded, noteDone, sendResult } from './send-result.ts';
import { verifyTree } from './verify-tree.ts';

const MOST_SENDINGS = 6;
const LOST = 'somebody else ended it, or its lease was over';

/** Asks what is to be done now to publish a work by itself, and does it. `undefined`: ask again. */
export async function takeStep(
  context: RunContext,
  publication: Publication,
): Promise<PublishStep | undefined> {
  const { claim } = publication.work;
  const answer = ask(context, publication);
  switch (answer) {
    case 'publish':
    case 'nothing-to-do':
      // Less than a third of the lease left loses against an eviction; `fresh` renews then.
      if (await claim.fresh()) return sendResult(context, publication, answer === 'publish');
      return claim.lost ? undefined : { kind: 'failed', problem: lost(publication) };
    case 'rebase-first':
      return rebaseWork(context, publication, context.result.tip);
    case 'verify-first':
      return verify(context, publication);
    case 'run-again':
      return { kind: 'run-again', problem: whyAgain(context, publication) };
    case 'out-of-scope': {
      const outside = problemOf('outside-claim', { task: publication.id, paths: publication.outside });
      return { kind: 'blocked', problem: publication.scope ?? outside };
    }
    case 'claim-lost':
      return endLost(context, publication);
    case 'give-up': {
      const { id, sent } = publication;
      const data = { task: id, table: context.claimant.store.table, times: sent };
      return { kind: 'failed', problem: problemOf('publication-refused', data) };
    }
    case 'renew-first':
      await claim.fresh();
      return undefined;
    default:
      return unreachable(answer);
  }
}

function ask({ result }: RunContext, publication: Publication): PublishAnswer {
  const { claim, made } = publication.work;
  return decidePublish({
    claim: claim.lost ? 'lost' : 'in-force',
    work: { changes: made.changed.length, outside: publication.outside.length },
    target: {
      landed: publication.landed !== undefined,
      onNewest: publication.onto === result.tip,
      conflicts: publication.conflicts.length > 0,
      verified: publication.verified,
    },
    tries: { sent: publication.sent, atMost: MOST_SENDINGS },
  });
}

async function verify(context: RunContext, publication: Publication): Promise<PublishEnd | undefined> {
  const found = await verifyTree(context, publication.commit ?? context.result.tip);
  if (context.board.interruption.signal.aborted)
    return { kind: 'failed', problem: problemOf('interrupted', {}) };
  publication.verified = found.passed ? 'passed' : 'failed';
  if (!found.passed) publication.verifyFailure = found;
  return undefined;
}

/** A claim may be over because the work was published: by a push that had no answer, or by who took the claim over. */
async function endLost(context: RunContext, publication: Publication): Promise<PublishStep> {
  const landed = await findLanded(context, publication);
  if (landed === undefined) return { kind: 'claim-lost', problem: lost(publication) };
  noteDone(context, publication);
  return { kind: 'published', commit: landed };
}

function whyAgain({ settings }: RunContext, publication: Publication): Problem {
  const { id, conflicts, notRegenerated, verifyFailure } = publication;
  if (conflicts.length === 0) {
    const prepared = settings.setup !== undefined || settings.link.length > 0;
    return problemOf('verify-failed', { task: id, ...told(verifyFailure), prepared });
  }
  return problemOf('merge-conflict', { task: id, paths: conflicts, ...told(notRegenerated) });
}

const told = ({ why, log, lines }: CommandFailure = { lines: [] }): CommandFailure => ({
  lines,
  ...(why === undefined ? {} : { why }),
  ...(log === undefined ? {} : { log }),
});

const lost = (publication: Publication): Problem =>
  problemOf('claim-lost', { task: publication.id, claim: publication.claim, why: LOST });
