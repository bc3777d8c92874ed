import type { Claimant } from '../../src/app/claim/claimant.ts';
import { storeWith } from '../../src/app/claim/store-with.ts';
import type { RefStore, TransactionOutcome } from '../../src/app/ports/ref-store.ts';
import { type ClaimRecord, readRecord } from '../../src/core/claim/record.ts';
import type { RefTransaction } from '../../src/core/claim/ref-transaction.ts';

// How mutations break the protocol: by what goes through the ports, so that the code under test stays the real one.

/** Everything that is sent goes through `change`. */
export const bendCommit = (
  claimant: Claimant,
  change: (
    transaction: RefTransaction,
    send: (transaction: RefTransaction) => Promise<TransactionOutcome>,
  ) => Promise<TransactionOutcome>,
): Claimant =>
  bendStore(claimant, (store) => ({
    commit: (transaction) => change(transaction, (changed) => store.commit(changed)),
  }));

/** Some of the store's calls, replaced. */
export const bendStore = (
  claimant: Claimant,
  replace: (store: RefStore) => Partial<Omit<RefStore, 'pushes'>>,
): Claimant => ({ ...claimant, store: storeWith(claimant.store, replace(claimant.store)) });

/** The message of every commit that is read goes through `change`. */
export const bendMessages = (claimant: Claimant, change: (message: string) => string): Claimant =>
  bendStore(claimant, (store) => ({
    read: async (oids) =>
      new Map(
        [...(await store.read(oids))].map(([oid, sight]) => [
          oid,
          sight.kind === 'commit' ? { ...sight, message: change(sight.message) } : sight,
        ]),
      ),
  }));

/** The record of the first state that a transaction brings. */
export function recordIn(transaction: RefTransaction): ClaimRecord | undefined {
  for (const { bytes } of transaction.objects) {
    const text = new TextDecoder().decode(bytes);
    const read = readRecord(text.slice(text.indexOf('\n\n') + 2));
    if (read.kind === 'record') return read.record;
  }
  return undefined;
}
