import { bootInstant, type HeldClaim } from '../../../src/app/claim/claimant.ts';
import type { Machine } from '../../../src/app/ports/machine.ts';
import { isLeaseOver } from '../../../src/core/claim/lease.ts';
import type { Oid } from '../../../src/core/model/ids.ts';
import type { SimulatedDisk } from '../simulated-disk.ts';
import type { Referee } from './referee.ts';

/** One session as rule 21 sees it: what was ever written into its file, and what that file says now. */
export interface RecallingSession {
  readonly session: string;
  readonly disk: SimulatedDisk;
  readonly machine: Machine;
}

/**
 * Rule 21: whoever's claim stands finds it by its next command. A claim that was in force when a command began, and
 * still is when that command has done what was asked, is held by then: remembered, confirmed and not being given back.
 * Not where the file was lost, where its lease is over by the session's own clocks, or where the network delivered a
 * second copy of what it was told is refused.
 */
export class RecallJudge {
  readonly #referee: Referee;

  constructor(referee: Referee) {
    this.#referee = referee;
  }

  /** The claims of a session that are in force as its command begins. */
  begin({ session, disk }: RecallingSession): ReadonlySet<Oid> {
    const written = [...disk.writtenBy(session).keys()];
    return new Set(written.filter((anchor) => this.#referee.truth.isInForce(anchor)));
  }

  /** How many of them the session's file did not call its own when the command began. */
  countUnknown({ session, disk }: RecallingSession, before: ReadonlySet<Oid>): number {
    return [...before].filter((anchor) => !isHeld(disk.remembered(session).get(anchor))).length;
  }

  end(of: RecallingSession, before: ReadonlySet<Oid>): void {
    const { session, disk, machine } = of;
    if (this.#referee.exclusionVoid) return;
    for (const anchor of before) {
      const written = disk.writtenBy(session).get(anchor);
      if (!written || !this.#referee.truth.isInForce(anchor) || this.#referee.isGhost(anchor)) continue;
      if (isLeaseOver(written.leaseFrom, written.record.leaseS, bootInstant(machine))) continue;
      if (!isHeld(disk.remembered(session).get(anchor)))
        this.#referee.say(
          21,
          `${session} does not know of its claim ${anchor.slice(0, 7)}, which is in force`,
        );
    }
  }
}

const isHeld = (remembered: HeldClaim | undefined): boolean =>
  remembered?.confirmed === true && !remembered.ending;
