import { bootInstant } from '../../../src/app/claim/claimant.ts';
import { isRenewalDue } from '../../../src/core/claim/lease.ts';
import type { ClaimRecord } from '../../../src/core/claim/record.ts';
import type { ObjectSight, StateObject } from '../../../src/core/claim/ref-transaction.ts';
import { EMPTY_TREE, resultRef } from '../../../src/core/claim/refs.ts';
import type { Oid } from '../../../src/core/model/ids.ts';
import { decidePublish } from '../../../src/core/run/decide-publish.ts';
import { commitObject } from '../object-pool.ts';
import { type ClaimActor, RUN } from './claim-actor.ts';

export type PublishEnd = 'published' | 'was-published' | 'lost' | 'gave-up';

/** Where the publisher may be broken on purpose. */
export interface PublishHabits {
  /** Looks for its trailer before it sends, and again after each refusal. */
  readonly looksForTrailer: boolean;
  /** Calls its work published only when the result holds it, not when the task ref says so. */
  readonly checksResult: boolean;
  /** Asks its own clock and the fence; without it a result is pushed past the claim. */
  readonly asksClaim: boolean;
}

export const GOOD_HABITS: PublishHabits = { looksForTrailer: true, checksResult: true, asksClaim: true };

/** Publishes one claimed task: the program's own question and its own transaction, on results that always merge. */
export async function publish(actor: ClaimActor, habits = GOOD_HABITS): Promise<PublishEnd> {
  for (let sent = 0; ; ) {
    const held = actor.held;
    if (!held) return 'lost';
    const result = await readResult(actor);
    if (result === undefined) return 'gave-up';
    const landed = habits.looksForTrailer ? await findTrailer(actor, result, held.record) : undefined;
    const answer = decidePublish({
      claim: habits.asksClaim ? standing(actor) : 'in-force',
      work: { changes: 1, outside: 0 },
      target: { landed: landed !== undefined, onNewest: true, conflicts: false, verified: 'passed' },
      tries: { sent, atMost: 6 },
    });
    switch (answer) {
      case 'renew-first':
        await actor.renew();
        sent++;
        continue;
      case 'publish':
      case 'nothing-to-do':
        break;
      case 'claim-lost':
        await actor.release();
        return 'lost';
      default:
        return 'gave-up';
    }
    sent++;
    const commit = landed ?? makeResult(actor, held.record, result);
    const extra = landed ? [] : [{ ref: resultRef(RUN), expect: result, to: commit }];
    actor.letGo();
    const outcome = await actor.end(held, { state: 'done', change: { result: commit }, extra });
    if (outcome.kind === 'ended') {
      if (!outcome.looked || !habits.checksResult) return landed ? 'was-published' : 'published';
      const now = await readResult(actor);
      return now !== undefined && (await contains(actor, now, commit)) ? 'published' : 'lost';
    }
    if (outcome.kind === 'not-ours') return 'lost';
    if (outcome.kind === 'failed') {
      // it may have been done: nothing is believed any more, and what may be left is given back
      await actor.end(held, { state: 'released' });
      return 'gave-up';
    }
    actor.hold(outcome.held);
  }
}

function standing(actor: ClaimActor): 'in-force' | 'renew-first' | 'lost' {
  const held = actor.held;
  if (!held || actor.isOver()) return 'lost';
  const { machine } = actor.claimant;
  // two thirds gone
  return isRenewalDue(held.leaseFrom, held.record.leaseS * 2, bootInstant(machine))
    ? 'renew-first'
    : 'in-force';
}

/** A finished task counts only while the result holds the commit that it names. */
export async function isReallyDone(actor: ClaimActor, record: ClaimRecord): Promise<boolean> {
  const result = await readResult(actor);
  return (
    result !== undefined && record.result !== undefined && (await contains(actor, result, record.result))
  );
}

async function readResult(actor: ClaimActor): Promise<Oid | undefined> {
  for (let tries = 0; tries < 5; tries++) {
    const listed = await actor.claimant.store.list([resultRef(RUN)]);
    if (listed.ok) return listed.value.get(resultRef(RUN));
    await actor.claimant.machine.sleep(500);
  }
  return undefined;
}

/** The task's trailer by whichever claim: an evicted holder's half-applied publication counts too. */
async function findTrailer(actor: ClaimActor, result: Oid, record: ClaimRecord): Promise<Oid | undefined> {
  for await (const { oid, message } of history(actor, result))
    if (message.includes(`Agentic-Task: ${record.run}/${record.task} `)) return oid;
  return undefined;
}

async function contains(actor: ClaimActor, result: Oid, commit: Oid): Promise<boolean> {
  for await (const { oid } of history(actor, result)) if (oid === commit) return true;
  return false;
}

async function* history(actor: ClaimActor, from: Oid) {
  for (let oid: Oid | undefined = from; oid !== undefined; ) {
    const sight: ObjectSight | undefined = (await actor.claimant.store.read([oid])).get(oid);
    if (sight?.kind !== 'commit') return;
    yield { oid, message: sight.message };
    oid = sight.parents[0];
  }
}

/** The squashed work of a task on top of the newest result; it stands in the clone until it is pushed. */
function makeResult(actor: ClaimActor, record: ClaimRecord, parent: Oid): Oid {
  const made = commitOn(
    parent,
    `work\n\nAgentic-Task: ${record.run}/${record.task} ${record.claim}\n`,
    actor.life.name,
  );
  actor.world.network.objects.add(made);
  return made.oid;
}

/** A commit with this parent. */
export const commitOn = (
  parent: Oid | null,
  message: string,
  author: string,
  tree: Oid = EMPTY_TREE.sha1,
): StateObject =>
  commitObject(
    `tree ${tree}\n${parent ? `parent ${parent}\n` : ''}author ${author}\ncommitter ${author}\n\n${message}`,
  );
