import type { RunGround } from '../../src/app/perform/run-ground.ts';

/** Nobody waits for real; whoever waits for longer than a moment gives the world the time to heal. */
export function withoutPauses(ground: RunGround, onWait: () => void = () => {}): RunGround {
  const { claimant } = ground;
  const { machine } = claimant;
  const sleep: typeof machine.sleep = (ms, signal) => {
    if (ms >= 1_000 && ms <= 2_000) onWait(); // the first pause after a failure of the world
    return machine.sleep(ms > 60_000 ? ms : Math.min(ms, 10), signal);
  };
  return { ...ground, claimant: { ...claimant, machine: { ...machine, sleep } } };
}
