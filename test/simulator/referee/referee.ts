import { holderKey, isEarlierAttempt } from '../../../src/core/claim/holder.ts';
import { taskOfRef } from '../../../src/core/claim/refs.ts';
import type { Oid } from '../../../src/core/model/ids.ts';
import type { RefCommand } from '../ref-server.ts';
import type { SimulatedNetwork } from '../simulated-network.ts';
import type { Sent } from '../simulated-push.ts';
import { type Belief, Beliefs } from './beliefs.ts';
import { ClaimTruth, type KnownState } from './claim-truth.ts';
import type { Omniscience } from './omniscience.ts';
import { PushJudge } from './push-judge.ts';

/** Over what an actor sends. */
interface Watch {
  dismiss(): void;
  /** What was sent for tasks that `which` names is not there, nor comes later. */
  mustNotLand(said: string, which?: (task: string) => boolean): void;
}

/** Rules of a scenario's own. */
export interface Judge {
  judge(sent: Sent, commands: readonly RefCommand[]): void;
  recordMove(command: RefCommand): void;
}

/** Sees everything and says what must never be; the rules are those of docs/verification.md, by number. */
export class Referee {
  readonly violations: string[] = [];
  readonly truth: ClaimTruth;
  readonly beliefs = new Beliefs();
  readonly network: SimulatedNetwork;
  readonly time: Omniscience;
  /** Refs were deleted past the protocol: exclusion is void from then on, at-most-once is not. */
  exclusionVoid = false;
  readonly judges: Judge[] = [];
  readonly #pushes: PushJudge;
  readonly #owners = new Map<Oid, Set<string>>();
  readonly #ordered = new Map<Oid, string>();
  readonly #endedAt = new Map<Oid, number>();
  /**
   * Ended by a person's order or a later attempt of their CI run, as the server has accepted it, whichever part of that
   * has moved: the holder may live on, and is stopped by the fence.
   */
  readonly #overruled = new Set<Oid>();
  readonly #watched = new Map<string, Set<Oid>>();
  readonly #ghosts = new Set<Oid>();
  readonly #unwanted = new Map<Oid, string>();

  constructor(network: SimulatedNetwork, time: Omniscience) {
    this.network = network;
    this.time = time;
    this.truth = new ClaimTruth(network.objects, network.server.refs);
    this.#pushes = new PushJudge(this);
    this.judges.push(this.#pushes);
    network.server.onMove = (command) => {
      this.#noteEnd(command);
      for (const judge of this.judges) judge.recordMove(command);
    };
    network.onSend = ({ actor, transaction }) => {
      for (const { oid } of transaction.objects) this.#noteSent(actor, oid);
    };
    network.onGhost = ({ transaction }) => {
      for (const { oid } of transaction.objects) this.#ghosts.add(oid);
    };
    network.onAccept = (sent, commands) => {
      for (const judge of this.judges) judge.judge(sent, commands);
    };
  }

  believe(belief: Belief): () => void {
    return this.beliefs.add(belief);
  }

  forget(actor: string): void {
    this.beliefs.forget(actor);
  }

  /** A person has decided that this claim ends, whatever its holder believes. */
  order(anchor: Oid, actor: string): void {
    this.#ordered.set(anchor, actor);
  }

  /** Its own holder may end a claim at any time; so may who was ordered to, and anybody once the holder is known dead or overruled. */
  mayEnd(actor: string, { anchor, record }: KnownState): boolean {
    if (this.isOverruled(anchor)) return true;
    if (this.#ordered.get(anchor) === actor) return true;
    if (this.#owners.get(anchor)?.has(this.#ownerOf(actor))) return true;
    const { holder } = record;
    if (holder.kind === 'ci') {
      const by = this.time.attemptOf(actor);
      return (by !== undefined && isEarlierAttempt(holder, by)) || this.time.isAttemptOver(holder);
    }
    return holder.kind === 'process' && this.time.isGone(holder.pid);
  }

  /** When a state was first sent; the beginning, where it was there from the first. */
  sentAt(state: Oid): number {
    return this.#pushes.sentAt(state) ?? 0;
  }

  hasEnded(anchor: Oid): boolean {
    return this.#endedAt.has(anchor);
  }

  /** Its sender was told that it was refused while a second copy of it was under way: nobody could know. */
  isGhost(anchor: Oid): boolean {
    return this.#ghosts.has(anchor);
  }

  isOverruled(anchor: Oid): boolean {
    return this.#overruled.has(anchor);
  }

  /** The server has accepted that this claim ends, by somebody who may end it. */
  noteAccepted(actor: string, anchor: Oid): void {
    if (!this.#owners.get(anchor)?.has(this.#ownerOf(actor))) this.#overruled.add(anchor);
  }

  /** Collects the claims that an actor sends, until its use case has said what became of them. */
  watch(actor: string): Watch {
    const sent = new Set<Oid>();
    this.#watched.set(actor, sent);
    const stop = (): void => {
      if (this.#watched.get(actor) === sent) this.#watched.delete(actor);
    };
    return {
      dismiss: stop,
      mustNotLand: (said, which = () => true) => {
        stop();
        for (const anchor of sent)
          if (which(this.truth.state(anchor)?.record.task ?? ''))
            this.#unwanted.set(anchor, `${actor} was told ${said}`);
      },
    };
  }

  /** Rule 11: what a use case has called refused or failed is not there once all has arrived. */
  checkUnwanted(): void {
    for (const [anchor, said] of this.#unwanted)
      if (this.truth.isLive(anchor) && !this.isGhost(anchor))
        this.say(11, `${said}, but ${anchor.slice(0, 7)} is claimed`);
  }

  isPublished(task: string): boolean {
    return this.#pushes.isPublished(task);
  }

  /** Rule 10: what is called published is in the result. */
  checkPublished(task: string): void {
    if (!this.isPublished(task)) this.say(10, `${task} is called done, but its work is not in the result`);
  }

  /** Rules 1 and 12. */
  afterStep(): void {
    this.beliefs.dropOver();
    if (this.exclusionVoid) return;
    const pair = this.beliefs.findOverlap((anchor) => this.isOverruled(anchor));
    if (pair) this.say(1, pair);
    const blind = this.beliefs.findUnnoticed(this.#endedAt, this.time.now());
    if (blind) this.say(12, blind);
  }

  /** What stands on the server when all is over (rule 5): nothing that nobody holds. */
  checkLeftovers(): void {
    for (const { ref, anchor } of this.truth.locks())
      this.say(5, `${ref} is locked for ever by ${anchor.slice(0, 7)}`);
    this.checkLiveLeft();
  }

  /** The same of claims alone: litter of ended ones is cleared by whoever wants the path. */
  checkLiveLeft(): void {
    for (const state of this.truth.liveClaims())
      this.say(5, `${state.record.task} is claimed for ever by ${state.anchor.slice(0, 7)}`);
  }

  say(rule: number, what: string): void {
    this.violations.push(`rule ${rule}: ${what}`);
  }

  #noteSent(actor: string, oid: Oid): void {
    this.#pushes.noteSent(oid);
    const state = this.truth.state(oid);
    if (state?.oid !== state?.anchor || !state) return;
    this.#watched.get(actor)?.add(state.anchor);
    const owners = this.#owners.get(oid) ?? new Set();
    this.#owners.set(oid, owners.add(this.#ownerOf(actor)));
  }

  #noteEnd({ ref, from }: RefCommand): void {
    const state = from === null || !taskOfRef(ref) ? undefined : this.truth.state(from);
    if (state && !this.#endedAt.has(state.anchor) && !this.truth.isLive(state.anchor))
      this.#endedAt.set(state.anchor, this.time.now());
  }

  /** The session that a command `s1.3` belongs to, or the attempt of a CI run that a job does. */
  #ownerOf(actor: string): string {
    const at = this.time.attemptOf(actor);
    return at === undefined ? (actor.split('.')[0] ?? actor) : holderKey(at);
  }
}
