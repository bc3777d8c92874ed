import type { Change } from '../../core/model/change.ts';
import type { Checked, Problem } from '../../core/model/problem.ts';
import type { Settings } from '../../core/model/settings.ts';
import type { Task } from '../../core/model/task.ts';
import type { Base } from '../ports/repository.ts';
import type { PlanDeps, PlanOptions } from './plan-deps.ts';

/** What a plan stands on. */
export interface Ground {
  readonly base: Base;
  readonly settings: Settings;
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
  const [base, settings, given] = await Promise.all([
    findBase,
    loadSettings(deps, options, findBase),
    readGiven(deps, options),
  ]);
  if (!base.ok || !settings.ok || given?.ok === false) {
    const problems = [base, settings, given].flatMap((part) =>
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
    value: { base: base.value, settings: settings.value, changes, given: settled?.value },
  };
}

async function readGiven(
  deps: PlanDeps,
  { tasks, given }: PlanOptions,
): Promise<Checked<readonly Task[]> | undefined> {
  if (tasks !== undefined) return deps.readTasks(tasks);
  return given && { ok: true, value: given.tasks, warnings: [] };
}

/** On a pull request from the base commit: whoever opens one must not choose what is run on it. */
async function loadSettings(
  deps: PlanDeps,
  options: PlanOptions,
  findBase: Promise<Checked<Base>>,
): Promise<Checked<Settings>> {
  const ask = options.configFile === undefined ? {} : { configFile: options.configFile };
  if (options.pullRequestBase === undefined) return deps.loadSettings(ask);
  const base = await (options.base === undefined ? findBase : findProposalBase(deps, options));
  return base.ok ? deps.loadSettings({ ...ask, commit: base.value.commit }) : base;
}

/** What else the plan compares with may be the pull request's own. */
function findProposalBase(deps: PlanDeps, options: PlanOptions): Promise<Checked<Base>> {
  const { pullRequestBase = '', offline } = options;
  return deps.repository.findBase({ pullRequest: pullRequestBase, mayFetch: !offline });
}
