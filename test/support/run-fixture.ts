import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Claimant, processMemory } from '../../src/app/claim/claimant.ts';
import { openRun } from '../../src/app/opening/open-run.ts';
import { readConditions } from '../../src/app/opening/read-conditions.ts';
import { openRooms } from '../../src/app/perform/open-rooms.ts';
import type { RunContext } from '../../src/app/perform/run-context.ts';
import type { RunGround, RunSettings } from '../../src/app/perform/run-ground.ts';
import type { RefStore } from '../../src/app/ports/ref-store.ts';
import { type RunObserver, runPlan } from '../../src/app/run/run-plan.ts';
import { defaultSettings } from '../../src/config/normalize/defaults.ts';
import { maskSecrets } from '../../src/core/agents/mask-secrets.ts';
import { secretValues } from '../../src/core/agents/secret-values.ts';
import type { AgentId, RefName, RepoPath, TaskId } from '../../src/core/model/ids.ts';
import type { Plan } from '../../src/core/model/plan.ts';
import type { AgentSettings } from '../../src/core/model/settings.ts';
import type { Task } from '../../src/core/model/task.ts';
import type { BatchSettings } from '../../src/core/model/workflow-settings.ts';
import { assemblePlan } from '../../src/core/plan/assemble-plan.ts';
import { joinTasks } from '../../src/core/plan/join-tasks.ts';
import { nameRun } from '../../src/core/plan/name-run.ts';
import type { RunState } from '../../src/core/run/run-state.ts';
import { chooseTable } from '../../src/git/clone/choose-table.ts';
import { openClone } from '../../src/git/clone/clone-facts.ts';
import { openPrivateRepository } from '../../src/git/private/private-repository.ts';
import { localRefStore } from '../../src/git/table/local-ref-store.ts';
import { remoteRefStore } from '../../src/git/table/remote-ref-store.ts';
import { gitPublishing } from '../../src/git/work/publishing.ts';
import { gitWorktrees } from '../../src/git/work/worktrees.ts';
import { isKnownDead, processHolder } from '../../src/process/holder/choose-holder.ts';
import { realMachine } from '../../src/process/machine.ts';
import { fileExchange } from '../../src/process/start/exchange-folder.ts';
import { localAgents } from '../../src/process/start/run-agent.ts';
import { planFileText } from '../../src/report/plan/plan-file.ts';
import { writePrompt } from '../../src/report/prompt.ts';
import { type GitFixture, makeFolder } from './git-fixture.ts';

/** A task of a test; `does` is the script its agent runs (`fs`, `path`, `sh(cmd)`, `report(json)` are there). */
export interface TestTask {
  readonly id: string;
  readonly writes: readonly string[];
  readonly needs?: readonly string[];
  readonly does: string;
  readonly retries?: number;
  readonly timeout?: number;
  readonly title?: string;
  readonly condition?: string;
  readonly outputs?: readonly string[];
  /** It stands for the items of this output of that task. */
  readonly forEach?: readonly [task: string, output: string];
}

export interface TestRun {
  readonly repo: GitFixture;
  readonly tasks: readonly TestTask[];
  readonly settings?: Partial<RunSettings>;
  readonly agents?: readonly Partial<AgentSettings>[];
  readonly observe?: RunObserver;
  readonly interrupted?: AbortSignal;
  readonly folder?: string;
  /** What the run's branch is compared with; default its own tip. */
  readonly base?: string;
  /** Name of the branch that the run is for; default `main`. */
  readonly target?: string;
  /** Tasks to be done although they are, or taken for done as they are. */
  readonly again?: readonly string[];
  readonly accept?: readonly string[];
  /** Changes what the run's rooms are made of. */
  readonly onGround?: (ground: RunGround) => RunGround;
  /** How its tasks are joined. */
  readonly batch?: BatchSettings;
  /** Sees the context before anything starts. */
  readonly onOpened?: (context: RunContext) => void;
}

export interface TestRunEnd {
  readonly state: RunState;
  readonly context: RunContext;
  readonly plan: Plan;
  readonly folder: string;
  readonly store: RefStore;
  /** Task ids in the order of events, as `kind task`. */
  readonly log: readonly string[];
  readonly phases: Readonly<Record<string, string>>;
}

const PRELUDE = `const fs = require('node:fs'), path = require('node:path'), { execFileSync } = require('node:child_process');
const sh = (line) => execFileSync('sh', ['-c', line], { encoding: 'utf8' });
const report = (value) => fs.writeFileSync(process.env.AGENTIC_OUTPUT, JSON.stringify(value));
const append = (file, text) => { fs.mkdirSync(path.dirname(file), { recursive: true }); fs.appendFileSync(file, text); };
const until = async (seen) => { while (!seen()) await new Promise((go) => setTimeout(go, 10)); };
`;

/** Of a batch it does what its prompt asks for, one after the other; for an item of a list what is there for all of them. */
const AGENT = `const fs = require('node:fs'), path = require('node:path');
const scriptOf = (id) => fs.existsSync(path.join(__dirname, id + '.cjs')) ? './' + id + '.cjs' : scriptOf(id.slice(0, id.lastIndexOf('-')));
const prompt = require('node:fs').readFileSync(process.env.AGENTIC_PROMPT, 'utf8');
const asked = [...prompt.matchAll(/^## Task ([a-z0-9_-]+) \\(/gm)].map(([, id]) => id);
for (const id of asked.length > 0 ? asked : [process.env.AGENTIC_TASK]) require(scriptOf(id));
`;

/** The whole of a run with real git, real processes and scripted agents; the local store where there is no remote. */
export async function startTestRun(run: TestRun): Promise<TestRunEnd> {
  const scripts = makeFolder();
  for (const { id, does } of run.tasks)
    writeFileSync(
      join(scripts, `${id}.cjs`),
      `${PRELUDE}(async () => {\n${does}\n})().catch((e) => { console.error(e); process.exit(1) });\n`,
    );
  writeFileSync(join(scripts, 'agent.cjs'), AGENT);
  const agents = (run.agents ?? [{}]).map((more, at) => agentOf(join(scripts, 'agent.cjs'), at, more));
  const { context, plan, folder, store } = await openTestRun(run, agents);
  run.onOpened?.(context);
  const log: string[] = [];
  const state = await runPlan({
    context,
    interrupted: run.interrupted ?? new AbortController().signal,
    observe: (event, now) => {
      log.push('task' in event ? `${event.kind} ${event.task}` : event.kind);
      run.observe?.(event, now);
    },
  });
  const phases = Object.fromEntries(state.tasks.map(({ task, phase }) => [task.id, phase.kind]));
  return { state, context, plan, folder, store, log, phases };
}

function agentOf(script: string, at: number, more: Partial<AgentSettings>): AgentSettings {
  return {
    id: `agent${at}` as AgentId,
    skills: {},
    languages: [],
    paths: [],
    atOnce: 4,
    origin: 'configured',
    runnable: true,
    command: { argv: [process.execPath, script] },
    stdin: 'prompt',
    calls: 'by-name',
    passes: [],
    env: {},
    timeoutMinutes: 5,
    retries: 0,
    ...more,
  };
}

const taskOf = (task: TestTask): Task => ({
  kind: 'custom',
  title: task.title ?? `Do ${task.id}`,
  why: 'a test',
  evidence: [],
  nature: 'codes',
  estimateBy: 'given',
  origin: 'file',
  files: task.writes.map((path) => path as RepoPath),
  reads: [],
  after: [],
  skills: {},
  priority: 50,
  prioritySum: [],
  estimate: 1,
  acceptance: [],
  id: task.id as TaskId,
  writes: task.writes,
  needs: (task.needs ?? []).map((id) => id as TaskId),
  ...(task.retries === undefined ? {} : { retries: task.retries }),
  ...(task.timeout === undefined ? {} : { timeout: task.timeout }),
  ...(task.condition === undefined ? {} : { condition: task.condition }),
  ...(task.outputs === undefined ? {} : { outputs: task.outputs }),
  ...(task.forEach && { forEach: { task: task.forEach[0] as TaskId, output: task.forEach[1] } }),
});

async function openTestRun(run: TestRun, agents: readonly AgentSettings[]) {
  const { repo } = run;
  const all = { ...defaultSettings(), ...run.settings };
  const clone = unwrap(await openClone(repo.dir));
  const repository = unwrap(await openPrivateRepository(clone));
  const table = unwrap(chooseTable(clone));
  const store = table.kind === 'local' ? localRefStore(repository) : remoteRefStore({ ...table, repository });
  const head = repo.tip('HEAD');
  const target = run.target ?? 'main';
  const tasks = joinTasks({
    tasks: run.tasks.map(taskOf),
    batchOf: () => run.batch && { batch: run.batch, scope: '' },
    agents,
    roles: {},
  });
  const [again, accept] = [new Set(run.again as TaskId[]), new Set(run.accept as TaskId[])];
  const wished = assemblePlan({
    run: nameRun({ target, head, settings: all, tasks }),
    target,
    base: run.base === undefined ? head : repo.tip(run.base),
    head,
    asOf: '2026-01-01T00:00:00Z',
    tasks,
    agents,
    roles: {},
    limits: { agents: all.limits.agents, agentsPerFile: 1, mergeable: all.claims.mergeable, ignore: [] },
    presence: {
      table: { kind: 'local', name: '' },
      branches: [],
      claims: [],
      staleBranches: [],
      branchesSeen: 0,
      branchesLeftOut: 0,
    },
  });
  const claimant: Claimant = {
    store,
    machine: realMachine(),
    holder: await processHolder('T, main'),
    memory: processMemory(),
    sightings: { load: async () => new Map(), save: async () => {} },
    isKnownDead,
    retryBudgetMs: 10_000,
  };
  const publishing = gitPublishing(repository, clone);
  const branch = {
    ref: `refs/heads/agentic/${target}` as RefName,
    in: table.kind === 'local' ? 'clone' : 'remote',
  } as const;
  const opened = unwrap(
    await openRun({ plan: wished, writePlan: planFileText, claimant, publishing, branch, again, accept }),
  );
  if (opened.kind !== 'open') throw new Error('the run was finished before');
  const { plan } = opened;
  const folder = run.folder ?? join(makeFolder(), 'worktrees');
  const logs = join(makeFolder(), 'logs');
  mkdirSync(logs);
  const mask = maskSecrets(agents.flatMap(({ env }) => secretValues(env)));
  const ground: RunGround = {
    plan,
    digests: opened.digests,
    accept,
    known: opened.known,
    conditions: await readConditions(plan.tasks, plan.state),
    recogniseMore: opened.recogniseMore,
    planFile: planFileText(plan),
    settings: all,
    roles: {},
    agentSettings: new Map(agents.map((agent) => [agent.id, agent])),
    claimant,
    worktrees: gitWorktrees({
      repository,
      clone,
      folder,
      root: repo.dir,
      owner: claimant.holder,
      isKnownDead,
      links: all.link,
      mask,
    }),
    agents: localAgents({ limits: { graceMs: 500, leftoverMs: 200 } }),
    exchange: fileExchange(mask),
    publishing,
    writePrompt,
    logs,
    branch,
    watch: { branches: [{ ref: 'refs/heads/main' as RefName, since: head }], everyMs: 50 },
  };
  return { context: openRooms(run.onGround?.(ground) ?? ground, opened), plan, folder, store };
}

type CheckedLike<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly problems: unknown };

function unwrap<T>(checked: CheckedLike<T>): T {
  if (!checked.ok) throw new Error(JSON.stringify(checked.problems));
  return checked.value;
}
