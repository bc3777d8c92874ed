import { waitAndHold } from '../../../src/app/claim/wait-and-hold.ts';
import { WAITS } from '../../../src/core/claim/refs.ts';
import type { Oid } from '../../../src/core/model/ids.ts';
import { NO_FAULTS } from '../faults.ts';
import type { Scenario } from '../histories.ts';
import { NO_MISHAPS } from '../mishaps.ts';
import type { RefCommand } from '../ref-server.ts';
import type { Life } from '../world.ts';
import { wishFor } from './claim-actor.ts';
import { LEASE_S, type Stage, type StageOptions, stageScenario } from './stage.ts';

const PATHS: readonly [readonly string[], ...(readonly string[])[]] = [['src/a'], ['src'], ['src/a', 'docs']];

/**
 * Several wait in line for paths that exclude each other. In a healthy world they get them in the order in which they
 * came; with faults the line may be lost, and nothing else.
 */
export function waitChaos(options: StageOptions & { readonly healthy?: boolean }): Scenario {
  const calm = options.healthy ? { faults: NO_FAULTS, mishaps: NO_MISHAPS } : {};
  return stageScenario(
    { maxSteps: 20_000, ...calm, ...options },
    {
      mustHappen: ['wait claimed', 'in line'],
      play: (stage) => new WaitPlay(stage, options.healthy ?? false).play(),
    },
  );
}

class WaitPlay {
  readonly #stage: Stage;
  readonly #healthy: boolean;

  constructor(stage: Stage, healthy: boolean) {
    this.#stage = stage;
    this.#healthy = healthy;
    // nobody's answer takes so long that the next in line takes over
    if (healthy) stage.world.scheduler.longestLeap = 0;
    stage.world.referee.judges.push({
      judge: (_, commands) => this.#judgeTurn(commands),
      recordMove: () => {},
    });
  }

  async play(): Promise<void> {
    const { world } = this.#stage;
    await this.#stage.runChaos(3 + world.choices.below(2), async (life) => {
      await this.#wait(life, 150);
    });
    if (this.#healthy && !this.#stage.broken) this.#checkEmpty();
    await this.#stage.calm(async (life) => {
      await this.#stage.mustSucceed(life, 'src cannot be had by waiting', () => this.#wait(life, 300));
      await this.#stage.tidy(life);
    });
    if (!this.#stage.broken) world.referee.checkLeftovers();
  }

  async #wait(life: Life, waitS: number): Promise<boolean> {
    const { choices } = this.#stage.world;
    const actor = this.#stage.actor(life, { holder: choices.pick(['process', 'session']) });
    await life.machine.sleep(choices.below(20) * 1000);
    const paths = choices.pick(PATHS);
    const signal = new AbortController().signal;
    const wish = wishFor(life.name, paths, LEASE_S);
    const outcome = await waitAndHold({ claimant: actor.claimant, wish, waitS, signal });
    actor.say(() => `wait: ${outcome.kind}`);
    actor.world.count(`wait ${outcome.kind}`);
    if (outcome.kind !== 'claimed') return false;
    actor.hold(outcome.held);
    await life.machine.sleep(LEASE_S * 300);
    await actor.release();
    return true;
  }

  /** Rule 20: who claims from the line comes first in it. Who came at the same moment has the same ticket. */
  #judgeTurn(commands: readonly RefCommand[]): void {
    const { world } = this.#stage;
    const place = commands.find(({ ref, to }) => ref.startsWith(WAITS) && to === null);
    const came = commands.some(({ ref, to }) => ref.startsWith(WAITS) && to !== null);
    if (came) world.count('in line');
    if (!place || commands.length === 1 || !this.#healthy) return;
    const own = this.#ticketOf(place.from);
    for (const [ref, wait] of world.network.server.refs)
      if (ref.startsWith(WAITS) && ref !== place.ref && this.#ticketOf(wait) < own)
        world.referee.say(20, `ticket ${own} is served before ${this.#ticketOf(wait)}`);
  }

  #ticketOf(wait: Oid | null): number {
    const sight = wait === null ? undefined : this.#stage.world.network.objects.sight(wait);
    return Number(sight?.kind === 'commit' ? /"ticket":(\d+)/.exec(sight.message)?.[1] : Number.NaN);
  }

  /** A healthy line is empty at last. */
  #checkEmpty(): void {
    const { referee, network } = this.#stage.world;
    const left = [...network.server.refs.keys()].filter((ref) => ref.startsWith(WAITS));
    if (left.length > 0) referee.say(20, `${left.join(', ')} stays in line`);
  }
}
