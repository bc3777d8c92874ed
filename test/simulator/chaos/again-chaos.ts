import { openRun } from '../../../src/app/opening/open-run.ts';
import { acceptTask } from '../../../src/app/perform/claiming/accept-task.ts';
import type { RunId, TaskId } from '../../../src/core/model/ids.ts';
import type { Plan } from '../../../src/core/model/plan.ts';
import type { Scenario } from '../histories.ts';
import { BranchJudge } from '../referee/branch-judge.ts';
import { ContentJudge } from '../referee/content-judge.ts';
import { OnceJudge } from '../referee/once-judge.ts';
import type { Life } from '../world.ts';
import { RUN } from './claim-actor.ts';
import { BRANCH, contextOf, planOf, tasksOf } from './run-values.ts';
import { RunWorker } from './run-worker.ts';
import { LEASE_S, type Stage, type StageOptions, stageScenario } from './stage.ts';

const NAMES = ['main-11111111', 'main-22222222', 'main-33333333'] as readonly string[];
const [SECOND, THIRD, FOURTH] = NAMES as readonly [RunId, RunId, RunId];

/**
 * Runs whose backlogs overlap, started one after the other for the same target, each killed wherever it is: what one has
 * done the next one knows. At last all must be finished, with every task on the branch once.
 */
export function againChaos(options: StageOptions): Scenario {
  return stageScenario(
    { maxSteps: 8000, begun: false, ...options },
    {
      mustHappen: [
        'known done',
        'known aside',
        'known accepted',
        'killed',
        'finish moved',
        'told finished',
        'publish published',
      ],
      play: (stage) => new AgainPlay(stage).play(),
    },
  );
}

class AgainPlay {
  readonly #stage: Stage;
  readonly #once: OnceJudge;
  readonly #plans: readonly [Plan, ...Plan[]];

  constructor(stage: Stage) {
    this.#stage = stage;
    this.#once = new OnceJudge(stage);
    stage.world.referee.judges.push(new BranchJudge(stage), new ContentJudge(stage), this.#once);
    this.#plans = [
      planOf(RUN, stage.base, { t1: ['src/a'], t2: ['docs/a'] }),
      planOf(SECOND, stage.base, { t1: ['src/a'], t2: ['docs/a'], t3: ['src/b'] }),
      planOf(THIRD, stage.base, { t2: ['docs/a'], t4: ['docs/b'] }),
      planOf(FOURTH, stage.base, { t1: ['src/a', 'src/c'] }), // of the same id, and not the same task
    ];
  }

  async play(): Promise<void> {
    const { world } = this.#stage;
    this.#startNext(4 + world.choices.below(3));
    await world.run();
    await this.#stage.calm(async (life) => {
      for (const plan of this.#plans)
        await this.#stage.mustSucceed(life, `${plan.run} cannot be finished`, () => this.#run(life, plan));
      await this.#stage.tidy(life);
    });
    if (!this.#stage.broken) world.referee.checkLeftovers();
  }

  /** Somebody starts a run when the start before has ended, by itself or killed. */
  #startNext(left: number): void {
    const { world } = this.#stage;
    if (left === 0 || this.#stage.isCalm || this.#stage.broken) return;
    const host = world.lives[0]?.host ?? world.makeHost('ana');
    let isOver = false;
    const goOn = (): void => {
      if (isOver) return;
      isOver = true;
      this.#startNext(left - 1);
    };
    const own = world.start(`p${world.lives.length + 1}`, host, async (life) => {
      await life.machine.sleep(world.choices.pick([0, 0, 10, LEASE_S * 1000]));
      await this.#run(life, world.choices.pick(this.#plans));
      goOn();
    });
    world.onCrash.push((life) => {
      if (life !== own) return;
      world.count('killed');
      goOn();
    });
  }

  /** One start of a run; true where it is told that all is done. */
  async #run(life: Life, plan: Plan): Promise<boolean> {
    const stage = this.#stage;
    const { world, publishing } = stage;
    const { claimant } = stage.actor(life, { holder: 'process' });
    const branch = { ref: BRANCH, in: 'remote' } as const;
    // in the end a person takes what was done otherwise for done
    const accept = new Set(stage.isCalm ? tasksOf(plan) : []);
    const opened = await openRun({ plan, writePlan: JSON.stringify, claimant, publishing, branch, accept });
    const said = opened.ok ? opened.value.kind : (opened.problems[0]?.code ?? 'refused');
    world.log(() => `${life.name}: open ${plan.run}: ${said}`);
    world.count(`open ${said}`);
    if (!opened.ok) return false;
    if (opened.value.kind === 'finished-before') return this.#believe(plan);
    const { known, refs, digests } = opened.value;
    const context = contextOf({ stage, life, ...opened.value, leaseS: LEASE_S, verify: true });
    const worker = new RunWorker(stage, life, context);
    let done = true;
    for (const task of tasksOf(plan)) {
      const end = known.get(task)?.end;
      if (end === undefined) {
        done = (await this.#bring(worker, task)) && done;
        continue;
      }
      world.log(() => `${life.name}: ${task} is known: ${end.kind}`);
      world.count(`known ${end.kind}`);
      if (end.kind === 'done') this.#once.judgeKnown(task, end.commit, refs.tip);
      if (end.kind === 'done' && !stage.isCalm) this.#once.judgeDigest(task, end.commit, digests.get(task));
      const said = end.kind === 'accepted' && (await acceptTask(context, { ...end, kind: 'accept', task }));
      done = done && (end.kind === 'done' || (said && said.kind === 'accepted'));
    }
    const end = await worker.finish(done);
    return done && end === 'moved' && this.#believe(plan);
  }

  /** Who is told that a run is finished finds each of its tasks on the branch. */
  #believe(plan: Plan): boolean {
    const { world } = this.#stage;
    world.count('told finished');
    const at = world.network.server.refs.get(BRANCH);
    for (const task of tasksOf(plan))
      if (at === undefined || !this.#once.isIn(task, at))
        world.referee.say(18, `${plan.run} is called finished, but ${task} is not on the branch`);
    return true;
  }

  async #bring(worker: RunWorker, task: TaskId): Promise<boolean> {
    const claimed = await worker.claim(task);
    if (claimed !== 'claimed') return claimed === 'done';
    const ms = this.#stage.world.choices.pick([0.1, 0.5]) * LEASE_S * 1000;
    await worker.work(task, { ms, beyond: [] });
    return worker.publish(task);
  }
}
