import { Budget, HURRY } from '../../process/budget.ts';
import { type Limits, limitsNow, outOfTime, withinLimits } from '../../process/limits.ts';
import { canAskAtTerminal } from '../../process/terminal.ts';
import type { CommandBudget } from '../budgets.ts';
import type { ExitCode } from '../command.ts';

/** Whatever does not end by the budget is ended so much later. */
const GRACE_MS = 300;

/**
 * Runs a command within its budget, which began with the process. An interruption leaves it a second. Rejects with
 * `out-of-time` where something hangs that does not know of budgets; the process has to be ended then.
 */
export async function runWithinBudget(
  ask: {
    readonly command: string;
    readonly budget: CommandBudget;
    readonly interrupted: AbortSignal;
    /** When it began, by `performance.now()`; absent: with the process. */
    readonly from?: number;
  },
  run: () => Promise<ExitCode>,
): Promise<ExitCode> {
  const { command, interrupted } = ask;
  const { seconds, sshMayAsk, endsOthers } = ask.budget;
  const totalMs = seconds === undefined ? Number.POSITIVE_INFINITY : seconds * 1000;
  // `performance` counts from the start of the process
  const budget = new Budget(() => performance.now(), { totalMs, from: ask.from ?? 0 });
  const limits: Limits = {
    budget,
    command,
    interrupted,
    mayAsk: once(() => sshMayAsk && canAskAtTerminal()),
  };
  const hurry = (): void => budget.hurry(endsOthers ? HURRY.openMs : undefined);
  interrupted.addEventListener('abort', hurry, { once: true });
  const over = untilOver(limits);
  try {
    return await Promise.race([withinLimits(limits, run), over.promise]);
  } finally {
    over.stop();
    interrupted.removeEventListener('abort', hurry);
  }
}

function once(may: () => boolean): () => boolean {
  let taken = false;
  return () => {
    if (taken) return false;
    taken = true;
    return may();
  };
}

function untilOver(limits: Limits): { readonly promise: Promise<never>; stop(): void } {
  const { budget } = limits;
  let timer: NodeJS.Timeout | undefined;
  let unwatch = (): void => {};
  const promise = new Promise<never>((_, reject) => {
    const arm = (): void => {
      clearTimeout(timer);
      const ms = budget.leftMs() + GRACE_MS;
      if (ms > 2 ** 31 - 1) return;
      timer = setTimeout(() => (budget.leftMs() > 0 ? arm() : reject(outOfTime(limits))), Math.max(0, ms));
    };
    unwatch = budget.watch(arm);
    arm();
  });
  return {
    promise,
    stop: () => {
      clearTimeout(timer);
      unwatch();
    },
  };
}

/** More time, for what was asked for on top. */
export const extendBudget = (seconds: number): void => limitsNow()?.budget.extend(seconds * 1000);

/** The next part of a command begins, with a budget of its own; without one each of its questions has `stepS`. */
export const restartBudget = (seconds: number | undefined, stepS?: number): void =>
  limitsNow()?.budget.restart({
    totalMs: seconds === undefined ? Number.POSITIVE_INFINITY : seconds * 1000,
    ...(stepS === undefined ? {} : { stepMs: stepS * 1000 }),
  });

/** For giving back what an agent held who has just ended. */
export const hurryOn = (): void => limitsNow()?.budget.hurryOn();
