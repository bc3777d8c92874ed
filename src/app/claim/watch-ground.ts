import type { LockName, Oid, RefName, RepoPath } from '../../core/model/ids.ts';
import { isoSeconds } from '../../core/model/time.ts';
import { lockOf, locksOverlap } from '../../core/paths/lock-name.ts';
import type { AgentNotice } from '../ports/exchange.ts';
import type { Machine } from '../ports/machine.ts';
import type { RefStore } from '../ports/ref-store.ts';

/** What work rests on: a branch of the table, and the commit of it that the work began with. */
export interface WatchedGround {
  readonly ref: RefName;
  readonly from: Oid;
  readonly changedPaths: (from: Oid, to: Oid) => Promise<readonly RepoPath[]>;
}

// The first look is late, so that a short command costs no look at all.
const FIRST_MS = 10_000;
const EVERY_MS = 60_000;

/**
 * Notices need no messages: what one relies on has changed where the branch has moved and the difference touches what
 * one holds. Each change is told once. Best effort: what cannot be seen now is seen at a later look.
 */
export function watchGround(ask: {
  readonly store: Pick<RefStore, 'list'>;
  readonly machine: Pick<Machine, 'now' | 'sleep'>;
  readonly ground: WatchedGround;
  readonly held: () => readonly LockName[];
  readonly notify: (notice: AgentNotice) => Promise<void>;
}): { stop(): void } {
  const { store, machine, ground } = ask;
  const stopping = new AbortController();
  let known = ground.from;
  const look = async (): Promise<void> => {
    const listed = await store.list([ground.ref]);
    const tip = listed.ok ? listed.value.get(ground.ref) : undefined;
    if (tip === undefined || tip === known || stopping.signal.aborted) return;
    const locks = ask.held();
    const paths = (await ground.changedPaths(known, tip)).filter((path) => {
      const { lock } = lockOf(path);
      return locks.some((held) => locksOverlap(held, lock));
    });
    known = tip;
    const at = isoSeconds(machine.now().wall);
    if (paths.length > 0) await ask.notify({ kind: 'published', at, commit: tip, paths });
  };
  const loop = async (): Promise<void> => {
    for (let wait = FIRST_MS; !stopping.signal.aborted; wait = EVERY_MS) {
      await machine.sleep(wait, stopping.signal);
      if (!stopping.signal.aborted) await look().catch(() => {});
    }
  };
  void loop();
  return { stop: () => stopping.abort() };
}
