import type { RefTransaction, TransactionOutcome } from '../../src/app/ports/ref-store.ts';
import { type ClientCommands, refusalOf, reportOf } from './client-commands.ts';
import { drawFate, NO_FAULTS } from './faults.ts';
import { ServerTransaction } from './ref-server.ts';
import type { SimulatedNetwork } from './simulated-network.ts';

/** Commands on their way to the server. */
export interface Sent {
  readonly actor: string;
  readonly transaction: RefTransaction;
  readonly asked: ClientCommands;
  readonly reply: (outcome: TransactionOutcome) => void;
}

export const notSent = { kind: 'network', detail: 'could not resolve host' } as const;
export const hungUp: TransactionOutcome = { kind: 'unknown', detail: 'the remote end hung up' };

/** What becomes of one push behind the client's last look. */
export class SimulatedPush {
  readonly #sent: Sent;
  readonly #network: SimulatedNetwork;

  constructor(sent: Sent, network: SimulatedNetwork) {
    this.#sent = sent;
    this.#network = network;
  }

  meetFate(): void {
    const { choices, log, scheduler } = this.#network.options;
    const { reply, actor } = this.#sent;
    if (this.#network.isAway) {
      reply(hungUp);
      return;
    }
    const fate = drawFate(choices, this.#network.faults.request);
    if (fate !== 'well') log(() => `  (${actor}'s push: ${fate})`);
    switch (fate) {
      case 'well':
        reply(this.#apply());
        break;
      case 'not-sent':
        reply({ kind: 'failed', failure: notSent });
        break;
      case 'request-lost':
        reply(hungUp);
        break;
      case 'reply-lost':
        this.#apply();
        reply(hungUp);
        break;
      case 'taken':
        this.#apply();
        this.#network.goAway();
        reply(hungUp);
        break;
      case 'late':
        this.#arriveAgain(choices.below(this.#network.options.latest));
        reply(hungUp);
        break;
      case 'duplicated': {
        this.#arriveAgain(0);
        const first = this.#apply();
        if (first.kind !== 'applied') this.#network.onGhost(this.#sent);
        reply(first);
        break;
      }
      case 'resent':
        this.#apply();
        scheduler.add({ label: `${actor}'s push is sent again`, run: () => reply(this.#apply()) });
        break;
      case 'half':
        this.#withTransaction((begun) => this.#die(begun));
        break;
      case 'slow':
        this.#withTransaction((begun) => this.#goOn(begun));
        break;
    }
  }

  #withTransaction(then: (begun: ServerTransaction) => void): void {
    const begun = this.#begin();
    if (begun instanceof ServerTransaction) then(begun);
    else this.#sent.reply(begun);
  }

  #begin(): ServerTransaction | TransactionOutcome {
    const { server, order, onAccept } = this.#network;
    const begun = server.begin(this.#sent.asked.commands, order, (commands) =>
      onAccept(this.#sent, commands),
    );
    return begun instanceof ServerTransaction ? begun : refusalOf(begun);
  }

  #apply(): TransactionOutcome {
    const begun = this.#begin();
    if (!(begun instanceof ServerTransaction)) return begun;
    begun.finish();
    return reportOf(this.#sent.asked);
  }

  #arriveAgain(delay: number): void {
    const { scheduler, log } = this.#network.options;
    scheduler.after(delay, {
      label: `${this.#sent.actor}'s late push arrives`,
      run: () => {
        const outcome = this.#apply();
        log(() => `  (${this.#sent.actor}'s late push arrives: ${outcome.kind})`);
      },
    });
  }

  #die(begun: ServerTransaction): void {
    const moves = this.#network.options.choices.below(begun.left + 1);
    for (let moved = 0; moved < moves; moved++) begun.moveNext();
    begun.abandon();
    this.#sent.reply(hungUp);
  }

  #goOn(begun: ServerTransaction): void {
    const { scheduler, choices } = this.#network.options;
    if (begun.left === 0) {
      this.#sent.reply(reportOf(this.#sent.asked));
    } else if (this.#network.faults !== NO_FAULTS && choices.oneIn(12)) {
      begun.abandon();
      this.#sent.reply(hungUp);
    } else {
      begun.moveNext();
      scheduler.add({
        label: `the server goes on with ${this.#sent.actor}'s push`,
        run: () => this.#goOn(begun),
      });
    }
  }
}
