import { bootInstant, type ClaimDesk } from '../../../src/app/claim/desk.ts';
import type { KeptClaim } from '../../../src/app/claim/keep-renewed.ts';
import { claimTask } from '../../../src/app/perform/claim-task.ts';
import { publishTask } from '../../../src/app/perform/publish-task.ts';
import { releaseTask } from '../../../src/app/perform/release-task.ts';
import { emptyBoard, type RunContext, workOf } from '../../../src/app/perform/run-context.ts';
import { isLeaseOver } from '../../../src/core/claim/lease.ts';
import { planRef, resultRef } from '../../../src/core/claim/refs.ts';
import type { AgentId, Oid, RefName, RepoPath, TaskId } from '../../../src/core/model/ids.ts';
import type { Plan } from '../../../src/core/model/plan.ts';
import { simulatedPublishing, treeOf } from '../simulated-publishing.ts';
import type { Life, World } from '../world.ts';
import { RUN } from './claim-actor.ts';

/** One process of a run: the program's own actions, with an agent that only takes its time. */
export class RunWorker {
  readonly context: RunContext;
  readonly #world: World;
  readonly #life: Life;

  constructor(of: {
    readonly world: World;
    readonly life: Life;
    readonly desk: ClaimDesk;
    readonly plan: Plan;
    readonly base: Oid;
    readonly leaseS: number;
  }) {
    this.#world = of.world;
    this.#life = of.life;
    this.context = contextOf(of);
  }

  /** Claims a task; true where it is this worker's now. */
  async claim(task: TaskId): Promise<boolean> {
    const end = await claimTask(this.context, task, 'claude' as AgentId);
    this.#say(`claim ${task}: ${end.kind}`);
    this.#world.count(`claim ${end.kind}`);
    if (end.kind === 'done-before') this.#world.referee.checkPublished(`${RUN}/${task}`);
    return end.kind === 'claimed';
  }

  /** The agent works for a while, and may write outside of its claim; meanwhile this process takes itself for the holder. */
  async work(task: TaskId, ask: { readonly ms: number; readonly changed: readonly string[] }): Promise<void> {
    const work = workOf(this.context, task);
    const { claim } = work;
    if (!claim) return;
    const letGo = this.#believe(claim);
    work.basedOn = this.context.result.tip;
    await this.context.desk.machine.sleep(ask.ms);
    letGo();
    const changed = ask.changed as readonly RepoPath[];
    work.made = { ok: true, tree: treeOf(this.#life.name, task), changed, messages: [] };
  }

  async publish(task: TaskId): Promise<void> {
    const end = await publishTask(this.context, task);
    const kind = end.kind === 'not-published' ? end.end.kind : end.kind;
    this.#say(`publish ${task}: ${kind}`);
    this.#world.count(`publish ${kind}`);
    if (end.kind === 'published' && end.commit) this.#world.referee.checkPublished(`${RUN}/${task}`);
    // as the run does it: whatever was not published is given back, and what runs again is left for the next
    if (end.kind === 'not-published' && kind !== 'claim-lost') await releaseTask(this.context, task);
  }

  async release(task: TaskId): Promise<void> {
    await releaseTask(this.context, task);
    this.#world.count('release');
  }

  #believe(claim: KeptClaim): () => void {
    const { machine } = this.context.desk;
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

  #say(line: string): void {
    this.#world.log(() => `${this.#life.name}: ${line}`);
  }
}

const unused = (what: string) => (): never => {
  throw new Error(`the simulated run has no ${what}`);
};

function contextOf(of: {
  readonly world: World;
  readonly desk: ClaimDesk;
  readonly plan: Plan;
  readonly base: Oid;
  readonly leaseS: number;
}): RunContext {
  return {
    plan: of.plan,
    settings: {
      claims: {
        mode: 'enforce',
        mergeable: [],
        ignore: [],
        leaseMinutes: of.leaseS / 60,
        maxRefs: 32,
        maxAgentsPerFile: 1,
        regenerate: [],
      },
      publish: { to: 'branch', every: 'run' },
      limits: { agents: 3, tasks: 5, minutes: 90 },
      link: [],
    },
    roles: {},
    agentSettings: new Map(),
    desk: of.desk,
    worktrees: {
      showRefs: unused('worktrees'),
      make: unused('worktrees'),
      cleanLeftovers: unused('worktrees'),
    },
    agents: { start: unused('agents') },
    exchange: { open: unused('exchange') },
    publishing: simulatedPublishing(of.world.network.objects),
    writePrompt: unused('prompts'),
    logs: '/nowhere',
    branch: { ref: 'refs/heads/agentic/main' as RefName, in: 'remote' },
    result: {
      head: of.base,
      tip: of.base,
      planRef: planRef(RUN),
      planTip: of.base,
      resultRef: resultRef(RUN),
    },
    board: emptyBoard(),
  };
}
