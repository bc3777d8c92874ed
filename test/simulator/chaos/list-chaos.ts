import { conditionReader, readConditions } from '../../../src/app/opening/read-conditions.ts';
import { expandList } from '../../../src/app/perform/expanding/expand-list.ts';
import { startingRun } from '../../../src/app/run/starting-run.ts';
import { readRecord } from '../../../src/core/claim/record.ts';
import { taskRef } from '../../../src/core/claim/refs.ts';
import type { AgentId, ClaimId, TaskId } from '../../../src/core/model/ids.ts';
import type { Plan, PlannedTask } from '../../../src/core/model/plan.ts';
import { problemOf } from '../../../src/core/model/problem.ts';
import { decideRun } from '../../../src/core/run/decide-run.ts';
import type { RunAction } from '../../../src/core/run/run-action.ts';
import type { RunHappening } from '../../../src/core/run/run-event.ts';
import type { RunState } from '../../../src/core/run/run-state.ts';
import type { Scenario } from '../histories.ts';
import { ListJudge } from '../referee/list-judge.ts';
import type { Life } from '../world.ts';
import { RUN } from './claim-actor.ts';
import { planOf } from './run-values.ts';
import { joinRun, type RunWorker } from './run-worker.ts';
import { LEASE_S, type Stage, type StageOptions, stageScenario } from './stage.ts';

// In the simulation nothing takes time by itself, not even loading.
await conditionReader([{ condition: 'always()' }]);

/** What an agent may leave, another thing in each try: what counts is what was published. */
const LISTS = ['["x","y"]', '["y","z"]', '["x"]', '[]'] as const;

/** What a process makes of a list that it knows. */
export type BendOutputs = (outputs: Readonly<Record<string, string>>, life: string) => typeof outputs;

/**
 * Processes that join one run and are killed: a list becomes tasks, and a condition skips some. Whoever comes, whenever,
 * comes to the same ones.
 */
export function listChaos(options: StageOptions & { readonly bendOutputs?: BendOutputs }): Scenario {
  return stageScenario(options, {
    mustHappen: ['expanded', 'skipped', 'claim done-before', 'publish published'],
    play: (stage) => new ListPlay(stage, options.bendOutputs ?? ((outputs) => outputs)).play(),
  });
}

class ListPlay {
  readonly #stage: Stage;
  readonly #plan: Plan;
  readonly #judge: ListJudge;
  readonly #bend: BendOutputs;

  constructor(stage: Stage, bend: BendOutputs) {
    this.#stage = stage;
    this.#bend = bend;
    this.#judge = new ListJudge(stage);
    this.#plan = listPlan(stage);
  }

  async play(): Promise<void> {
    await this.#stage.runChaos(2, async (life) => {
      await this.#run(life);
    });
    await this.#stage.calm((life) =>
      this.#stage.mustSucceed(life, 'the run cannot be brought to an end', async () => {
        const state = await this.#run(life);
        return state.tasks.every(({ phase }) => phase.kind === 'done' || phase.kind === 'skipped');
      }),
    );
  }

  /** The program's own decisions, one action after the other. */
  async #run(life: Life): Promise<RunState> {
    const conditions = await readConditions(this.#plan.tasks);
    const worker = joinRun({ stage: this.#stage, life, plan: this.#plan, conditions });
    let state = startingRun(worker.context);
    const queue: RunHappening[] = [{ kind: 'started' }];
    for (let event = queue.shift(); event !== undefined && state.stage !== 'over'; event = queue.shift()) {
      const at = life.machine.now().monotonic;
      const decision = decideRun(state, { ...event, at, chance: 0.5 });
      state = decision.state;
      this.#judge.judgeState(state);
      for (const action of decision.actions) {
        const end = await this.#perform(worker, life, action);
        if (end !== undefined) queue.push(end);
      }
    }
    return state;
  }

  async #perform(worker: RunWorker, life: Life, action: RunAction): Promise<RunHappening | undefined> {
    const { choices } = this.#stage.world;
    switch (action.kind) {
      case 'claim':
        return action.after === undefined
          ? this.#claim(worker, action.task)
          : { kind: 'not-begun', task: action.task };
      case 'work': {
        const ms = choices.pick([0.1, 0.5, 1.5]) * LEASE_S * 1000;
        const outputs =
          action.task === 'list' ? { items: choices.pick(LISTS), go: choices.pick(['0', '1']) } : {};
        await worker.work(action.task, { ms, beyond: [], outputs });
        return { kind: 'worked', task: action.task, work: { kind: 'ready', outputs }, spent: { ms, usd: 0 } };
      }
      case 'publish': {
        const published = await worker.publish(action.task);
        const end = { kind: 'claim-lost', problem: problemOf('left-behind', { path: '' }) } as const;
        return published
          ? { kind: 'published', task: action.task }
          : { kind: 'not-published', task: action.task, end };
      }
      case 'expand': {
        const known = worker.context.handoffs.of(action.task);
        if (known !== undefined)
          worker.context.handoffs.leave(action.task, {
            ...known,
            outputs: this.#bend(known.outputs, life.name),
          });
        const end = await expandList(worker.context, action.task);
        this.#stage.world.count(end.kind);
        return end;
      }
      case 'wait':
        await life.machine.sleep(action.ms);
        return { kind: 'woke', task: action.task };
      case 'release':
        await worker.release(action.task);
        return { kind: 'released', task: action.task };
      case 'finish':
        return { kind: 'finished' };
      default:
        return undefined;
    }
  }

  async #claim(worker: RunWorker, task: TaskId): Promise<RunHappening> {
    const end = await worker.claim(task);
    if (end === 'claimed') return { kind: 'claimed', task, claim: 'c-000000000000' as ClaimId };
    if (end === 'no') return { kind: 'held', task, problem: problemOf('left-behind', { path: '' }) };
    const outputs = worker.context.handoffs.of(task)?.outputs;
    return { kind: 'done-before', task, ...(outputs === undefined ? {} : { outputs }) };
  }
}

/** `list` leaves items and whether to go on; `each` stands for the items; `maybe` is done if so, and `next` after it. */
function listPlan(stage: Stage): Plan {
  const plan = planOf(RUN, stage.base, {
    list: [],
    each: ['each/{item}'],
    maybe: ['src/a'],
    next: ['src/b'],
  });
  const needs = (...ids: readonly string[]): Pick<PlannedTask, 'needs' | 'dependsOn'> => ({
    needs: ids as readonly TaskId[],
    dependsOn: ids.map((on) => ({ on: on as TaskId, why: 'needs' })),
  });
  const more: Readonly<Record<string, Partial<PlannedTask>>> = {
    list: { writes: [], outputs: ['items', 'go'] },
    each: { ...needs('list'), forEach: { task: 'list' as TaskId, output: 'items' } },
    maybe: { ...needs('list'), condition: 'needs.list.outputs.go > 0' },
    next: needs('maybe'),
  };
  return {
    ...plan,
    tasks: plan.tasks.map((task) => ({ ...task, ...more[task.id], assigned: 'claude' as AgentId })),
  };
}

/** What is on the server of a task that is done. */
export function doneOnServer(stage: Stage, task: string): Readonly<Record<string, string>> | undefined {
  const { network } = stage.world;
  const at = network.server.refs.get(taskRef(RUN, task as TaskId));
  const sight = at === undefined ? undefined : network.objects.sight(at);
  const read = sight?.kind === 'commit' ? readRecord(sight.message) : undefined;
  const record = read?.kind === 'record' ? read.record : undefined;
  return record?.state === 'done' ? (record.handoff?.outputs ?? {}) : undefined;
}
