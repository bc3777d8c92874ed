import { resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { look as Looks, TimeBudget } from '../../app/look/look.ts';
import type { LookAt, PlanDeps } from '../../app/plan/plan-deps.ts';
import type { Repository } from '../../app/ports/repository.ts';
import type { Oid } from '../../core/model/ids.ts';
import { repoPath } from '../../core/model/ids.ts';
import type { Presence } from '../../core/model/presence.ts';
import type { Checked } from '../../core/model/problem.ts';
import type { Settings } from '../../core/model/settings.ts';
import { wallTime } from '../../core/model/time.ts';
import { askBranchRefs } from '../../git/clone/branch-refs.ts';
import type { OthersWish } from '../../git/clone/fetch-branches.ts';
import type { Call, OpenedPlace, Workspace } from './opened.ts';

type Look = typeof Looks;

/** One network call, and no more than a second of it. */
const BUDGET: TimeBudget = { table: 1_000, conflicts: 5_000 };

export interface PlanningWish {
  readonly timeBudgetMs?: TimeBudget;
  /** What is planned will be run: what has to be fetched for it goes where the run works. */
  readonly writes?: boolean;
  /** Other branches are fetched where the clone lacks them. */
  readonly others?: OthersWish;
}

/**
 * What planning needs, built around the clone of the folder we were called in. Git is started first, and what is only
 * needed later is loaded while git works: half of a plan's time would be loading.
 */
export async function openPlanning(
  workspace: Workspace,
  { timeBudgetMs = BUDGET, writes = false, others }: PlanningWish = {},
): Promise<Checked<PlanDeps>> {
  const { call } = workspace;
  const opening = workspace.place();
  const branches = askBranchRefs(call.cwd);
  const [place, { openRepository }, { look }, { settleTaskAgents }] = await Promise.all([
    opening,
    import('../../git/clone/repository.ts'),
    import('../../app/look/look.ts'),
    import('../../config/rules/settle-task-agents.ts'),
    import('../../config/load-settings.ts'),
  ]);
  if (!place.ok) return place;
  const { value: at } = place;
  const openPlace = async () =>
    (await import('../../git/private/private-repository.ts')).openPrivateRepository(at.clone);
  const opened = openRepository(at.clone, {
    branches,
    ...(writes ? { openPlace } : {}),
    ...(others === undefined ? {} : { others }),
  });
  if (!opened.ok) return opened;
  return {
    ok: true,
    warnings: [...place.warnings, ...opened.warnings],
    value: {
      ...planDeps(workspace, { at, repository: opened.value }),
      settleTasks: settleTaskAgents,
      look: (ask) => lookAround(look, { ...ask, at, call, repository: opened.value, timeBudgetMs }),
    },
  };
}

const planDeps = (
  workspace: Workspace,
  { at, repository }: Pick<Around, 'at' | 'repository'>,
): Omit<PlanDeps, 'settleTasks' | 'look'> => ({
  repository,
  words: async () => (await import('../../report/plan/task-words.ts')).TASK_WORDS,
  now: () => wallTime(workspace.call.now.getTime()),
  loadSettings: ({ commit, configFile }) =>
    commit === undefined
      ? workspace.settings(configFile)
      : settingsAt(commit, { workspace, at, repository, configFile }),
  readTasks: async (wish) =>
    (await import('./read-tasks.ts')).readTasksOf(wish, { call: workspace.call, repository }),
  findAgents: (settings) => findAgents(workspace.call.env, settings),
});

interface Around {
  readonly at: OpenedPlace;
  readonly call: Call;
  readonly repository: Repository;
  readonly timeBudgetMs: TimeBudget;
}

async function lookAround(look: Look, ask: LookAt & Around): Promise<Presence> {
  const { call, at, timeBudgetMs } = ask;
  const presence = await look({
    ...ask,
    readClaims: () => lookAtClaims({ ...ask, ms: timeBudgetMs.table }),
    wait: (ms, signal) => sleep(ms, undefined, { signal }).catch(() => undefined),
  });
  if (presence.decisions !== undefined) return presence;
  const { withSeenDecisions } = await import('./seen-decisions.ts');
  return withSeenDecisions(call, { ...at, settings: ask.settings }, presence);
}

export async function findAgents(
  env: Call['env'],
  settings: Parameters<PlanDeps['findAgents']>[0],
): ReturnType<PlanDeps['findAgents']> {
  const [{ agentsAtHand }, { PRESET_PROGRAMS }, { findOnPath }] = await Promise.all([
    import('../../config/agents/agents-at-hand.ts'),
    import('../../core/agents/presets.ts'),
    import('../../process/programs/find-executables.ts'),
  ]);
  return agentsAtHand(settings, await findOnPath({ executables: PRESET_PROGRAMS, env }));
}

/** As a commit has the configuration. */
async function settingsAt(
  commit: Oid,
  ask: {
    readonly workspace: Workspace;
    readonly at: OpenedPlace;
    readonly repository: Repository;
    readonly configFile: string | undefined;
  },
): Promise<Checked<Settings>> {
  const { configFile, repository } = ask;
  const { loadSettings } = await import('../../config/load-settings.ts');
  const readBlob = async (path: string) =>
    (await repository.readFiles(commit, [repoPath(path)], 1_000_001)).get(repoPath(path));
  const named = configFile === undefined ? {} : { configFile: resolve(ask.workspace.call.cwd, configFile) };
  return loadSettings({ root: ask.at.root, ...named, readBlob });
}

/** Through the private repository where there is one; nothing is made for it. */
async function lookAtClaims(
  ask: LookAt & { readonly at: OpenedPlace; readonly call: Call; readonly ms: number },
) {
  const { at, call, settings, offline } = ask;
  const [{ lookAtClaims, notLooked }, { openTable }, { openLookingClaimant }] = await Promise.all([
    import('../../app/look/look-at-claims.ts'),
    import('./table.ts'),
    import('./claims.ts'),
  ]);
  if (offline && at.clone.remotes.length > 0) return notLooked('offline');
  return lookAtClaims({ ...ask, wrapped: call.env['AGENTIC_CLAIM'] }, async () => {
    const table = await openTable(call, { ...at, settings }, { writes: false, lookTimeoutMs: ask.ms });
    if (!table.ok) return table;
    return { ...table, value: await openLookingClaimant(call, table.value) };
  });
}

/** `--output FILE`: moved into place whole. */
export async function writeOutput(cwd: string, file: string, text: string): Promise<void> {
  const { writeDurably } = await import('../../process/disk/durable-file.ts');
  await writeDurably(resolve(cwd, file), text);
}
