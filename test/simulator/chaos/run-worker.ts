import { bootInstant, type Claimant } from '../../../src/app/claim/claimant.ts';
import type { KeptClaim } from '../../../src/app/claim/keep-renewed.ts';
import { claimTask } from '../../../src/app/perform/claiming/claim-task.ts';
import { releaseTask } from '../../../src/app/perform/claiming/release-task.ts';
import { finishRun } from '../../../src/app/perform/ending/finish-run.ts';
import { publishTask } from '../../../src/app/perform/publishing/publish-task.ts';
import type { RunContext } from '../../../src/app/perform/run-context.ts';
import { type RunGround, taskOf } from '../../../src/app/perform/run-ground.ts';
import { isLeaseOver } from '../../../src/core/claim/lease.ts';
import { planRef, resultRef } from '../../../src/core/claim/refs.ts';
import type { AgentId, RepoPath, TaskId } from '../../../src/core/model/ids.ts';
import type { Plan } from '../../../src/core/model/plan.ts';
import { datumOf } from '../../../src/core/model/problem.ts';
import { SHARED_FILE } from '../content-trees.ts';
import { gitOrder } from '../ref-server.ts';
import type { Life, World } from '../world.ts';
import { contextOf } from './run-values.ts';
import { LEASE_S, type Stage } from './stage.ts';

/** What an agent does in the simulation: it takes its time, and may write outside of its claim. */
export interface SimulatedWork {
  readonly ms: number;
  readonly beyond: readonly string[];
  /** What it leaves for others. */
  readonly outputs?: Readonly<Record<string, string>>;
}

/** A process that joins the run while nothing of it is known to be done. */
export function joinRun(of: {
  readonly stage: Stage;
  readonly life: Life;
  readonly plan: Plan;
  readonly verify?: boolean;
  readonly conditions?: RunGround['conditions'];
}): RunWorker {
  const { stage, life, plan } = of;
  const at = { head: stage.base, tip: stage.base, planTip: stage.base };
  const refs = { ...at, planRef: planRef(plan.run), resultRef: resultRef(plan.run) };
  return new RunWorker(stage, life, contextOf({ ...of, refs, leaseS: LEASE_S }));
}

/** One process of a run: the program's own actions, with an agent that only adds a line here and there. */
export class RunWorker {
  readonly context: RunContext;
  readonly #world: World;
  readonly #stage: Stage;
  readonly #life: Life;
  readonly #blind = new Set<TaskId>();

  constructor(stage: Stage, life: Life, context: RunContext) {
    this.#stage = stage;
    this.#world = stage.world;
    this.#life = life;
    this.context = context;
  }

  get claimant(): Claimant {
    return this.context.claimant;
  }

  /** Claims a task, alone or in the push that publishes another one. */
  async claim(task: TaskId, after?: TaskId): Promise<'claimed' | 'done' | 'no'> {
    const failed = (): number => this.#world.network.unseen.get(this.#life.name) ?? 0;
    const before = failed();
    const action = { task, agent: 'claude' as AgentId, ...(after ? { after } : {}) };
    const end = await claimTask(this.context, action);
    this.#say(`claim ${task}${after ? ` after ${after}` : ''}: ${end.kind}`);
    this.#world.count(`${after ? 'follow' : 'claim'} ${end.kind}`);
    // what writes nothing is in no result
    if (end.kind === 'done-before' && taskOf(this.context, task).writes.length > 0)
      this.#world.referee.checkPublished(this.#name(task));
    // who could not see where the result is begins on what it knows, and may have to do the work again
    if (failed() > before) this.#blind.add(task);
    else this.#blind.delete(task);
    if (end.kind === 'claimed') return 'claimed';
    return end.kind === 'done-before' ? 'done' : 'no';
  }

  /** The agent works for a while; meanwhile this process takes itself for the holder. */
  async work(id: TaskId, how: SimulatedWork): Promise<void> {
    const claim = this.context.claims.of(id);
    if (!claim) return;
    const letGo = this.#believe(claim);
    const basedOn = this.context.result.tip;
    await this.context.claimant.machine.sleep(how.ms);
    letGo();
    const own = taskOf(this.context, id).writes.flatMap(filesIn);
    const changed = [...own, ...how.beyond] as readonly string[] as readonly RepoPath[];
    const before = this.#world.network.objects.treeOf(basedOn);
    const tree = this.#stage.trees.write(before, changed, this.#name(id));
    const made = { ok: true, tree, changed, deleted: [], ignored: [], messages: [], aside: [] } as const;
    this.context.pieces.put(id, {
      made,
      basedOn,
      isAccepted: false,
      summary: '',
      outputs: how.outputs ?? {},
    });
  }

  async publish(task: TaskId): Promise<boolean> {
    const anchor = this.context.claims.of(task)?.held.anchor;
    const end = await publishTask(this.context, task);
    const kind = end.kind === 'not-published' ? end.end.kind : end.kind;
    this.#say(`publish ${task}: ${kind}`);
    this.#world.count(`publish ${kind}`);
    if (end.kind === 'published' && end.commit) this.#world.referee.checkPublished(this.#name(task));
    // as the run does it: whatever was not published is given back, and what runs again is left for the next
    if (end.kind === 'not-published') {
      const isOverruled = anchor && this.#world.referee.isOverruled(anchor);
      if (!isOverruled) this.#judgeConflict(task, datumOf(end.end.problem, 'paths'));
      if (kind !== 'claim-lost') await releaseTask(this.context, task);
    }
    return end.kind === 'published';
  }

  async release(task: TaskId): Promise<void> {
    await releaseTask(this.context, task);
    this.#world.count('release');
  }

  async finish(allDone: boolean): Promise<string> {
    await finishRun(this.context, allDone);
    const end = this.context.ending.branch;
    const said = end?.kind === 'not-moved' ? `not-moved ${end.problem.code}` : (end?.kind ?? 'nothing');
    this.#say(`finish: ${said}`);
    this.#world.count(`finish ${said}`);
    return said;
  }

  /**
   * Rule 15: inside one run nothing conflicts that was claimed before the work began, nor what is never locked. Where a
   * server deletes the locks of a publication before it moves the result, the next one may look in between.
   */
  #judgeConflict(id: TaskId, paths: unknown): void {
    if (!Array.isArray(paths) || this.#world.referee.exclusionVoid) return;
    const own = this.#world.network.order === gitOrder ? taskOf(this.context, id).writes : [];
    const bad = paths.find(
      (path: string) => path === SHARED_FILE || own.some((write) => path.startsWith(write)),
    );
    if (bad !== undefined && this.context.tries.met(id) && !this.#blind.has(id))
      this.#world.referee.say(15, `${this.#life.name}'s ${bad} conflicts although it was claimed`);
  }

  #believe(claim: KeptClaim): () => void {
    const { machine } = this.context.claimant;
    return this.#world.referee.believe({
      actor: this.#life.name,
      anchor: claim.held.anchor,
      get locks() {
        return claim.held.record.locks;
      },
      leaseS: claim.held.record.leaseS,
      isOver: () =>
        claim.lost || isLeaseOver(claim.held.leaseFrom, claim.held.record.leaseS, bootInstant(machine)),
    });
  }

  readonly #name = (task: TaskId): string => `${this.context.plan.run}/${task}`;

  #say(line: string): void {
    this.#world.log(() => `${this.#life.name}: ${line}`);
  }
}

const filesIn = (path: string): readonly string[] => (path.endsWith('/') ? [`${path}a`, `${path}x`] : [path]);
