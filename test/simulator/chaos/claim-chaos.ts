import type { ClaimWish, TakeOutcome } from '../../../src/app/claim/claim-attempt.ts';
import type { Scenario } from '../histories.ts';
import type { Life } from '../world.ts';
import { type ClaimActor, type ClaimUseCases, RUN, wishFor } from './claim-actor.ts';
import { isReallyDone, type PublishHabits, publish } from './publisher.ts';
import { LEASE_S, type Stage, type StageOptions, stageScenario } from './stage.ts';

const TASKS = ['t1', 't2', 't3'] as const;
const HOLDERS = ['process', 'session'] as const;
const PATHS: readonly [readonly string[], ...(readonly string[])[]] = [
  ['src/a'],
  ['src'],
  ['src/a/x', 'docs'],
  ['docs', 'src/b'],
  ['src/a', 'src/b'],
  [],
];

export interface ClaimChaosOptions extends StageOptions {
  readonly useCases?: ClaimUseCases;
  /** Work is published, with these habits. */
  readonly publishing?: PublishHabits;
}

/** Two or three processes on two hosts, a few claims each, everything going wrong; then calm, and all must be free. */
export function claimChaos(options: ClaimChaosOptions): Scenario {
  return stageScenario(options, {
    mustHappen: ['take claimed', 'take held', 'take task-held', 'renew renewed', 'released ended'],
    play: (stage) => new ClaimPlay(stage, options).play(),
  });
}

class ClaimPlay {
  readonly #stage: Stage;
  readonly #options: ClaimChaosOptions;

  constructor(stage: Stage, options: ClaimChaosOptions) {
    this.#stage = stage;
    this.#options = options;
  }

  async play(): Promise<void> {
    const { world } = this.#stage;
    await this.#stage.runChaos(2 + world.choices.below(2), (life) => this.#work(this.#actor(life)));
    await this.#stage.calm(async (life) => {
      for (const [task, paths] of [
        ...TASKS.map((task) => [task, []] as const),
        ['all', ['a', 'docs', 'src', 'web']] as const,
      ])
        await this.#mustGet(life, task, paths);
    });
    if (!this.#stage.broken) world.referee.checkLeftovers();
  }

  #actor(life: Life): ClaimActor {
    const { useCases } = this.#options;
    const holder = this.#stage.world.choices.pick(HOLDERS);
    return this.#stage.actor(life, { holder, ...(useCases ? { useCases } : {}) });
  }

  async #work(actor: ClaimActor): Promise<void> {
    const { choices } = actor.world;
    const rounds = 1 + choices.below(2);
    for (let round = 0; round < rounds; round++) {
      await this.#takeTask(actor, wishFor(choices.pick(TASKS), choices.pick(PATHS), LEASE_S));
      for (let acts = choices.below(4); acts > 0 && actor.held; acts--) await this.#act(actor);
      await this.#leave(actor);
    }
  }

  /** A task that is said to be done is begun again only where the result lacks what it names. */
  async #takeTask(actor: ClaimActor, wish: ClaimWish): Promise<TakeOutcome> {
    const outcome = await actor.take(wish);
    const believes = this.#options.publishing?.checksResult === false;
    if (outcome.kind !== 'task-done' || believes || (await isReallyDone(actor, outcome.record)))
      return outcome;
    return actor.take({ ...wish, parent: outcome.tip, againIfDone: true });
  }

  async #leave(actor: ClaimActor): Promise<void> {
    const { choices } = actor.world;
    const { publishing } = this.#options;
    if (!actor.held) return;
    if (publishing && choices.below(4) < 3) {
      const { run, task } = actor.held.record;
      const end = await publish(actor, publishing);
      actor.say(() => `publish: ${end}`);
      actor.world.count(`publish ${end}`);
      if (end === 'published' || end === 'was-published')
        actor.world.referee.checkPublished(`${run}/${task}`);
      if (end !== 'gave-up') return;
    }
    // one in four leaves without a word
    if (!choices.oneIn(4)) await actor.release();
    else actor.letGo();
  }

  async #act(actor: ClaimActor): Promise<void> {
    const { choices } = actor.world;
    switch (choices.pick(['renew', 'work', 'widen', 'long work'])) {
      case 'renew':
        await actor.renew();
        break;
      case 'widen':
        await actor.renew(choices.pick([['src/c'], ['web', 'src/b/y'], ['a']]).filter(isNewTo(actor)));
        break;
      case 'work':
        await actor.claimant.machine.sleep(LEASE_S * 300);
        break;
      case 'long work':
        await actor.claimant.machine.sleep(LEASE_S * 1500);
        break;
    }
  }

  #mustGet(life: Life, task: string, paths: readonly string[]): Promise<void> {
    const actor = this.#actor(life);
    const { publishing } = this.#options;
    return this.#stage.mustSucceed(life, `${task} (${paths.join(', ')}) cannot be had`, async () => {
      const outcome = await this.#takeTask(actor, wishFor(task, paths, LEASE_S));
      if (outcome.kind === 'task-done') actor.world.referee.checkPublished(`${RUN}/${task}`);
      if (outcome.kind !== 'claimed') return outcome.kind === 'task-done';
      if (paths.length === 0 && publishing) await publish(actor, publishing);
      await actor.release();
      return true;
    });
  }
}

const isNewTo =
  (actor: ClaimActor) =>
  (path: string): boolean =>
    !actor.held?.record.locks.some(
      (lock) => lock === path || lock.startsWith(`${path}/`) || path.startsWith(`${lock}/`),
    );
