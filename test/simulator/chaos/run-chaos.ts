import type { TaskId } from '../../../src/core/model/ids.ts';
import type { Plan } from '../../../src/core/model/plan.ts';
import type { Scenario } from '../histories.ts';
import { ContentJudge } from '../referee/content-judge.ts';
import type { Life } from '../world.ts';
import { RUN } from './claim-actor.ts';
import { planOf, tasksOf } from './run-values.ts';
import { joinRun, type RunWorker } from './run-worker.ts';
import { LEASE_S, type Stage, type StageOptions, stageScenario } from './stage.ts';

const WRITES = { t1: ['src/a'], t2: ['src/'], t3: ['docs/', 'src/b'] };
/** What an agent changes beyond its claim. */
const BEYOND: readonly [readonly string[], ...(readonly string[])[]] = [[], ['tests/a'], ['docs/b']];

/** Two or three processes of one run work its tasks off; then calm, and a last one must find or bring every task done, once. */
export function runChaos(options: StageOptions): Scenario {
  return stageScenario(options, {
    mustHappen: [
      'claim claimed',
      'claim held',
      'claim done-before',
      'publish published',
      'publish claim-lost',
    ],
    play: (stage) => new RunPlay(stage).play(),
  });
}

class RunPlay {
  readonly #stage: Stage;
  readonly #plan: Plan;

  constructor(stage: Stage) {
    this.#stage = stage;
    this.#plan = planOf(RUN, stage.base, WRITES);
    stage.world.referee.judges.push(new ContentJudge(stage));
  }

  async play(): Promise<void> {
    const { world } = this.#stage;
    await this.#stage.runChaos(2 + world.choices.below(2), (life) => this.#workOff(this.#worker(life)));
    await this.#stage.calm(async (life) => {
      for (const task of tasksOf(this.#plan)) await this.#bringDone(life, task);
    });
    if (this.#stage.broken) return;
    for (const task of tasksOf(this.#plan)) world.referee.checkPublished(`${RUN}/${task}`);
    world.referee.checkLiveLeft();
  }

  #worker(life: Life): RunWorker {
    return joinRun({ stage: this.#stage, life, plan: this.#plan });
  }

  async #workOff(worker: RunWorker): Promise<void> {
    const { choices } = this.#stage.world;
    const tasks = ['t1', 't2', 't3'] as readonly string[] as readonly [TaskId, TaskId, TaskId];
    for (let round = 1 + choices.below(3); round > 0; round--) {
      const task = choices.pick(tasks);
      if ((await worker.claim(task)) !== 'claimed') continue;
      const ms = choices.pick([1, 0.2, 0.6, 1.5]) * LEASE_S * 1000;
      await worker.work(task, { ms, beyond: choices.pick(BEYOND) });
      if (choices.below(4) < 3) await worker.publish(task);
      else await worker.release(task);
    }
  }

  #bringDone(life: Life, task: TaskId): Promise<void> {
    const worker = this.#worker(life);
    return this.#stage.mustSucceed(life, `${task} cannot be brought to an end`, async () => {
      const claimed = await worker.claim(task);
      if (claimed !== 'claimed') return claimed === 'done';
      await worker.work(task, { ms: 1000, beyond: [] });
      await worker.publish(task);
      return false; // the next question shows it
    });
  }
}
