import { openRooms } from '../../../src/app/perform/open-rooms.ts';
import type { RunContext } from '../../../src/app/perform/run-context.ts';
import type { RunGround, RunRefs } from '../../../src/app/perform/run-ground.ts';
import type { Agents } from '../../../src/app/ports/agents.ts';
import type { Worktree, Worktrees } from '../../../src/app/ports/worktrees.ts';
import type { AgentId, ClaimId, Oid, RefName, RunId, TaskId } from '../../../src/core/model/ids.ts';
import type { Plan } from '../../../src/core/model/plan.ts';
import type { AgentSettings } from '../../../src/core/model/settings.ts';
import { NOBODY_ELSE, taskOf } from '../../support/plan-values.ts';
import { SHARED_FILE } from '../content-trees.ts';
import type { Life } from '../world.ts';
import type { Stage } from './stage.ts';

export const BRANCH = 'refs/heads/agentic/main' as RefName;

/** A plan whose tasks write these paths, and the file that everybody adds to. */
export const planOf = (run: RunId, head: Oid, writes: Readonly<Record<string, readonly string[]>>): Plan => ({
  version: 1,
  run,
  target: 'main',
  base: head,
  head,
  inputsDigest: '0'.repeat(64) as Plan['inputsDigest'],
  asOf: '2026-11-22T12:00:00Z',
  tasks: Object.entries(writes).map(([id, paths]) => ({
    ...taskOf(id, { writes: [...paths, SHARED_FILE] }),
    start: 0,
    finish: 10,
    wave: 0,
    dependsOn: [],
    explain: [],
  })),
  agents: [],
  makespan: 0,
  lowerBound: 0,
  criticalPath: [],
  unassigned: [],
  leftOut: [],
  presence: NOBODY_ELSE,
  silenced: { dismissed: [], ignored: [] },
  notices: [],
});

export const tasksOf = (plan: Plan): readonly TaskId[] => plan.tasks.map(({ id }) => id);

/** The one agent of the simulated team. */
export const CLAUDE: AgentSettings = {
  id: 'claude' as AgentId,
  skills: {},
  languages: [],
  paths: [],
  atOnce: 4,
  origin: 'configured',
  runnable: true,
  command: { argv: ['claude'] },
  stdin: 'prompt',
  calls: 'by-name',
  passes: [],
  env: {},
  timeoutMinutes: 5,
  retries: 1,
};

/** What a run's actions work with; `verify`: the team has a test. */
export function contextOf(of: {
  readonly stage: Stage;
  readonly life: Life;
  readonly plan: Plan;
  readonly refs: RunRefs;
  readonly leaseS: number;
  readonly digests?: RunGround['digests'];
  readonly known?: RunGround['known'];
  readonly conditions?: RunGround['conditions'];
  readonly verify?: boolean;
}): RunContext {
  const { stage, life, plan } = of;
  const ground: RunGround = {
    plan,
    digests: of.digests ?? new Map(),
    accept: new Set(),
    planFile: JSON.stringify(plan),
    known: of.known ?? new Map(),
    ...(of.conditions === undefined ? {} : { conditions: of.conditions }),
    settings: {
      claims: {
        mode: 'enforce',
        mergeable: [SHARED_FILE],
        ignore: [],
        leaseMinutes: of.leaseS / 60,
        maxRefs: 32,
        maxAgentsPerFile: 1,
        regenerate: [],
      },
      publish: { to: 'branch', every: 'run' },
      limits: { agents: 3, tasks: 5, minutes: 90 },
      link: [],
      ...(of.verify ? { verify: { argv: ['test'] as const } } : {}),
    },
    roles: {},
    agentSettings: new Map([[CLAUDE.id, CLAUDE]]),
    claimant: stage.actor(life, { holder: 'process' }).claimant,
    ...testBench(stage, life),
    exchange: { open: unused('exchange') },
    publishing: stage.publishing,
    writePrompt: unused('prompts'),
    logs: '/nowhere',
    branch: { ref: BRANCH, in: 'remote' },
  };
  return openRooms(ground, { refs: of.refs, claimedBefore: [] });
}

const unused = (what: string) => (): never => {
  throw new Error(`the simulated run has no ${what}`);
};

/** Where the team's test runs: what passed is written down. It takes a while, and fails now and then. */
function testBench(stage: Stage, life: Life): { readonly worktrees: Worktrees; readonly agents: Agents } {
  let at: Oid | undefined;
  const worktree: Worktree = {
    path: '/bench',
    claim: 'c-bench' as ClaimId,
    exchange: '/bench',
    begin: async () => {},
    collect: unused('collecting'),
    leave: unused('leaving'),
    moveTo: async (commit) => {
      at = commit;
      return true;
    },
    settled: async () => {},
    retire: async () => {},
    remove: async () => undefined,
  };
  const test = async (): Promise<number> => {
    await life.machine.sleep(stage.world.choices.pick([1, 1, 15]) * 1000);
    if (stage.isCalm || !stage.world.choices.oneIn(25)) {
      if (at !== undefined) stage.tested.add(stage.world.network.objects.treeOf(at));
      return 0;
    }
    return 1;
  };
  return {
    worktrees: {
      showRefs: unused('worktrees'),
      make: async ({ commit }) => {
        at = commit;
        return { ok: true, worktree };
      },
      cleanLeftovers: unused('worktrees'),
    },
    agents: {
      start: () => ({
        pid: 1,
        ended: test().then((code) => ({
          kind: 'exited',
          code,
          ms: 1000,
          printedBytes: 0,
          lastLines: [],
          report: {},
          unseen: [],
        })),
        stop: () => {},
      }),
    },
  };
}
