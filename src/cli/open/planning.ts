import { resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { ClaimsSight, TimeBudget } from '../../app/look.ts';
import type { LookAt, PlanDeps } from '../../app/plan-deps.ts';
import type { Repository } from '../../app/ports/repository.ts';
import type { SettingsSource } from '../../config/load-settings.ts';
import type { RepoPath } from '../../core/model/ids.ts';
import type { Checked, Problem } from '../../core/model/problem.ts';
import type { WallTime } from '../../core/model/time.ts';
import { askBranchRefs } from '../../git/clone/branch-refs.ts';
import { type CloneFacts, openClone } from '../../git/clone/clone-facts.ts';
import type { CommandContext } from '../command.ts';

/** One network call, and no more than a second of it. */
const BUDGET: TimeBudget = { table: 1_000, conflicts: 5_000 };

export interface PlanningWish {
  readonly timeBudgetMs?: TimeBudget;
  /** What is planned will be run: what has to be fetched for it goes where the run works. */
  readonly writes?: boolean;
}

/**
 * What planning needs, built around the clone of the folder we were called in. Git is started first, and what is only
 * needed later is loaded while git works: half of a plan's time would be loading.
 */
export async function openPlanning(
  context: Pick<CommandContext, 'cwd' | 'env' | 'now'>,
  { timeBudgetMs = BUDGET, writes = false }: PlanningWish = {},
): Promise<Checked<PlanDeps>> {
  const opening = openClone(context.cwd);
  const branches = askBranchRefs(context.cwd);
  const [clone, { openRepository }, { look }, { loadSettings }, { checkTaskAgents }] = await Promise.all([
    opening,
    import('../../git/clone/repository.ts'),
    import('../../app/look.ts'),
    import('../../config/load-settings.ts'),
    import('../../config/rules/task-agents-are-known.ts'),
  ]);
  if (!clone.ok) return clone;
  const openPlace = async () =>
    (await import('../../git/private/private-repository.ts')).openPrivateRepository(clone.value);
  const repository = openRepository(clone.value, { branches, ...(writes ? { openPlace } : {}) });
  if (!repository.ok) return repository;
  const root = clone.value.topLevel ?? clone.value.gitDir;
  return {
    ok: true,
    warnings: [...clone.warnings, ...repository.warnings],
    value: {
      repository: repository.value,
      now: () => context.now.getTime() as WallTime,
      loadSettings: (ask) =>
        loadSettings(settingsSource({ ...ask, root, cwd: context.cwd, repository: repository.value })),
      readTaskFile: (file) => readTaskFile(context.cwd, file),
      checkTasks: checkTaskAgents,
      findAgents: (settings) => findAgents(context.env, settings),
      look: (ask) =>
        look({
          ...ask,
          repository: repository.value,
          readClaims: () =>
            readClaims({
              ...ask,
              clone: clone.value,
              root,
              env: context.env,
              lookTimeoutMs: timeBudgetMs.table,
            }),
          timeBudgetMs,
          wait: (ms, signal) => sleep(ms, undefined, { signal }).catch(() => undefined),
        }),
    },
  };
}

async function readTaskFile(cwd: string, file: string): ReturnType<PlanDeps['readTaskFile']> {
  const [{ readInputFile }, { parseTaskFile }] = await Promise.all([
    import('./read-input-file.ts'),
    import('../../config/parse/parse-task-file.ts'),
  ]);
  const bytes = await readInputFile(cwd, file);
  return bytes.ok ? parseTaskFile(bytes.value, file) : bytes;
}

async function findAgents(
  env: CommandContext['env'],
  settings: Parameters<PlanDeps['findAgents']>[0],
): ReturnType<PlanDeps['findAgents']> {
  const [{ agentsAtHand, KNOWN_EXECUTABLES }, { findOnPath }] = await Promise.all([
    import('../../config/agents/agents-at-hand.ts'),
    import('../../process/find-executables.ts'),
  ]);
  return agentsAtHand(settings, await findOnPath({ executables: KNOWN_EXECUTABLES, env }));
}

function settingsSource(
  ask: Parameters<PlanDeps['loadSettings']>[0] & {
    readonly root: string;
    readonly cwd: string;
    readonly repository: Repository;
  },
): SettingsSource {
  const { commit, configFile, repository } = ask;
  return {
    root: ask.root,
    ...(configFile === undefined ? {} : { configFile: resolve(ask.cwd, configFile) }),
    ...(commit === undefined
      ? {}
      : {
          readBlob: async (path) =>
            (await repository.readFiles(commit, [path as RepoPath], 1_000_001)).get(path as RepoPath),
        }),
  };
}

interface ClaimQuestion extends LookAt {
  readonly clone: CloneFacts;
  readonly root: string;
  readonly env: CommandContext['env'];
  readonly lookTimeoutMs: number;
}

const notLooked = (why: string, problem?: Problem): ClaimsSight => ({
  table: { kind: 'not-looked', why, ...(problem ? { problem } : {}) },
  claims: [],
});

const stoppedBy = (problem: Problem): ClaimsSight => notLooked(problem.code, problem);

/** Claims of others that are in force; a table that cannot be seen never stops a plan, which says so. */
async function readClaims({
  clone,
  root,
  settings,
  offline,
  env,
  changes,
  uncommitted,
  lookTimeoutMs,
}: ClaimQuestion): Promise<ClaimsSight> {
  if (offline && clone.remotes.length > 0) return notLooked('offline');
  const [
    { openClaimant, openTable },
    { glance },
    { claimPresence, listClaims },
    { ownPaths },
    { storeProblem },
    { chooseHolder },
    { whoWorksHere },
  ] = await Promise.all([
    import('./workspace.ts'),
    import('../../app/claim/observe.ts'),
    import('../../app/claim/list-claims.ts'),
    import('../../app/own-paths.ts'),
    import('../../app/store-problem.ts'),
    import('../../process/choose-holder.ts'),
    import('../../git/clone/who-works-here.ts'),
  ]);
  const table = await openTable({ clone, root, settings }, { writes: false, lookTimeoutMs });
  if (!table.ok) {
    const [problem] = table.problems;
    return problem ? stoppedBy(problem) : notLooked('unknown');
  }
  const claimant = await openClaimant(
    table.value,
    await chooseHolder(env, { gitDir: clone.gitDir, name: whoWorksHere(clone, env), keepsId: false }),
  );
  const [seen, own] = await Promise.all([glance(claimant), claimant.memory.load()]);
  if (!seen.ok) return stoppedBy(storeProblem(seen.failure, table.value.table.display));
  const mine = new Set(own.map(({ anchor }) => anchor));
  const paths = [...(await ownPaths({ changes, uncommitted })).all];
  const { kind, display } = table.value.table;
  return {
    table:
      kind === 'local'
        ? { kind: 'local', name: display }
        : { kind: 'seen', name: display, at: claimant.machine.now().wall },
    claims: listClaims(seen.value)
      .claims.filter(({ anchor, over }) => !mine.has(anchor) && !over)
      .map((claim) => claimPresence(claim, paths)),
  };
}

/** `--output FILE`: moved into place whole. */
export async function writeOutput(cwd: string, file: string, text: string): Promise<void> {
  const { writeDurably } = await import('../../process/durable-file.ts');
  await writeDurably(resolve(cwd, file), text);
}
