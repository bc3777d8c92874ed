import type { Change } from '../../core/model/change.ts';
import type { Oid } from '../../core/model/ids.ts';
import type { Checked, Problem } from '../../core/model/problem.ts';
import type { Settings } from '../../core/model/settings.ts';
import type { Task } from '../../core/model/task.ts';
import type { Base } from '../ports/repository.ts';
import type { PlanDeps, PlanOptions } from './plan-deps.ts';

/** What a plan stands on. */
export interface Ground {
  readonly base: Base;
  readonly settings: Settings;
  /** The commit that the settings are from: the base of a pull request, as it is now. Absent: the checkout. */
  readonly config?: Oid;
  /** Still being read: what does not need them goes on meanwhile. */
  readonly changes: Promise<readonly Change[]>;
  /** Of `--tasks`. */
  readonly given: readonly Task[] | undefined;
}

/** Everything that can be refused, and all refusals together. */
export async function readGround(deps: PlanDeps, options: PlanOptions): Promise<Checked<Ground>> {
  const { repository } = deps;
  const findBase = repository.findBase({
    ...(options.base === undefined ? {} : { wanted: options.base }),
    ...(options.pullRequestBase === undefined ? {} : { pullRequest: options.pullRequestBase }),
    mayFetch: !options.offline,
  });
  const findConfig = findConfigCommit(deps, options, findBase);
  const [base, config, settings, given] = await Promise.all([
    findBase,
    findConfig,
    loadSettings(deps, options, findConfig),
    readGiven(deps, options),
  ]);
  if (!base.ok || config?.ok === false || !settings.ok || given?.ok === false) {
    const problems = [base, config, settings, given].flatMap((part) =>
      part === undefined || part.ok ? [] : part.problems,
    );
    return { ok: false, problems: [...new Set(problems)] };
  }
  const name = options.tasks?.file ?? options.given?.file ?? '';
  const settled = given && deps.settleTasks(given.value, settings.value, name);
  if (settled?.ok === false) return settled;
  const changes = repository.readChanges({ base: base.value.commit, head: repository.place.head });
  changes.catch(() => {}); // told where they are awaited
  return {
    ok: true,
    warnings: [base, settings, given, settled].flatMap((part): readonly Problem[] =>
      part?.ok ? part.warnings : [],
    ),
    value: {
      base: base.value,
      settings: settings.value,
      changes,
      given: settled?.value,
      ...(config === undefined ? {} : { config: config.value }),
    },
  };
}

async function readGiven(
  deps: PlanDeps,
  { tasks, given }: PlanOptions,
): Promise<Checked<readonly Task[]> | undefined> {
  if (tasks !== undefined) return deps.readTasks(tasks);
  return given && { ok: true, value: given.tasks, warnings: [] };
}

/** On a pull request from the base: whoever opens one must not choose what is run on it. */
async function loadSettings(
  deps: PlanDeps,
  options: PlanOptions,
  findConfig: ReturnType<typeof findConfigCommit>,
): Promise<Checked<Settings>> {
  const ask = options.configFile === undefined ? {} : { configFile: options.configFile };
  const commit = await findConfig;
  if (commit === undefined) return deps.loadSettings(ask);
  return commit.ok ? deps.loadSettings({ ...ask, commit: commit.value }) : commit;
}

/**
 * As the base is now, not as it was where the branch left it: a branch from long ago must not bring settings back that
 * the team has given up. What else the plan compares with may be the pull request's own.
 */
async function findConfigCommit(
  { repository }: PlanDeps,
  { pullRequestBase, base: wanted, offline }: PlanOptions,
  findBase: Promise<Checked<Base>>,
): Promise<Checked<Oid> | undefined> {
  if (pullRequestBase === undefined) return undefined;
  const base = await (wanted === undefined
    ? findBase
    : repository.findBase({ pullRequest: pullRequestBase, mayFetch: !offline }));
  return base.ok ? { ...base, value: base.value.tip ?? base.value.commit } : base;
}
