import type {
  RefScope,
  RefStore,
  RefTransaction,
  TransactionOutcome,
} from '../../src/app/ports/ref-store.ts';
import { ABOVE_ALL, ROOT } from '../../src/core/claim/refs.ts';
import type { Choices } from './choices.ts';
import { clientCommands } from './client-commands.ts';
import { drawChance, type FaultRates, NO_FAULTS } from './faults.ts';
import { inScopes, type Listing, readObjects } from './memory-ref-store.ts';
import { ObjectPool } from './object-pool.ts';
import { gitOrder, type RefCommand, RefServer, type ServerOrder } from './ref-server.ts';
import type { Scheduler } from './scheduler.ts';
import { showCommand, showListing, showOutcome } from './show-refs.ts';
import { hungUp, notSent, type Sent, SimulatedPush } from './simulated-push.ts';

export interface NetworkOptions {
  readonly scheduler: Scheduler;
  readonly choices: Choices;
  readonly faults: FaultRates;
  /** How late a late request may be, in milliseconds. */
  readonly latest: number;
  /** How long an outage may be, in milliseconds. */
  readonly awayMs?: readonly [number, ...number[]];
  readonly log: (line: () => string) => void;
}

/** The team's remote and the wire to it: each leg of each call is a step, and faults strike between legs. */
export class SimulatedNetwork {
  readonly server = new RefServer();
  readonly objects = new ObjectPool();
  readonly options: NetworkOptions;
  /** How many listings have failed, by actor. */
  readonly unseen = new Map<string, number>();
  faults: FaultRates;
  order: ServerOrder = gitOrder;
  /** Told when commands leave the client. */
  onSend: (sent: Pick<Sent, 'actor' | 'transaction'>) => void = () => {};
  /** Told when a request that was answered with a refusal is still under way a second time: no sender can know. */
  onGhost: (sent: Pick<Sent, 'transaction'>) => void = () => {};
  /** Told when the server has accepted a push, before the first ref moves. */
  onAccept: (sent: Sent, commands: readonly RefCommand[]) => void = () => {};

  constructor(options: NetworkOptions) {
    this.options = options;
    this.faults = options.faults;
  }

  /** Nobody reaches the server until then, and what it has done meanwhile is not answered. */
  #awayUntil = 0;

  get isAway(): boolean {
    return this.options.scheduler.now < this.#awayUntil;
  }

  /** The server is gone for longer than any use case is patient, perhaps for longer than a lease. */
  goAway(): void {
    const { scheduler, choices, log, awayMs } = this.options;
    if (this.isAway || awayMs === undefined) return;
    this.#awayUntil = scheduler.now + choices.pick(awayMs);
    log(() => `(the server is away until ${(this.#awayUntil / 1000).toFixed(1)} s)`);
  }

  /** Everything goes well from now on, also what is still under way. */
  calmDown(): void {
    this.faults = NO_FAULTS;
    this.#awayUntil = 0;
  }

  storeFor(actor: string): RefStore {
    let pushes = 0;
    return {
      table: 'simulated',
      place: { kind: 'remote', name: 'simulated' },
      objectFormat: 'sha1',
      get pushes() {
        return pushes;
      },
      list: (scopes) => this.#list(actor, scopes),
      listOurs: () => this.#list(actor, [ABOVE_ALL, ROOT]),
      hidesRefs: async () => false,
      read: async (oids) => readObjects(this.objects, oids),
      commit: (transaction) => {
        pushes++;
        return this.#commit(actor, transaction);
      },
    };
  }

  #list(actor: string, scopes: readonly RefScope[]): Promise<Listing> {
    const { scheduler, log } = this.options;
    return new Promise((resolve) => {
      const answer = (listing: Listing): void => {
        scheduler.add({
          wakes: actor,
          label: `${actor} gets its listing`,
          run: () => {
            log(() => `${actor} sees ${showListing(listing)}`);
            resolve(listing);
          },
        });
      };
      scheduler.add({
        label: `${actor}'s listing reaches the server`,
        run: () => this.#look(actor, scopes, answer),
      });
    });
  }

  #look(actor: string, scopes: readonly RefScope[], answer: (listing: Listing) => void): void {
    const { scheduler, choices } = this.options;
    const now = inScopes(this.server.refs, scopes);
    if (this.isAway || drawChance(choices, this.faults.listingFails)) {
      this.unseen.set(actor, (this.unseen.get(actor) ?? 0) + 1);
      answer({ ok: false, failure: notSent });
    } else if (!drawChance(choices, this.faults.listingTorn)) answer({ ok: true, value: now });
    else {
      // Some refs are shown as they are now, gone or not; the rest as they will be a while later.
      const early = new Map([...now].filter(() => choices.below(2) === 1));
      scheduler.add({
        label: `${actor}'s listing goes on`,
        run: () => answer({ ok: true, value: new Map([...inScopes(this.server.refs, scopes), ...early]) }),
      });
    }
  }

  #commit(actor: string, transaction: RefTransaction): Promise<TransactionOutcome> {
    const { scheduler, log } = this.options;
    log(
      () =>
        `${actor} pushes ${transaction.updates.map((u) => showCommand({ ...u, from: u.expect })).join(', ')}`,
    );
    return new Promise((resolve) => {
      const reply = (answer: TransactionOutcome): void => {
        const outcome = this.isAway && answer.kind !== 'failed' ? hungUp : answer;
        scheduler.add({
          wakes: actor,
          label: `${actor} is told: ${outcome.kind}`,
          run: () => {
            log(() => `${actor} is told: ${showOutcome(outcome)}`);
            resolve(outcome);
          },
        });
      };
      scheduler.add({
        label: `${actor}'s push looks at the server's refs`,
        run: () => this.#send({ actor, transaction, reply }),
      });
    });
  }

  #send(push: Pick<Sent, 'actor' | 'transaction' | 'reply'>): void {
    if (this.isAway) {
      push.reply({ kind: 'failed', failure: notSent });
      return;
    }
    const asked = clientCommands(push.transaction, this.server.refs);
    if (asked.stale.length > 0) {
      push.reply({ kind: 'refused', refs: asked.stale });
      return;
    }
    for (const object of push.transaction.objects) this.objects.add(object);
    this.onSend(push);
    const sent = new SimulatedPush({ ...push, asked }, this);
    this.options.scheduler.add({ label: `${push.actor}'s push arrives`, run: () => sent.meetFate() });
  }
}
