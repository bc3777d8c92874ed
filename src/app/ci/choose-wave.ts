import type { ClaimRecord } from '../../core/claim/record.ts';
import type { AgentId, TaskId } from '../../core/model/ids.ts';
import type { PlannedTask } from '../../core/model/plan.ts';
import { type Problem, problemOf } from '../../core/model/problem.ts';
import type { MonotonicTime } from '../../core/model/time.ts';
import { decideRun } from '../../core/run/decide-run.ts';
import type { Recognised } from '../../core/run/recognise-tasks.ts';
import type { RunAction } from '../../core/run/run-action.ts';
import type { RunState } from '../../core/run/run-state.ts';
import type { TakeOutcome } from '../claim/claim-attempt.ts';
import { readConditions } from '../opening/read-conditions.ts';
import { heldByProblem } from '../perform/describe-failure.ts';
import { expandList } from '../perform/expanding/expand-list.ts';
import { growingGround } from '../perform/expanding/growth.ts';
import { handoffs } from '../perform/handoffs.ts';
import type { Publishing } from '../ports/publishing.ts';
import { type StartingTasks, startingRun } from '../run/starting-run.ts';
import type { CiRun } from './ci-run.ts';
import { standing, type WaveEnded, withReport } from './standing.ts';

/** A matrix of GitHub has no more rows. */
const MOST_JOBS = 256;

export const NOTHING_ENDED: WaveEnded = { published: new Map(), reports: new Map() };

export interface WaveChoice {
  readonly tasks: readonly { readonly task: PlannedTask; readonly agent: AgentId }[];
  /** The run with the tasks that lists have been made into by then. */
  readonly run: WaveGround;
  /** Every task of the run, as it stands if these start. */
  readonly state: RunState;
  /** Nothing is left that could ever start. */
  readonly isOver: boolean;
  readonly allDone: boolean;
  /** Why fewer start than could. */
  readonly notes: readonly Problem[];
}

/** The rows of the matrix: those of the chosen tasks whose claims are in force. */
export const handedOut = (
  { tasks }: Pick<WaveChoice, 'tasks'>,
  claimed: ReadonlyMap<TaskId, TakeOutcome>,
): WaveChoice['tasks'] => tasks.filter(({ task }) => claimed.get(task.id)?.kind === 'claimed');

/** What the choice is made of. */
export type WaveGround = Pick<
  CiRun,
  | 'plan'
  | 'settings'
  | 'agents'
  | 'digests'
  | 'known'
  | 'recogniseMore'
  | 'histories'
  | 'tips'
  | 'jobsToday'
  | 'heldByOthers'
> & { readonly publishing: Publishing };

/**
 * Which tasks the next wave has: the same question that a local run asks, with a job of its own for each. `without`: agents whose
 * secret is missing.
 */
export async function chooseWave(
  run: WaveGround,
  ended: WaveEnded,
  without: ReadonlySet<AgentId>,
): Promise<WaveChoice> {
  const { settings, jobsToday } = run;
  const rooms = await roomsOf(run, ended, without);
  await decide(rooms, startingRun(rooms)); // the tasks of lists are there from the beginning then
  const grown = {
    ...run,
    plan: { ...run.plan, tasks: rooms.plan.tasks },
    digests: rooms.digests,
    known: rooms.known,
  };
  const { state, actions } = await decide(rooms, startOf(grown, { rooms, ended }));
  const due = actions.flatMap((action) => {
    const task = action.kind === 'claim' ? rooms.plan.tasks.find(({ id }) => id === action.task) : undefined;
    return task === undefined || action.kind !== 'claim' ? [] : [{ task, agent: action.agent }];
  });
  const tasks = due.filter(({ task }) => !run.heldByOthers.has(task.id));
  const finish = actions.find(({ kind }) => kind === 'finish');
  const left = Math.max(0, settings.limits.jobsPerDay - jobsToday);
  return {
    tasks: tasks.slice(0, Math.min(left, MOST_JOBS)),
    run: grown,
    state,
    isOver: finish !== undefined,
    allDone: finish?.kind === 'finish' && finish.allDone,
    notes: [
      ...(left < tasks.length && left < MOST_JOBS
        ? [problemOf('jobs-used-up', { most: settings.limits.jobsPerDay, target: run.plan.target })]
        : []),
      ...due.flatMap(({ task }) => heldNote(task.id, run.heldByOthers.get(task.id))),
      ...leftOut(run, without),
    ],
  };
}

type Rooms = StartingTasks & Parameters<typeof expandList>[0];

/** What the state machine is asked with: a machine of its own for each job; what runs at once is the workflow's `max-parallel`. */
async function roomsOf(
  run: WaveGround,
  ended: WaveEnded,
  without: ReadonlySet<AgentId>,
): Promise<Rooms & { readonly digests: WaveGround['digests'] }> {
  const { plan, settings, digests, publishing, recogniseMore } = run;
  const known = new Map<TaskId, Recognised>(run.known);
  for (const [task, handoff] of ended.published)
    known.set(task, {
      end: { kind: 'done', how: 'published', ...(handoff === undefined ? {} : { outputs: handoff.outputs }) },
      ...(handoff === undefined ? {} : { handoff }),
    });
  const agents = run.agents.filter(({ id }) => !without.has(id));
  const conditions = await readConditions(plan.tasks, plan.state);
  const { ground, growth } = growingGround({ plan, digests, known, conditions });
  return {
    ...ground,
    growth,
    handoffs: handoffs(ground.known),
    publishing,
    recogniseMore,
    roles: settings.roles,
    settings: { ...settings, limits: { ...settings.limits, agents: MOST_JOBS } },
    agentSettings: new Map(agents.map((agent) => [agent.id, { ...agent, atOnce: MOST_JOBS }])),
  };
}

/** Asks until no list is left to be made into tasks. */
async function decide(
  rooms: Rooms,
  from: RunState,
): Promise<{ readonly state: RunState; readonly actions: readonly RunAction[] }> {
  const event = { at: 0 as MonotonicTime, chance: 0 };
  const first = decideRun(from, { kind: 'started', ...event });
  let { state } = first;
  const actions = [...first.actions];
  for (let at = 0; at < actions.length; at++) {
    const action = actions[at];
    if (action?.kind !== 'expand') continue;
    const next = decideRun(state, { ...(await expandList(rooms, action.task)), ...event });
    ({ state } = next);
    actions.push(...next.actions);
  }
  return { state, actions };
}

const heldNote = (task: TaskId, by: ClaimRecord | undefined): readonly Problem[] =>
  by === undefined ? [] : [heldByProblem(task, by)];

const leftOut = ({ agents }: Pick<CiRun, 'agents'>, without: ReadonlySet<AgentId>): readonly Problem[] => {
  const named = agents.map(({ id }) => id).filter((id) => without.has(id));
  return named.length === 0 ? [] : [problemOf('agents-left-out', { agents: named })];
};

function startOf(
  run: Pick<WaveGround, 'plan' | 'histories'>,
  { rooms, ended }: { readonly rooms: Rooms; readonly ended: WaveEnded },
): RunState {
  const state = startingRun(rooms);
  const histories = run.plan.tasks.map(({ id }) => withReport(run.histories.get(id), ended.reports.get(id)));
  return {
    ...state,
    tasks: state.tasks.map((progress) => standing(progress, { ...run, ended })),
    usedMs: histories.reduce((sum, { ms }) => sum + ms, 0),
    usedUsd: histories.reduce((sum, { usd }) => sum + usd, 0),
  };
}
