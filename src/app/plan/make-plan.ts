import { askedSignals } from '../../core/analyse/asked-state.ts';
import { type ChangeSummary, summarizeChange } from '../../core/analyse/summarize-change.ts';
import type { Change } from '../../core/model/change.ts';
import type { Plan } from '../../core/model/plan.ts';
import type { ClaimPresence } from '../../core/model/presence.ts';
import type { Checked } from '../../core/model/problem.ts';
import type { AgentSettings, Settings } from '../../core/model/settings.ts';
import type { Task } from '../../core/model/task.ts';
import type { Selection } from '../../core/plan/select-tasks.ts';
import type { Base, Uncommitted } from '../ports/repository.ts';
import type { PlanDeps, PlanOptions } from './plan-deps.ts';
import { readGround } from './read-ground.ts';
import type { StateReading } from './read-project-state.ts';

/** A plan and what it was made from, for screens and for `run`. */
export interface MadePlan {
  readonly plan: Plan;
  readonly base: Base;
  readonly changes: readonly Change[];
  /** What the rules saw of the change; absent where no rule was asked. */
  readonly seen?: ChangeSummary;
  readonly settings: Settings;
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
  const read = await readGround(deps, options);
  if (!read.ok) return read;
  const { base, settings, given } = read.value;
  const { repository, findAgents, look } = deps;
  const range = { base: base.commit, head: repository.place.head };
  const also = askedSignals(given?.flatMap(({ condition }) => condition ?? []) ?? conditionsOf(settings));
  const readState = async () => {
    const { readProjectState } = await loading.readers;
    return readProjectState({ repository, range, changes: await read.value.changes, settings, also });
  };
  const [presence, changes, agents, reading, uncommitted, unpushed] = await Promise.all([
    look({ ...read.value, head: range.head, uncommitted: loading.work, offline: options.offline }),
    read.value.changes,
    findAgents(settings),
    given === undefined || also.length > 0 ? readState() : undefined,
    loading.work,
    repository.countUnpushed(range.head),
  ]);
  const decidePlan = await loading.decision;
  const { plan, selection } = decidePlan({
    target: repository.place.target,
    range,
    asOf: deps.now(),
    settings,
    changes,
    agents,
    presence,
    given,
    reading,
    words: await loading.words,
    selection: options.selection,
    fromBase: options.pullRequestBase !== undefined,
  });
  const value = {
    plan,
    base,
    changes,
    ...(given === undefined && reading !== undefined ? seenBy(reading, changes) : {}),
    settings,
    agents,
    claims: presence.claims,
    below: repository.place.below,
    unpushed,
    ...(given ? { given } : {}),
    ...(selection ? { selection } : {}),
    ...countOf(uncommitted),
  };
  return { ok: true, warnings: read.warnings, value };
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
