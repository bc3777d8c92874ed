import { openRun } from '../../../src/app/opening/open-run.ts';
import type { RunId, TaskId } from '../../../src/core/model/ids.ts';
import type { Plan } from '../../../src/core/model/plan.ts';
import type { Scenario } from '../histories.ts';
import { ServerTransaction } from '../ref-server.ts';
import { BranchJudge } from '../referee/branch-judge.ts';
import { ContentJudge } from '../referee/content-judge.ts';
import type { Life } from '../world.ts';
import { RUN } from './claim-actor.ts';
import { commitOn } from './publisher.ts';
import { BRANCH, contextOf, planOf, tasksOf } from './run-values.ts';
import { RunWorker } from './run-worker.ts';
import { LEASE_S, type Stage, type StageOptions, stageScenario } from './stage.ts';

const OTHER_RUN = 'main-11111111' as RunId;

/**
 * Runs from their opening to the branch: two processes of one run and a third of another one for the same target, while
 * somebody pushes to the branch. At last both runs must be finished, with everything once on the branch.
 */
export function finishChaos(options: StageOptions): Scenario {
  return stageScenario(
    { maxSteps: 8000, begun: false, ...options },
    {
      mustHappen: ['open joined', 'open run-elsewhere', 'finish moved', 'told finished', 'publish published'],
      play: (stage) => new FinishPlay(stage).play(),
    },
  );
}

class FinishPlay {
  readonly #stage: Stage;
  readonly #branch: BranchJudge;
  readonly #plans: readonly [Plan, Plan];

  constructor(stage: Stage) {
    this.#stage = stage;
    this.#branch = new BranchJudge(stage);
    stage.world.referee.judges.push(this.#branch, new ContentJudge(stage));
    this.#plans = [
      planOf(RUN, stage.base, { a1: ['src/a'], a2: ['src/'] }),
      planOf(OTHER_RUN, stage.base, { b1: ['docs/'], b2: ['src/b'] }),
    ];
  }

  async play(): Promise<void> {
    const { world } = this.#stage;
    const { choices } = world;
    const [own, other] = this.#plans;
    const hosts = [world.makeHost('ana'), world.makeHost('bo')] as const;
    const plans = [own, choices.pick([own, other]), other].slice(0, 2 + choices.below(2));
    for (const [n, plan] of plans.entries())
      world.start(`p${n + 1}`, hosts[n % 2] ?? hosts[0], async (life) => {
        await life.machine.sleep(choices.pick([0, 0.3, 1.5]) * LEASE_S * 1000);
        for (let starts = 2; starts > 0 && !(await this.#run(life, plan)); starts--)
          await life.machine.sleep(LEASE_S * 300);
      });
    world.start('outsider', hosts[1], (life) => this.#pushOnBranch(life));
    await world.run();
    await this.#stage.calm(async (life) => {
      for (const plan of this.#plans)
        await this.#stage.mustSucceed(life, `${plan.run} cannot be finished`, () => this.#run(life, plan));
      await this.#stage.tidy(life);
    });
    if (!this.#stage.broken) world.referee.checkLeftovers();
  }

  /** One start of `run`; true where it is told that the run is finished. */
  async #run(life: Life, plan: Plan): Promise<boolean> {
    const stage = this.#stage;
    const { claimant } = stage.actor(life, { holder: 'process' });
    const branch = { ref: BRANCH, in: 'remote' } as const;
    const { publishing } = stage;
    const opened = await openRun({ plan, writePlan: JSON.stringify, claimant, publishing, branch });
    const said = opened.ok
      ? opened.value.kind === 'open' && opened.value.joined
        ? 'joined'
        : opened.value.kind
      : (opened.problems[0]?.code ?? 'refused');
    stage.world.log(() => `${life.name}: open ${plan.run}: ${said}`);
    stage.world.count(`open ${said}`);
    if (!opened.ok) return false;
    if (opened.value.kind === 'finished-before') return this.#believe(plan);
    const context = contextOf({ stage, life, ...opened.value, leaseS: LEASE_S, verify: true });
    const worker = new RunWorker(stage, life, context);
    let done = true;
    const tasks = tasksOf(plan);
    for (const task of stage.world.choices.oneIn(2) ? [...tasks].reverse() : tasks)
      done = (await this.#bring(worker, task)) && done;
    const end = await worker.finish(done);
    return done && end === 'moved' && this.#believe(plan);
  }

  /** Rule 18, as people meet it: who is told that a run is finished finds its work on the branch. */
  #believe(plan: Plan): boolean {
    const { world } = this.#stage;
    world.count('told finished');
    for (const task of tasksOf(plan))
      if (!this.#branch.isOnBranch(`${plan.run}/${task}`))
        world.referee.say(18, `${plan.run} is called finished, but ${task} is not on the branch`);
    return true;
  }

  async #bring(worker: RunWorker, task: TaskId): Promise<boolean> {
    const { choices } = this.#stage.world;
    const claimed = await worker.claim(task);
    if (claimed !== 'claimed') return claimed === 'done';
    await worker.work(task, { ms: choices.pick([0.1, 0.5]) * LEASE_S * 1000, beyond: [] });
    return worker.publish(task);
  }

  /** A person fixes something on the result's branch, as one may. */
  async #pushOnBranch(life: Life): Promise<void> {
    const { world, trees, base } = this.#stage;
    const { server, objects } = world.network;
    for (let commits = world.choices.below(3); commits > 0; commits--) {
      await life.machine.sleep(world.choices.pick([0.2, 1, 2]) * LEASE_S * 1000);
      const from = server.refs.get(BRANCH);
      const tree = trees.write(objects.treeOf(from ?? base), [`fix-${commits}`], 'by hand');
      const made = commitOn(from ?? base, `fix ${commits}`, life.name, tree);
      objects.add(made);
      const push = server.begin([{ ref: BRANCH, from: from ?? null, to: made.oid }]);
      if (push instanceof ServerTransaction) push.finish();
      world.log(() => `(somebody pushes ${made.oid.slice(0, 7)} to the branch)`);
    }
  }
}
