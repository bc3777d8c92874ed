import type { HeldClaim } from '../../../src/app/claim/claimant.ts';
import { type KeptClaim, keepRenewed } from '../../../src/app/claim/keep-renewed.ts';
import { endWave } from '../../../src/app/transfer/end-wave.ts';
import { seenResult } from '../../../src/app/transfer/result.ts';
import type { ClaimRecord } from '../../../src/core/claim/record.ts';
import type { ObjectSight, StateObject } from '../../../src/core/claim/ref-transaction.ts';
import { EMPTY_TREE, resultRef } from '../../../src/core/claim/refs.ts';
import type { Oid, TaskId } from '../../../src/core/model/ids.ts';
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

/** Publishes one claimed task: a wave of one, as the program ends it, on results that always merge. */
export async function publish(actor: ClaimActor, habits = GOOD_HABITS): Promise<PublishEnd> {
  const { claimant, held } = actor;
  if (!held) return 'lost';
  const tip = await readResult(actor);
  if (tip === undefined) return 'gave-up';
  let kept: KeptClaim | undefined;
  let made: Oid | undefined;
  const keep = (claim: HeldClaim): KeptClaim => {
    kept = believed(actor, keepRenewed(claimant, claim, { isEnding: true }), habits);
    return kept;
  };
  const { task } = held.record;
  const { ends } = await endWave<never>(claimant, {
    result: seenResult(claimant.store, { ref: resultRef(RUN), head: BEFORE_ALL, tip }),
    finished: [{ claim: keep(held), handoff: { summary: '', paths: [], outputs: {} } }],
    unfinished: [],
    leftOut: 'released',
    keep: (claim) => {
      actor.hold(claim);
      return keep(claim);
    },
    combine: async (_, onto) => {
      made = makeResult(actor, held.record, onto);
      return { to: made, commits: new Map([[task, made]]), leftOut: new Map<TaskId, never>() };
    },
    begin: async () => [],
    findTrailer: async ({ to }) => {
      if (!habits.looksForTrailer) return undefined;
      return (await findTrailer(actor, to, held.record)) ?? (habits.checksResult ? undefined : made);
    },
  });
  await kept?.stop();
  const end = ends.get(task);
  actor.world.count(`end ${end?.kind}`);
  if (end?.kind === 'published') return end.commit === made ? 'published' : 'was-published';
  // it may have been done: nothing is believed any more, and what may be left is given back
  await actor.end(kept?.held ?? held, { state: 'released' });
  return end?.kind === 'lost' ? 'lost' : 'gave-up';
}

const BEFORE_ALL = '0'.repeat(40) as Oid;

/** While it is being sent, this actor does not take itself for the holder. */
function believed(actor: ClaimActor, kept: KeptClaim, { asksClaim }: PublishHabits): KeptClaim {
  return {
    get held() {
      return kept.held;
    },
    get lost() {
      return asksClaim && kept.lost;
    },
    advance: kept.advance,
    fresh: async () => !asksClaim || kept.fresh(),
    stop: () => {
      actor.letGo();
      return kept.stop();
    },
  };
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
