import type { RefTransaction, TransactionOutcome } from '../../src/app/ports/ref-store.ts';
import type { Oid, RefName } from '../../src/core/model/ids.ts';
import type { RefCommand, Refusal } from './ref-server.ts';

/** What git's client makes of a transaction when it has seen the server's refs. */
export interface ClientCommands {
  readonly stale: readonly RefName[];
  readonly commands: readonly RefCommand[];
  /** Refs that already were what they should become: reported with `=`, never sent, their lease never asked. */
  readonly upToDate: readonly RefName[];
}

const forced = new WeakMap<RefTransaction, ReadonlySet<RefName>>();

/** As `git push --force` would send these refs: with no expectation. Only mutations do. */
export function withForce(transaction: RefTransaction, refs: readonly RefName[]): RefTransaction {
  const copy = { ...transaction };
  forced.set(copy, new Set(refs));
  return copy;
}

/** Leases are judged by the client, and a ref that needs no change is left out of what is sent. */
export function clientCommands(
  transaction: RefTransaction,
  advertised: ReadonlyMap<RefName, Oid>,
): ClientCommands {
  const stale: RefName[] = [];
  const upToDate: RefName[] = [];
  const commands: RefCommand[] = [];
  for (const { ref, expect, to } of transaction.updates) {
    const seen = advertised.get(ref) ?? null;
    if (seen !== to && forced.get(transaction)?.has(ref))
      commands.push({ ref, from: seen, to, forced: true });
    // What is to be deleted and is gone is no success: the client finds its lease stale.
    else if (seen === to && to !== null) upToDate.push(ref);
    else if (seen !== expect) stale.push(ref);
    else commands.push({ ref, from: expect, to });
  }
  return { stale, commands, upToDate };
}

/** The outcome of a push that was carried out: nothing with `=` in it is ever called applied. */
export const reportOf = ({ upToDate }: ClientCommands): TransactionOutcome =>
  upToDate.length === 0
    ? { kind: 'applied' }
    : { kind: 'unknown', detail: `up to date: ${upToDate.join(', ')}` };

export const refusalOf = (refusal: Refusal): TransactionOutcome =>
  refusal.kind === 'stale'
    ? { kind: 'refused', refs: refusal.refs }
    : { kind: 'failed', failure: { kind: 'server-lock', detail: `cannot lock ${refusal.refs.join(', ')}` } };
