import { isLive } from '../../../src/core/claim/record.ts';
import { lockOfRef, lockRef, RUNS, resultRef, taskOfRef } from '../../../src/core/claim/refs.ts';
import type { Oid, RefName, RunId, TaskId } from '../../../src/core/model/ids.ts';
import type { RefCommand } from '../ref-server.ts';
import type { Sent } from '../simulated-push.ts';
import type { KnownState } from './claim-truth.ts';
import type { Referee } from './referee.ts';

const DAY_MS = 24 * 3600 * 1000;
// Clocks are read in whole milliseconds.
const ROUNDING_MS = 2;

/** Rules about what a server is asked to do, at the instant when it has checked everything and moved nothing. */
export class PushJudge {
  readonly #referee: Referee;
  readonly #published = new Map<string, Oid>();
  /** When each state was first sent. */
  readonly #sentAt = new Map<Oid, number>();

  constructor(referee: Referee) {
    this.#referee = referee;
  }

  isPublished(task: string): boolean {
    return this.#published.has(task);
  }

  sentAt(oid: Oid): number | undefined {
    return this.#sentAt.get(oid);
  }

  noteSent(oid: Oid): void {
    if (!this.#sentAt.has(oid)) this.#sentAt.set(oid, this.#referee.time.now());
  }

  judge(sent: Sent, commands: readonly RefCommand[]): void {
    const after = new Map(this.#referee.network.server.refs);
    for (const { ref, to } of commands) to === null ? after.delete(ref) : after.set(ref, to);
    for (const command of commands) {
      if (isResult(command.ref)) this.#judgePublish(sent, command);
      else if (lockOfRef(command.ref) !== undefined) this.#judgeUnlock(sent, command, after);
      else if (taskOfRef(command.ref)) {
        this.#judgeRevival(sent, command);
        this.#judgeEnd(sent, command, after);
      }
    }
  }

  recordMove({ ref, from, to }: RefCommand): void {
    if (isResult(ref)) this.#recordPublished(to, from);
  }

  /** Rule 2: published only while in force for all its paths. */
  #judgePublish(sent: Sent, { ref, from, to }: RefCommand): void {
    const { truth, exclusionVoid } = this.#referee;
    if (from === null) return; // a run begins on what an older one left
    for (const { run, task, claim, commit } of this.#trailersBetween(to, from)) {
      if (this.#published.get(`${run}/${task}`) === commit) continue; // brought along
      if (resultRef(run) !== ref) this.#referee.say(2, `${run}/${task} is published on ${ref}`);
      const tip = truth.liveClaims().find((state) => state.record.claim === claim);
      if (!exclusionVoid && !(tip && truth.isInForce(tip.anchor)))
        this.#referee.say(2, `${sent.actor} publishes ${task} while ${claim} is not in force`);
    }
  }

  /** Rule 3: published once. */
  #recordPublished(to: Oid | null, from: Oid | null): void {
    for (const { run, task, commit } of this.#trailersBetween(to, from)) {
      const earlier = this.#published.get(`${run}/${task}`);
      if (earlier && earlier !== commit) this.#referee.say(3, `${run}/${task} is published twice`);
      this.#published.set(`${run}/${task}`, commit);
    }
  }

  /** Rule 4: a lock is taken away only from a claim that has ended, or that ends by the same push. */
  #judgeUnlock(sent: Sent, command: RefCommand, after: ReadonlyMap<RefName, Oid>): void {
    const { truth, exclusionVoid } = this.#referee;
    if (command.from === null || command.from === command.to || exclusionVoid) return;
    // what a half-applied widening left is none of the claim's locks, and its holder gives it back
    const listed = truth.tip(command.from, after)?.record.locks.some((lock) => lockRef(lock) === command.ref);
    if (listed && truth.isLive(command.from, after))
      this.#referee.say(
        4,
        `${sent.actor} takes ${command.ref} from ${command.from.slice(0, 7)}, which lives`,
      );
  }

  /** Rule 13: what has ended has ended for good. */
  #judgeRevival(sent: Sent, { to }: RefCommand): void {
    const state = to === null ? undefined : this.#referee.truth.state(to);
    if (state && isLive(state.record) && this.#referee.hasEnded(state.anchor) && !this.#referee.exclusionVoid)
      this.#referee.say(13, `${sent.actor} revives ${state.anchor.slice(0, 7)}, which has ended`);
  }

  /** Rule 6: nobody else ends a claim that its holder still believes in, nor one that was renewed a lease and an allowance ago or less. */
  #judgeEnd(sent: Sent, { from }: RefCommand, after: ReadonlyMap<RefName, Oid>): void {
    const { truth, exclusionVoid } = this.#referee;
    const state = from === null ? undefined : truth.state(from);
    if (!state || !isLive(state.record) || truth.isLive(state.anchor, after) || exclusionVoid) return;
    if (this.#referee.mayEnd(sent.actor, state)) {
      this.#referee.noteAccepted(sent.actor, state.anchor);
      return;
    }
    for (const belief of this.#referee.beliefs.of(state.anchor))
      if (belief.actor !== sent.actor)
        this.#referee.say(6, `${sent.actor} ends ${belief.actor}'s claim before its time`);
    if (this.#isEarly(state))
      this.#referee.say(6, `${sent.actor} ends a claim that was renewed less than a lease ago`);
  }

  /** An observer waits for the lease and an allowance; or, by the commit's own time alone, for two days more. */
  #isEarly({ oid, record }: KnownState): boolean {
    const { time } = this.#referee;
    const lease = record.leaseS * 1000;
    if (time.latestWall() - record.at > lease + 2 * DAY_MS) return false;
    const age = time.now() - (this.#sentAt.get(oid) ?? time.now());
    return age < lease + Math.max(1000, lease / 50) - ROUNDING_MS;
  }

  #trailersBetween(to: Oid | null, from: Oid | null) {
    const found: { run: RunId; task: TaskId; claim: string; commit: Oid }[] = [];
    for (let at = to; at !== null && at !== from; ) {
      const sight = this.#referee.network.objects.sight(at);
      if (sight.kind === 'unreadable') break;
      const match = /^Agentic-Task: ([^/\s]+)\/(\S+) (c-[0-9a-f]{12})(?: [0-9a-f-]+)?$/m.exec(sight.message);
      if (match?.[1] && match[2] && match[3])
        found.push({ run: match[1] as RunId, task: match[2] as TaskId, claim: match[3], commit: at });
      at = sight.parents[0] ?? null;
    }
    return found;
  }
}

const isResult = (ref: RefName): boolean => ref.startsWith(RUNS) && ref.endsWith('/result');
