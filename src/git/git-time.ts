import type { ProblemError } from '../core/model/problem.ts';
import { HURRY } from '../process/budget.ts';
import { type Limits, limitsNow, outOfTime } from '../process/limits.ts';
import type { SshSettings } from './ssh-without-asking.ts';

/** What is known of a git process that asks another repository. */
export interface RemoteCall {
  /** Where the way leads over ssh. */
  readonly ssh: SshSettings | undefined;
  /** False for a look that is given up soon: nobody could answer in time. */
  readonly mayAsk: boolean;
}

/** How long somebody may think before a passphrase, or look for a key to touch; the budget stands still meanwhile. */
const ASKING_MS = 60_000;

/** The time of one git process. */
export interface GitTime {
  /** Ssh may ask the person at the terminal. */
  readonly asks: boolean;
  /** Nothing is left: it need not be started. */
  readonly isOver: boolean;
  /** Whether the command's whole budget is used up, and not only this process's own time. */
  isBudgetOver(): boolean;
  outOfTime(): ProblemError;
  /** Calls when the time is over, however that changes meanwhile. */
  whenOver(act: () => void): void;
  stop(): void;
}

/** Begins the time of a git process, of the command's budget where there is one. */
export function startTime(
  call: { readonly timeoutMs?: number | undefined; readonly remote?: RemoteCall | undefined },
  limits: Limits | undefined = limitsNow(),
): GitTime {
  const asks = call.remote?.ssh !== undefined && call.remote.mayAsk && (limits?.mayAsk() ?? false);
  const own = asks ? ASKING_MS : (call.timeoutMs ?? Number.POSITIVE_INFINITY);
  const isRemote = call.remote !== undefined && !asks;
  const left = leftBy(limits, { isRemote, asks });
  const until =
    performance.now() + Math.min(own, isRemote ? (limits?.budget.networkStepMs(own) ?? own) : own);
  const isOver = left() <= 0;
  if (asks && !isOver) limits?.budget.standStill();
  let timer: NodeJS.Timeout | undefined;
  let unwatch = (): void => {};
  return {
    asks,
    isOver,
    isBudgetOver: () => (limits?.budget.leftMs() ?? 1) <= 0,
    outOfTime: () => outOfTime(limits),
    whenOver(act) {
      const arm = (): void => {
        clearTimeout(timer);
        const ms = Math.min(until - performance.now(), left());
        if (ms < LONGEST_TIMER_MS) timer = setTimeout(act, Math.max(0, ms));
      };
      unwatch = limits?.budget.watch(arm) ?? unwatch;
      arm();
    },
    stop() {
      unwatch();
      clearTimeout(timer);
      if (asks) limits?.budget.goOn();
    },
  };
}

const LONGEST_TIMER_MS = 2 ** 31 - 1;

/** What the budget leaves to a process that has begun; less, once the command is interrupted. */
function leftBy(
  limits: Limits | undefined,
  { isRemote, asks }: { readonly isRemote: boolean; readonly asks: boolean },
): () => number {
  if (!limits) return () => Number.POSITIVE_INFINITY;
  const { budget } = limits;
  const begunHurried = budget.isHurried;
  return () => {
    if (!isRemote && !asks) return budget.leftMs();
    const left = budget.networkLeftMs();
    if (budget.isHurried && !begunHurried) return Math.min(left, HURRY.underWayMs);
    return asks && left > 0 ? ASKING_MS : left; // the budget stands still
  };
}
