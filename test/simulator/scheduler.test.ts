import { describe, expect, it } from 'vitest';
import { Choices } from './choices.ts';
import { macrotask, Scheduler } from './scheduler.ts';
import { shrinkTape } from './shrink.ts';
import { SimulatedHost, simulatedMachine } from './simulated-machine.ts';

/** Three programs that write down when each of their steps happens. */
async function history(choices: Choices): Promise<string[]> {
  const scheduler = new Scheduler(choices);
  const seen: string[] = [];
  const program = async (actor: string): Promise<void> => {
    const host = new SimulatedHost({ name: actor, scheduler });
    const machine = simulatedMachine({ host, life: actor, scheduler, seed: 1 });
    for (let i = 0; i < 3; i++) {
      await new Promise<void>((run) => scheduler.add({ wakes: actor, label: actor, run }));
      seen.push(`${actor}${i}@${scheduler.now}`);
      await machine.sleep(1000 * (i + 1));
    }
  };
  for (const actor of ['a', 'b', 'c']) void program(actor);
  await macrotask();
  while (await scheduler.next()) {}
  return seen;
}

describe('the scheduler', () => {
  it('repeats a history from its seed, and another seed gives another', async () => {
    const first = await history(Choices.fromSeed(1));
    expect(first).toHaveLength(9);
    expect(await history(Choices.fromSeed(1))).toEqual(first);
    expect(await history(Choices.fromSeed(2))).not.toEqual(first);
  });

  it('repeats a history from its tape', async () => {
    const choices = Choices.fromSeed(3);
    const first = await history(choices);
    expect(await history(Choices.replay(choices.tape))).toEqual(first);
  });

  it('an empty tape is the dullest history: in turn, and timers only when nothing else can happen', async () => {
    expect(await history(Choices.replay([]))).toEqual([
      ...['a0@0', 'b0@0', 'c0@0', 'a1@1000', 'b1@1000', 'c1@1000', 'a2@3000', 'b2@3000', 'c2@3000'],
    ]);
  });

  it('gives a stopped actor nothing until it wakes, and a forgotten one nothing for ever', async () => {
    await macrotask();
    const scheduler = new Scheduler(Choices.replay([]));
    const seen: string[] = [];
    for (const actor of ['a', 'b', 'c'])
      scheduler.add({ wakes: actor, label: actor, run: () => seen.push(actor) });
    scheduler.stop('a');
    scheduler.forget('b');
    while (await scheduler.next()) {}
    expect(seen).toEqual(['c']);
    scheduler.wake('a');
    while (await scheduler.next()) {}
    expect(seen).toEqual(['c', 'a']);
  });

  it('a timer taken back never fires, and the clocks of an actor go by its own faults', async () => {
    await macrotask();
    const scheduler = new Scheduler(Choices.replay([]));
    const host = new SimulatedHost({ name: 'a', scheduler, skew: -5000 });
    const machine = simulatedMachine({ host, life: 'a', scheduler, seed: 1 });
    const start = machine.now();
    const giveUp = new AbortController();
    let woke = false;
    void machine.sleep(9000, giveUp.signal).then(() => {
      woke = true;
    });
    giveUp.abort();
    scheduler.after(1000, { label: 'tick', run: () => {} });
    await scheduler.next();
    expect(woke).toBe(true);
    expect(await scheduler.next()).toBeUndefined();
    host.suspended = 400;
    host.skew += 10_000;
    expect(machine.now()).toEqual({ wall: start.wall + 11_000, monotonic: start.monotonic + 600 });
  });
});

it('shrinks a failing tape to what matters', async () => {
  const fails = async (tape: readonly number[]): Promise<boolean> => {
    const at = tape.indexOf(7);
    return at >= 0 && (tape[at + 2] ?? 0) >= 3;
  };
  const long = Array.from({ length: 200 }, (_, i) => (i === 120 ? 7 : i === 122 ? 6 : (i * 5) % 7));
  expect(await shrinkTape(long, fails)).toEqual([7, 0, 3]);
});
