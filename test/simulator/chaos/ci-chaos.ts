import { HAND } from '../../../src/core/claim/refs.ts';
import type { Plan } from '../../../src/core/model/plan.ts';
import { CI_LEASE_S, type CiChaosOptions, type CiUseCases, ciPlan, REAL_STEPS } from '../ci/ci-values.ts';
import { CiWorkflow } from '../ci/ci-workflow.ts';
import type { Scenario } from '../histories.ts';
import { BranchJudge } from '../referee/branch-judge.ts';
import { CiJudge } from '../referee/ci-judge.ts';
import { ContentJudge } from '../referee/content-judge.ts';
import type { Life } from '../world.ts';
import { wishFor } from './claim-actor.ts';
import { BRANCH, tasksOf } from './run-values.ts';
import { type Stage, stageScenario } from './stage.ts';

const RIVAL: readonly [readonly string[], ...(readonly string[])[]] = [
  ['src/a'],
  ['docs/b'],
  ['src'],
  ['docs'],
];

/** Machines of CI remember nothing: what they call over by a commit's own date alone is two days past its lease. */
const UNSEEN_MS = 8 * 3600 * 1000;

/**
 * A workflow of CI as it really is: jobs that plan, work, verify, publish and release, each on a machine of its own, with only the
 * refs and their artifacts in common. Any of them dies, is given up while it lives on, lies or is run again; a second attempt and a
 * second run of the workflow begin while the first is under way; somebody at home wants the same files.
 */
export function ciChaos(options: CiChaosOptions): Scenario {
  return stageScenario(
    {
      maxSteps: 20_000,
      begun: false,
      leaseS: CI_LEASE_S,
      skewS: options.healthy ? 0 : CI_LEASE_S / 2,
      ...options,
    },
    {
      mustHappen: options.healthy
        ? ['wave published', 'told finished']
        : [
            'ci claimed',
            'wave published',
            'left released',
            'no release',
            'verify lies',
            'job given up',
            'told finished',
          ],
      weight: 12,
      play: (stage) => new CiPlay(stage, options).play(),
    },
  );
}

class CiPlay {
  readonly #stage: Stage;
  readonly #plan: Plan;
  readonly #judge: CiJudge;
  readonly #steps: CiUseCases;
  readonly #isHealthy: boolean;
  readonly #workflows: CiWorkflow[] = [];

  constructor(stage: Stage, { healthy = false, steps = {} }: CiChaosOptions) {
    this.#stage = stage;
    this.#plan = ciPlan(stage.base);
    this.#isHealthy = healthy;
    this.#steps = { ...REAL_STEPS, ...steps };
    this.#judge = new CiJudge(stage, { plan: this.#plan, isHealthy: healthy });
    stage.world.referee.judges.push(this.#judge, new BranchJudge(stage), new ContentJudge(stage));
    stage.world.isConcluded = (of) => this.#workflows.some((one) => one.isConcluded(of));
  }

  async play(): Promise<void> {
    const { world } = this.#stage;
    const { choices } = world;
    const first = this.#workflow('77');
    void first.attempt('all').then(() => this.#goOn(first));
    if (!this.#isHealthy) {
      if (choices.below(2) === 1) this.#later('again', () => first.attempt(choices.pick(['failed', 'all'])));
      if (choices.below(3) === 2) this.#later('second', () => this.#workflow('78').attempt('all'));
      if (choices.below(2) === 1) world.start('rival', world.makeHost('bo'), (life) => this.#rival(life));
      this.#stage.startPerson(world.makeHost('person'));
    }
    await world.run();
    await this.#stage.calm((life) => this.#finish(life));
    if (!this.#stage.broken) world.referee.checkLeftovers();
  }

  #workflow(run: string): CiWorkflow {
    const of = { judge: this.#judge, steps: this.#steps, run, what: this.#plan };
    const workflow = new CiWorkflow(this.#stage, of);
    this.#workflows.push(workflow);
    return workflow;
  }

  /** More was left than there are waves: another run of the workflow goes on, by the refs alone. */
  async #goOn({ more }: CiWorkflow): Promise<void> {
    if (more === undefined || this.#stage.isCalm) return;
    this.#stage.world.count('goes on');
    const next = new CiWorkflow(this.#stage, {
      judge: this.#judge,
      steps: this.#steps,
      run: '79',
      what: more,
    });
    this.#workflows.push(next);
    await next.attempt('all');
  }

  #later(name: string, act: () => Promise<void>): void {
    const { world } = this.#stage;
    world.start(name, world.makeHost(name), async (life) => {
      await life.machine.sleep(world.choices.pick([0.1, 0.4, 1, 1.6]) * CI_LEASE_S * 1000);
      void act();
    });
  }

  /** Somebody at home. */
  async #rival(life: Life): Promise<void> {
    const { choices } = this.#stage.world;
    const actor = this.#stage.actor(life, { holder: 'process' });
    for (let round = 1 + choices.below(3); round > 0; round--) {
      await life.machine.sleep(choices.pick([0.1, 0.5, 1.2]) * CI_LEASE_S * 1000);
      await actor.take({ ...wishFor(`rival-${round}`, choices.pick(RIVAL), CI_LEASE_S), run: HAND });
      await life.machine.sleep(CI_LEASE_S * choices.pick([50, 300]));
      await actor.release();
    }
  }

  /** In the end a workflow that nothing disturbs brings to an end whatever may still be tried. */
  async #finish(life: Life): Promise<void> {
    const { world } = this.#stage;
    let runs = 90;
    await this.#stage.mustSucceed(life, 'the run cannot be brought to an end', async () => {
      if (runs > 90) await life.machine.sleep(UNSEEN_MS);
      await this.#workflow(`${++runs}`).attempt('all');
      return this.#isOver();
    });
    await this.#stage.tidy(life);
    if (!tasksOf(this.#plan).every((task) => world.referee.isPublished(`${this.#plan.run}/${task}`))) return;
    world.count('told finished');
    if (!world.network.server.refs.has(BRANCH))
      world.referee.say(18, 'all is published, and nothing is on the branch');
  }

  #isOver(): boolean {
    const { referee } = this.#stage.world;
    const over = new Map<string, boolean>();
    for (const { id, needs } of this.#plan.tasks) {
      const isDone = referee.isPublished(`${this.#plan.run}/${id}`);
      over.set(
        id,
        isDone ||
          this.#judge.isSpent(id) ||
          needs.some((need) => !referee.isPublished(`${this.#plan.run}/${need}`) && over.get(need)),
      );
    }
    return [...over.values()].every(Boolean);
  }
}
