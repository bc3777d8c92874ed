import { LOCKS, TASKS } from '../../src/core/claim/refs.ts';
import type { Life, World } from './world.ts';

/** Chances, once in so many steps (0: never), of what happens to actors and their clocks. */
export interface Mishaps {
  readonly crash: number;
  readonly pause: number;
  readonly suspend: number;
  readonly clockStep: number;
  /** Somebody who does not ask deletes a lock or a task ref. */
  readonly vandal?: number;
  /** The server goes away, for longer than any use case is patient. */
  readonly outage?: number;
}

export const ALL_MISHAPS: Mishaps = { crash: 90, pause: 60, suspend: 120, clockStep: 120 };
export const NO_MISHAPS: Mishaps = { crash: 0, pause: 0, suspend: 0, clockStep: 0 };

/** What may happen to somebody between two steps. */
export function strike(world: World): void {
  const { crash, pause, suspend, clockStep, vandal = 0, outage = 0 } = world.options.mishaps ?? ALL_MISHAPS;
  const { choices } = world;
  const life = (): Life | undefined => {
    const able = world.lives.filter((l) => l.alive && !l.done);
    return able.length > 0 ? able[choices.below(able.length)] : undefined;
  };
  const is = (rate: number): boolean => rate > 0 && choices.oneIn(rate);
  if (is(pause)) stop(world, life(), false);
  if (is(suspend)) stop(world, life(), true);
  if (is(clockStep)) stepClock(world, life());
  if (is(vandal)) deleteSomething(world);
  if (is(outage)) world.network.goAway();
  if (is(crash)) {
    const victim = life();
    if (victim) world.crash(victim);
  }
}

/** SIGSTOP, or a closed lid: nothing reaches the process, or all of the host's, for a while. */
function stop(world: World, life: Life | undefined, suspended: boolean): void {
  if (!life || (suspended && (life.host.trouble === 'steps' || life.host.asleep))) return;
  if (suspended) Object.assign(life.host, { trouble: 'suspends', asleep: true });
  const ms = world.choices.pick([0.2, 0.6, 1.2, 3]) * world.options.leaseS * 1000;
  const stopped = suspended ? world.lives.filter(({ host }) => host === life.host) : [life];
  const names = stopped.map(({ name }) => name);
  world.log(() => `(${names.join(', ')}: ${suspended ? 'suspended' : 'stopped'} for ${ms / 1000} s)`);
  for (const name of names) world.scheduler.stop(name);
  const from = world.scheduler.now;
  world.scheduler.after(ms, {
    label: `${names.join(', ')} go on`,
    run: () => {
      world.log(() => `(${names.join(', ')} go on)`);
      if (suspended) {
        life.host.suspended += world.scheduler.now - from;
        life.host.asleep = false;
      }
      for (const name of names) world.scheduler.wake(name);
    },
  });
}

/** From now on nobody can be kept out; what was published stays published once. */
function deleteSomething(world: World): void {
  const { server } = world.network;
  const refs = [...server.refs.keys()].filter((ref) => ref.startsWith(LOCKS) || ref.startsWith(TASKS));
  const victim = refs[world.choices.below(Math.max(1, refs.length))];
  if (victim === undefined) return;
  world.log(() => `(somebody deletes ${victim})`);
  world.referee.exclusionVoid = true;
  server.force(victim, null);
}

/** Somebody sets the clock; it stays within the limit of its error. */
function stepClock(world: World, life: Life | undefined): void {
  const limit = world.options.skew ?? 0;
  if (!life || limit === 0 || life.host.trouble === 'suspends') return;
  life.host.trouble = 'steps';
  life.host.skew = (world.choices.below(5) - 2) * Math.floor(limit / 2);
  world.log(() => `(${life.name}'s clock is now ${life.host.skew / 1000} s off)`);
}
