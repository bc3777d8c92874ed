import { planMessage } from '../../../src/app/perform/ending/plan-commit.ts';
import { examineTable } from '../../../src/app/upkeep/examine-table.ts';
import { fixTable } from '../../../src/app/upkeep/fix-table.ts';
import type { Upkeep } from '../../../src/core/claim/decide-upkeep.ts';
import { HAND, planRef } from '../../../src/core/claim/refs.ts';
import type { WallTime } from '../../../src/core/model/time.ts';
import type { Scenario } from '../histories.ts';
import { UpkeepJudge } from '../referee/upkeep-judge.ts';
import { EPOCH } from '../simulated-machine.ts';
import type { Life } from '../world.ts';
import { type ClaimActor, RUN, wishFor } from './claim-actor.ts';
import { commitOn, GOOD_HABITS, isReallyDone, publish } from './publisher.ts';
import { BRANCH } from './run-values.ts';
import { LEASE_S, type Stage, type StageOptions, stageScenario } from './stage.ts';

const HOUR_MS = 3600 * 1000;
const TASKS = ['t1', 't2'] as const;
const PATHS: readonly [readonly string[], ...(readonly string[])[]] = [['src/a'], ['src'], ['docs'], []];

export interface UpkeepChaosOptions extends StageOptions {
  /** What is put right of what was found; a mutation finds more. */
  readonly bendUpkeep?: (upkeep: Upkeep, stage: Stage) => Upkeep;
}

/** `doctor --fix` beside claims and publications, over days; requests may be late by most of a day. */
export function upkeepChaos(options: UpkeepChaosOptions): Scenario {
  return stageScenario(
    { latestS: 20 * 3600, ...options },
    {
      mustHappen: ['take claimed', 'publish published', 'upkeep', 'old refs deleted', 'run finished'],
      play: (stage) => new UpkeepPlay(stage, options).play(),
    },
  );
}

class UpkeepPlay {
  readonly #stage: Stage;
  readonly #options: UpkeepChaosOptions;
  readonly #judge: UpkeepJudge;

  constructor(stage: Stage, options: UpkeepChaosOptions) {
    this.#stage = stage;
    this.#options = options;
    this.#judge = new UpkeepJudge(stage);
    stage.world.referee.judges.push(this.#judge);
    stage.world.scheduler.longestLeap = HOUR_MS / 2;
    const open = planMessage({ run: RUN, state: 'open', at: this.#wall() });
    this.#force(planRef(RUN), open);
  }

  async play(): Promise<void> {
    const { world } = this.#stage;
    const hosts = [world.makeHost('ana'), world.makeHost('bo')] as const;
    for (let n = 0; n < 2; n++) world.start(`p${n + 1}`, hosts[n] ?? hosts[0], (life) => this.#work(life));
    world.start('doctor', hosts[1], (life) => this.#doctor(life));
    world.start('runner', hosts[0], (life) => this.#finish(life));
    await world.run();
    await this.#stage.calm(async (life) => {
      for (const task of TASKS)
        await this.#stage.mustSucceed(life, `${task} cannot be had`, () => this.#mustGet(life, task));
      await this.#stage.tidy(life);
    });
    if (!this.#stage.broken) world.referee.checkLeftovers();
  }

  async #work(life: Life): Promise<void> {
    const { choices } = this.#stage.world;
    const actor = this.#stage.actor(life, { holder: choices.pick(['process', 'session']) });
    for (let round = 1 + choices.below(2); round > 0; round--) {
      await this.#take(actor, choices.pick(TASKS), choices.pick(PATHS));
      if (!actor.held) continue;
      await life.machine.sleep(choices.pick([0.3, 1.5]) * LEASE_S * 1000);
      if (actor.held?.record.run === RUN && choices.below(2) === 0) {
        const end = await publish(actor, GOOD_HABITS);
        actor.world.count(`publish ${end}`);
      } else if (choices.below(4) > 0) await actor.release();
      else actor.letGo();
      await life.machine.sleep(choices.pick([0, 2, 26, 80]) * HOUR_MS);
    }
  }

  async #take(actor: ClaimActor, task: string, paths: readonly string[]): Promise<void> {
    const { choices } = this.#stage.world;
    const wish = { ...wishFor(task, paths, LEASE_S), run: choices.pick([RUN, HAND]) };
    const outcome = await actor.take(wish);
    if (outcome.kind === 'task-done' && !(await isReallyDone(actor, outcome.record)))
      await actor.take({ ...wish, againIfDone: true });
  }

  async #doctor(life: Life): Promise<void> {
    const { choices } = this.#stage.world;
    const { claimant } = this.#stage.actor(life, { holder: 'session' });
    const { bendUpkeep = (upkeep) => upkeep } = this.#options;
    for (let visits = 2 + choices.below(3); visits > 0; visits--) {
      await life.machine.sleep(choices.pick([0, 1, 30, 100]) * HOUR_MS);
      this.#judge.lookBegins(life.name);
      const exam = await examineTable(claimant, this.#stage.publishing);
      if (!exam.ok) continue;
      await fixTable(claimant, bendUpkeep(exam.value.upkeep, this.#stage));
      this.#stage.world.count('upkeep');
    }
  }

  /** The run comes to its end: the branch has its result, and the plan says so. */
  async #finish(life: Life): Promise<void> {
    const { world } = this.#stage;
    const { server } = world.network;
    await life.machine.sleep(world.choices.pick([1, 10, 40]) * HOUR_MS);
    const result = server.refs.get(this.#stage.resultRef);
    if (result === undefined || !server.refs.has(planRef(RUN))) return;
    server.force(BRANCH, result);
    this.#force(
      planRef(RUN),
      planMessage({ run: RUN, state: 'finished', result, at: life.machine.now().wall }),
    );
    world.count('run finished');
  }

  async #mustGet(life: Life, task: string): Promise<boolean> {
    const actor = this.#stage.actor(life, { holder: 'session' });
    const outcome = await actor.take(wishFor(task, ['docs', 'src'], LEASE_S));
    if (outcome.kind === 'claimed') await actor.release();
    return outcome.kind === 'claimed' || outcome.kind === 'task-done';
  }

  #force(ref: typeof BRANCH, message: string): void {
    const { network } = this.#stage.world;
    const made = commitOn(null, message, 'runner');
    network.objects.add(made);
    network.server.force(ref, made.oid);
  }

  #wall(): WallTime {
    return EPOCH as WallTime;
  }
}
