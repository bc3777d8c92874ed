import { askedSignals } from '../../core/analyse/asked-state.ts';
import { type ChangeSummary, summarizeChange } from '../../core/analyse/summarize-change.ts';
import type { Change } from '../../core/model/change.ts';
import type { Oid } from '../../core/model/ids.ts';
import type { Plan } from '../../core/model/plan.ts';
import type { ClaimPresence } from '../../core/model/presence.ts';
import type { Checked } from '../../core/model/problem.ts';
import type { AgentSettings, Settings } from '../../core/model/settings.ts';
import type { Task } from '../../core/model/task.ts';
import type { Selection } from '../../core/plan/select-tasks.ts';
import type { Base, Uncommitted } from '../ports/repository.ts';
import type { PlanDeps, PlanOptions } from './plan-deps.ts';
import { type Ground, readGround } from './read-ground.ts';
import type { StateReading } from './read-project-state.ts';

/** A plan and what it was made from, for screens and for `run`. */
export interface MadePlan {
  readonly plan: Plan;
  readonly base: Base;
  readonly changes: readonly Change[];
  /** What the rules saw of the change; absent where no rule was asked. */
  readonly seen?: ChangeSummary;
  readonly settings: Settings;
  /** The commit that they are from, where that is not the checkout's: the base of a pull request. */
  readonly config?: Oid;
  /** Who may be asked: configured, else found on PATH. */
  readonly agents: readonly AgentSettings[];
  /** Not part of the plan; absent: counting took too long. */
  readonly uncommitted?: number;
  /** The tasks of a task file, which stand for themselves. */
  readonly given?: readonly Task[];
  /** What of them is to be done, where that is not all. */
  readonly selection?: Selection;
  /** The folder that we were called in, from the repository's root. */
  readonly below: string;
  /** All claims of others that are in force; the plan has those on its files. */
  readonly claims: readonly ClaimPresence[];
  /** Commits that `run` would publish for the first time. */
  readonly unpushed: number;
}

/**
 * Read, then decide: everything a plan needs is asked first, as much as possible at once; the rest is pure, and is
 * loaded while git works.
 */
export async function makePlan(deps: PlanDeps, options: PlanOptions): Promise<Checked<MadePlan>> {
  const loading = beginLoading(deps);
  const ground = await readGround(deps, options);
  if (!ground.ok) return ground;
  const { base, settings, config, given } = ground.value;
  const { target, head, below } = deps.repository.place;
  const { unpushed, uncommitted, ...seen } = await readRest(deps, { options, ground: ground.value, loading });
  const decidePlan = await loading.decision;
  const { plan, selection } = decidePlan({
    ...seen,
    target,
    range: { base: base.commit, head },
    asOf: deps.now(),
    settings,
    given,
    words: await loading.words,
    selection: options.selection,
    fromBase: options.pullRequestBase !== undefined,
  });
  const { changes, agents, presence, reading } = seen;
  const value = {
    plan,
    base,
    changes,
    ...(given === undefined && reading !== undefined ? seenBy(reading, changes) : {}),
    settings,
    agents,
    claims: presence.claims,
    below,
    unpushed,
    ...(config === undefined ? {} : { config }),
    ...(given ? { given } : {}),
    ...(selection ? { selection } : {}),
    ...countOf(uncommitted),
  };
  return { ok: true, warnings: ground.warnings, value };
}

/** All that a plan needs besides what it stands on, at the same time. */
async function readRest(
  { repository, findAgents, look }: PlanDeps,
  ask: {
    readonly options: PlanOptions;
    readonly ground: Ground;
    readonly loading: ReturnType<typeof beginLoading>;
  },
) {
  const { options, ground, loading } = ask;
  const { base, settings, given } = ground;
  const range = { base: base.commit, head: repository.place.head };
  const also = askedSignals(given?.flatMap(({ condition }) => condition ?? []) ?? conditionsOf(settings));
  const readState = async () => {
    const { readProjectState } = await loading.readers;
    return readProjectState({ repository, range, changes: await ground.changes, settings, also });
  };
  const [presence, changes, agents, reading, uncommitted, unpushed] = await Promise.all([
    look({ ...ground, head: range.head, uncommitted: loading.work, offline: options.offline }),
    ground.changes,
    findAgents(settings),
    given === undefined || also.length > 0 ? readState() : undefined,
    loading.work,
    repository.countUnpushed(range.head),
  ]);
  return { presence, changes, agents, reading, uncommitted, unpushed };
}

/** As written in workflows. */
const conditionsOf = ({ workflows }: Settings): readonly string[] =>
  workflows.flatMap(({ condition, steps }) =>
    [condition, ...steps.map((step) => step.condition)].filter((text) => text !== undefined),
  );

/** What is needed later, asked for before anything else; what goes wrong with it is told where it is awaited. */
function beginLoading(deps: PlanDeps) {
  const readers = import('./read-project-state.ts');
  const decision = import('./decide-plan.ts').then(({ decidePlan }) => decidePlan);
  const words = deps.words();
  words.catch(() => {});
  const work = deps.repository.readUncommitted();
  work.catch(() => {});
  return { readers, decision, words, work };
}

const seenBy = ({ state }: StateReading, changes: readonly Change[]): Pick<MadePlan, 'seen'> => ({
  seen: summarizeChange(changes, state.lines),
});

const countOf = (work: Uncommitted | undefined): Pick<MadePlan, 'uncommitted'> =>
  work === undefined ? {} : { uncommitted: work.tracked.length + work.untracked.length };
