import type { TaskId } from '../../../src/core/model/ids.ts';
import type { Plan } from '../../../src/core/model/plan.ts';
import type { Scenario } from '../histories.ts';
import { ContentJudge } from '../referee/content-judge.ts';
import type { Life } from '../world.ts';
import { RUN } from './claim-actor.ts';
import { planOf, tasksOf } from './run-values.ts';
import { joinRun, type RunWorker } from './run-worker.ts';
import { LEASE_S, type Stage, type StageOptions, stageScenario } from './stage.ts';

const WRITES: Readonly<Record<string, readonly string[]>> = {
  t1: ['src/a'],
  t2: ['src/b'],
  t3: ['docs/'],
  t4: ['src/'],
  t5: ['docs/x', 'tests/a'],
};

/**
 * Two processes of one run, each at several tasks at once: ready ones are claimed in one push, finished ones published in
 * one, and what takes their place begins with that. At last every task must be done, once.
 */
export function togetherChaos(options: StageOptions & { readonly verify?: true }): Scenario {
  return stageScenario(
    { maxSteps: 8000, ...options },
    {
      mustHappen: ['claim claimed', 'follow claimed', 'follow not-begun', 'publish published'],
      play: (stage) => new TogetherPlay(stage, options.verify ?? stage.world.choices.oneIn(3)).play(),
    },
  );
}

class TogetherPlay {
  readonly #stage: Stage;
  readonly #plan: Plan;
  readonly #verify: boolean;

  constructor(stage: Stage, verify: boolean) {
    this.#stage = stage;
    this.#verify = verify;
    this.#plan = planOf(RUN, stage.base, WRITES);
    stage.world.referee.judges.push(new ContentJudge(stage));
  }

  async play(): Promise<void> {
    const { world } = this.#stage;
    await this.#stage.runChaos(2, (life) => this.#workOff(life));
    await this.#stage.calm(async (life) => {
      for (const task of tasksOf(this.#plan))
        await this.#stage.mustSucceed(life, `${task} cannot be brought to an end`, async () => {
          const line = new Line(this.#stage, this.#worker(life), [task]);
          return (await line.begin(task)) === 'done';
        });
    });
    if (this.#stage.broken) return;
    for (const task of tasksOf(this.#plan)) world.referee.checkPublished(`${RUN}/${task}`);
    world.referee.checkLiveLeft();
  }

  #worker(life: Life): RunWorker {
    return joinRun({ stage: this.#stage, life, plan: this.#plan, verify: this.#verify });
  }

  async #workOff(life: Life): Promise<void> {
    const { choices } = this.#stage.world;
    const left = [...tasksOf(this.#plan)];
    const order = [...left].flatMap(() => left.splice(choices.below(left.length), 1));
    const line = new Line(this.#stage, this.#worker(life), order);
    const lanes = Array.from({ length: 1 + choices.below(3) }, async () => {
      for (let task = line.next(); task !== undefined; task = line.next()) {
        if (choices.oneIn(3)) await life.machine.sleep(choices.pick([0.1, 0.5]) * LEASE_S * 1000);
        await line.begin(task);
      }
    });
    await Promise.all(lanes);
  }
}

/** The tasks that one process still has to do, in its order: those at work exclude the others on their files. */
class Line {
  readonly #stage: Stage;
  readonly #worker: RunWorker;
  readonly #waiting: TaskId[];
  readonly #busy = new Set<TaskId>();

  constructor(stage: Stage, worker: RunWorker, tasks: readonly TaskId[]) {
    this.#stage = stage;
    this.#worker = worker;
    this.#waiting = [...tasks];
  }

  /** A task that nothing at work stands in the way of, but for the one whose place it is to take. */
  next(after?: TaskId): TaskId | undefined {
    const others = [...this.#busy].filter((task) => task !== after);
    const at = this.#waiting.findIndex((task) => !others.some((other) => overlap(task, other)));
    const [task] = at < 0 ? [] : this.#waiting.splice(at, 1);
    if (task) this.#busy.add(task);
    return task;
  }

  /** Claims it, works, publishes, and goes on with whatever takes its place. */
  async begin(task: TaskId): Promise<'done' | 'no'> {
    const claimed = await this.#worker.claim(task);
    if (claimed === 'claimed') await this.#goOn(task);
    this.#busy.delete(task);
    return claimed === 'done' ? 'done' : 'no';
  }

  async #goOn(task: TaskId): Promise<void> {
    const { choices } = this.#stage.world;
    await this.#worker.work(task, { ms: choices.pick([0.05, 0.2, 0.6, 1.2]) * LEASE_S * 1000, beyond: [] });
    const next = choices.oneIn(4) ? undefined : this.next(task);
    const claiming = next && this.#worker.claim(next, task);
    const publishing = this.#worker.publish(task);
    if (choices.oneIn(4)) this.#worker.context.followers.letGo(task);
    await publishing;
    this.#busy.delete(task);
    if (next && (await claiming) === 'claimed') await this.#goOn(next);
    if (next) this.#busy.delete(next);
  }
}

/** Whether the agents of both write a same file. */
const overlap = (one: TaskId, other: TaskId): boolean =>
  (WRITES[one] ?? []).some((a) => (WRITES[other] ?? []).some((b) => a.startsWith(b) || b.startsWith(a)));
