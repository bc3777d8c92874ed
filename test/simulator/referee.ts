import { lockOfRef, lockRef, RUNS, resultRef, taskOfRef } from '../../src/core/claim/refs.ts';
import type { LockName, Oid, RefName, RunId, TaskId } from '../../src/core/model/ids.ts';
import { ClaimTruth } from './claim-truth.ts';
import { overlap } from './path-mutex-model.ts';
import type { RefCommand } from './ref-server.ts';
import type { SimulatedNetwork } from './simulated-network.ts';
import type { Sent } from './simulated-push.ts';

/** That an actor takes itself for the holder, as its own use-case told it. */
export interface Belief {
  readonly actor: string;
  readonly anchor: Oid;
  readonly locks: readonly LockName[];
  /** By the actor's own clocks, as the protocol judges them. */
  isOver(): boolean;
}

/** Sees everything and says what must never be; the rules are those of docs/verification.md, by number. */
export class Referee {
  readonly violations: string[] = [];
  readonly truth: ClaimTruth;
  /** Refs were deleted past the protocol: exclusion is void from then on, at-most-once is not. */
  exclusionVoid = false;
  /** Claims that a person has ordered to be ended, or whose holder is dead: may end before their time. */
  readonly mayEndEarly = new Set<Oid>();
  published = 0;
  readonly #beliefs = new Set<Belief>();
  readonly #network: SimulatedNetwork;
  readonly #watched = new Map<string, Set<Oid>>();
  readonly #ghosts = new Set<Oid>();
  readonly #unwanted = new Map<Oid, string>();
  readonly #publishedTasks = new Map<string, Oid>();

  constructor(network: SimulatedNetwork) {
    this.#network = network;
    this.truth = new ClaimTruth(network.objects, network.server.refs);
    network.server.onMove = (command) => this.#recordMove(command);
    network.onSend = ({ actor, transaction }) => {
      for (const { oid } of transaction.objects) this.#noteSent(actor, oid);
    };
    network.onGhost = ({ transaction }) => {
      for (const { oid } of transaction.objects) this.#ghosts.add(oid);
    };
    network.onAccept = (sent, commands) => this.#judgePush(sent, commands);
  }

  believe(belief: Belief): () => void {
    this.#beliefs.add(belief);
    return () => this.#beliefs.delete(belief);
  }

  /** Collects the claims that an actor sends, until its use case has said what became of them. */
  watch(actor: string): { dismiss(): void; mustNotLand(said: string): void } {
    const sent = new Set<Oid>();
    this.#watched.set(actor, sent);
    const stop = (): void => {
      if (this.#watched.get(actor) === sent) this.#watched.delete(actor);
    };
    return {
      dismiss: stop,
      mustNotLand: (said) => {
        stop();
        for (const anchor of sent) this.#unwanted.set(anchor, `${actor} was told ${said}`);
      },
    };
  }

  /** Rule 11: what a use case has called refused or failed is not there once all has arrived. */
  checkUnwanted(): void {
    for (const [anchor, said] of this.#unwanted)
      if (this.truth.isLive(anchor) && !this.#ghosts.has(anchor))
        this.#say(11, `${said}, but ${anchor.slice(0, 7)} is claimed`);
  }

  /** Rule 10: what is called published is in the result. */
  checkPublished(task: string): void {
    if (!this.#publishedTasks.has(task))
      this.#say(10, `${task} is called done, but its work is not in the result`);
  }

  /** A dead actor believes nothing. */
  forget(actor: string): void {
    for (const belief of this.#beliefs) if (belief.actor === actor) this.#beliefs.delete(belief);
  }

  holds(actor: string): readonly Belief[] {
    return [...this.#beliefs].filter((b) => b.actor === actor && !b.isOver());
  }

  /** Rule 1: no two that take themselves for holders overlap. To be asked after each step. */
  checkExclusion(): void {
    // over is final, also where a clock is then set back: the use case has seen it and gives the claim up
    for (const belief of this.#beliefs) if (belief.isOver()) this.#beliefs.delete(belief);
    if (this.exclusionVoid) return;
    const holding = [...this.#beliefs].filter((b) => !b.isOver() && !this.mayEndEarly.has(b.anchor));
    for (const [at, one] of holding.entries())
      for (const other of holding.slice(at + 1)) {
        if (one.anchor === other.anchor) {
          if (one.actor !== other.actor)
            this.#say(1, `${one.actor} and ${other.actor} both believe in one claim`);
          continue;
        }
        const pair = one.locks.flatMap((a) => other.locks.filter((b) => overlap(a, b)).map((b) => [a, b]));
        if (pair[0])
          this.#say(1, `${one.actor} holds ${pair[0][0]} while ${other.actor} holds ${pair[0][1]}`);
      }
  }

  /** What stands on the server when all is over (rule 5): nothing that nobody holds. */
  checkLeftovers(): void {
    for (const { ref, anchor } of this.truth.locks())
      this.#say(5, `${ref} is locked for ever by ${anchor.slice(0, 7)}`);
    this.checkLiveLeft();
  }

  /** The same of claims alone: litter of ended ones is cleared by whoever wants the path. */
  checkLiveLeft(): void {
    for (const state of this.truth.liveClaims())
      this.#say(5, `${state.record.task} is claimed for ever by ${state.anchor.slice(0, 7)}`);
  }

  say(rule: number, what: string): void {
    this.#say(rule, what);
  }

  #say(rule: number, what: string): void {
    this.violations.push(`rule ${rule}: ${what}`);
  }

  /** The refs as they are when the server has checked everything and moved nothing. */
  #judgePush(sent: Sent, commands: readonly RefCommand[]): void {
    const after = new Map(this.#network.server.refs);
    for (const { ref, to } of commands) to === null ? after.delete(ref) : after.set(ref, to);
    for (const command of commands) {
      if (isResult(command.ref)) this.#judgePublish(sent, command);
      else if (lockOfRef(command.ref) !== undefined) this.#judgeUnlock(sent, command, after);
      else if (taskOfRef(command.ref)) this.#judgeEnd(sent, command, after);
    }
  }

  #noteSent(actor: string, oid: Oid): void {
    const state = this.truth.state(oid);
    if (state && state.oid === state.anchor) this.#watched.get(actor)?.add(state.anchor);
  }

  /** Rule 2: published only while in force for all its paths, at the instant when the server has checked everything. */
  #judgePublish(sent: Sent, { ref, from, to }: RefCommand): void {
    for (const { run, task, claim } of this.#trailersBetween(to, from)) {
      if (resultRef(run) !== ref) this.#say(2, `${run}/${task} is published on ${ref}`);
      const tip = this.truth.liveClaims().find((state) => state.record.claim === claim);
      if (!this.exclusionVoid && !(tip && this.truth.isInForce(tip.anchor)))
        this.#say(2, `${sent.actor} publishes ${task} while ${claim} is not in force`);
    }
  }

  /** Rule 3: published once. */
  #recordMove({ ref, from, to }: RefCommand): void {
    if (!isResult(ref)) return;
    for (const { run, task, commit } of this.#trailersBetween(to, from)) {
      this.published++;
      const earlier = this.#publishedTasks.get(`${run}/${task}`);
      if (earlier && earlier !== commit) this.#say(3, `${run}/${task} is published twice`);
      this.#publishedTasks.set(`${run}/${task}`, commit);
    }
  }

  /** Rule 4: a lock is taken away only from a claim that has ended, or that ends by the same push. */
  #judgeUnlock(sent: Sent, command: RefCommand, after: ReadonlyMap<RefName, Oid>): void {
    if (command.from === null || command.from === command.to || this.exclusionVoid) return;
    // what a half-applied widening left is none of the claim's locks, and its holder gives it back
    const listed = this.truth
      .tip(command.from, after)
      ?.record.locks.some((lock) => lockRef(lock) === command.ref);
    if (listed && this.truth.isLive(command.from, after))
      this.#say(4, `${sent.actor} takes ${command.ref} from ${command.from.slice(0, 7)}, which lives`);
  }

  /** Rule 6: nobody else ends a claim that its holder still believes in. */
  #judgeEnd(sent: Sent, { from }: RefCommand, after: ReadonlyMap<RefName, Oid>): void {
    const state = from === null ? undefined : this.truth.state(from);
    if (!state || this.truth.isLive(state.anchor, after) || this.exclusionVoid) return;
    if (this.mayEndEarly.has(state.anchor)) return;
    for (const belief of this.#beliefs)
      if (
        belief.anchor === state.anchor &&
        ownerOf(sent.actor) !== belief.actor &&
        belief.actor !== sent.actor &&
        !belief.isOver()
      )
        this.#say(6, `${sent.actor} ends ${belief.actor}'s claim before its time`);
  }

  #trailersBetween(to: Oid | null, from: Oid | null) {
    const found: { run: RunId; task: TaskId; claim: string; commit: Oid }[] = [];
    for (let at = to; at !== null && at !== from; ) {
      const sight = this.#network.objects.sight(at);
      if (sight.kind === 'unreadable') break;
      const match = /^Agentic-Task: ([^/\s]+)\/(\S+) (c-[0-9a-f]{12})$/m.exec(sight.message);
      if (match?.[1] && match[2] && match[3])
        found.push({ run: match[1] as RunId, task: match[2] as TaskId, claim: match[3], commit: at });
      at = sight.parents[0] ?? null;
    }
    return found;
  }
}

const isResult = (ref: RefName): boolean => ref.startsWith(RUNS) && ref.endsWith('/result');

/** The session that a command `s1.3` belongs to. */
const ownerOf = (actor: string): string => actor.split('.')[0] ?? actor;
