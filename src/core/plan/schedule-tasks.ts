import type { Agent } from '../model/agent.ts';
import { compareText } from '../model/compare-text.ts';
import type { AgentId } from '../model/ids.ts';
import type { Task } from '../model/task.ts';
import { InternalError } from '../model/unreachable.ts';
import type { Edges } from './find-edges.ts';

/** One problem to schedule; tasks are named by their index everywhere. */
export interface ScheduleInput {
  readonly tasks: readonly Task[];
  readonly edges: Edges;
  readonly conflicts: readonly ReadonlySet<number>[];
  /** Who may do each task; empty: nobody, and its time is planned all the same. */
  readonly candidates: readonly (readonly Agent[])[];
  /** Minutes before which a task cannot start: a claim of somebody else is in force. */
  readonly releases: readonly number[];
  readonly limits: { readonly agents: number; readonly agentsPerFile: number };
  /** How well an agent suits a task: higher is better; compared before load. */
  readonly fit: (task: Task, agent: Agent) => number;
}

export interface Slot {
  readonly start: number;
  readonly finish: number;
  readonly agent?: AgentId;
}

export interface Schedule {
  readonly slots: readonly Slot[];
  readonly loads: ReadonlyMap<AgentId, number>;
  readonly makespan: number;
}

/** Above this many tasks only two orders are compared: each costs a pass over all of them. */
const MOST_MOVED = 40;

/**
 * The longest way to the end goes first, and of plans that take equally long the one in which the more valuable tasks
 * start sooner: all by value is tried, then, task by task, what may be put before the others without a minute more.
 */
export function scheduleTasks(input: ScheduleInput): Schedule {
  const { tasks, edges } = input;
  const tails = longestTails(tasks, edges);
  const all = tasks.map((_, at) => at);
  const length = (a: number, b: number): number => (tails[b] ?? 0) - (tails[a] ?? 0);
  const value = (a: number, b: number): number => (tasks[b]?.priority ?? 0) - (tasks[a]?.priority ?? 0);
  const id = (a: number, b: number): number => compareText(tasks[a]?.id ?? '', tasks[b]?.id ?? '');
  const byValue = [...all].sort((a, b) => value(a, b) || length(a, b) || id(a, b));
  let order: readonly number[] = [...all].sort((a, b) => length(a, b) || value(a, b) || id(a, b));
  let best = scheduleInOrder(input, order);
  const consider = (other: readonly number[]): void => {
    const schedule = scheduleInOrder(input, other);
    if (!isBetter(schedule, best, byValue)) return;
    best = schedule;
    order = other;
  };
  consider(byValue);
  if (tasks.length > MOST_MOVED) return best;
  for (const [at, task] of byValue.entries()) {
    const before = new Set(byValue.slice(0, at));
    const rest = order.filter((one) => one !== task);
    const end = rest.findLastIndex((one) => before.has(one)) + 1;
    consider([task, ...rest]);
    consider([...rest.slice(0, end), task, ...rest.slice(end)]);
  }
  return best;
}

/** Shorter; or as long, and the most valuable task that starts at another time starts sooner. */
function isBetter(schedule: Schedule, than: Schedule, byValue: readonly number[]): boolean {
  if (schedule.makespan !== than.makespan) return schedule.makespan < than.makespan;
  for (const at of byValue) {
    const [own, other] = [schedule.slots[at]?.start ?? 0, than.slots[at]?.start ?? 0];
    if (own !== other) return own < other;
  }
  return false;
}

/**
 * One pass of list scheduling: whenever something may start, the first in this order starts that can; it goes to the
 * agent that suits it best among those free, then to the one with less to do. Nothing waits that could start.
 */
function scheduleInOrder(input: ScheduleInput, order: readonly number[]): Schedule {
  const state = begin(input, order);
  let time = 0;
  while (state.open.length > 0) {
    state.open = state.open.filter((at) => !tryToStart(input, state, at, time));
    if (state.open.length === 0) break;
    time = nextMoment(input, state, time);
    finishUntil(state, time);
  }
  const slots = state.slots.map((slot, at) => slot ?? fail(`task ${at} was never scheduled`));
  const makespan = slots.reduce((latest, slot) => Math.max(latest, slot.finish), 0);
  return { slots, loads: state.loads, makespan };
}

interface State {
  /** Not yet started, in the order in which they are tried. */
  open: readonly number[];
  running: readonly number[];
  readonly slots: (Slot | undefined)[];
  readonly waitingFor: number[];
  readonly later: readonly (readonly number[])[];
  readonly busy: Map<AgentId, number>;
  readonly loads: Map<AgentId, number>;
}

function begin({ tasks, edges }: ScheduleInput, order: readonly number[]): State {
  const later = tasks.map((): number[] => []);
  for (const [at, on] of edges.entries()) for (const earlier of on.keys()) later[earlier]?.push(at);
  return {
    open: order,
    running: [],
    slots: tasks.map(() => undefined),
    waitingFor: edges.map((on) => on.size),
    later,
    busy: new Map(),
    loads: new Map(),
  };
}

/** Minutes from a task's start to the end of the longest chain that hangs on it. */
export function longestTails(tasks: readonly Task[], edges: Edges): readonly number[] {
  const tails = tasks.map((task) => task.estimate);
  const waiting = tasks.map(() => 0);
  for (const on of edges) for (const earlier of on.keys()) waiting[earlier] = (waiting[earlier] ?? 0) + 1;
  const ready = waiting.flatMap((count, at) => (count === 0 ? [at] : []));
  for (let at = ready.pop(); at !== undefined; at = ready.pop()) {
    for (const earlier of edges[at]?.keys() ?? []) {
      const own = tasks[earlier]?.estimate ?? 0;
      tails[earlier] = Math.max(tails[earlier] ?? 0, own + (tails[at] ?? 0));
      const left = (waiting[earlier] ?? 0) - 1;
      waiting[earlier] = left;
      if (left === 0) ready.push(earlier);
    }
  }
  return tails;
}

function tryToStart(input: ScheduleInput, state: State, at: number, time: number): boolean {
  const task = input.tasks[at];
  if (task === undefined || (state.waitingFor[at] ?? 0) > 0 || (input.releases[at] ?? 0) > time) return false;
  if (state.running.length >= input.limits.agents) return false;
  const inConflict = state.running.filter((other) => input.conflicts[at]?.has(other)).length;
  if (inConflict >= input.limits.agentsPerFile) return false;
  const candidates = input.candidates[at] ?? [];
  const agent = chooseAgent(input, state, task, candidates);
  if (agent === undefined && candidates.length > 0) return false;
  const finish = time + task.estimate;
  state.slots[at] = agent === undefined ? { start: time, finish } : { start: time, finish, agent: agent.id };
  state.running = [...state.running, at];
  if (agent !== undefined) {
    state.busy.set(agent.id, (state.busy.get(agent.id) ?? 0) + 1);
    state.loads.set(agent.id, (state.loads.get(agent.id) ?? 0) + task.estimate);
  }
  return true;
}

function chooseAgent(
  input: ScheduleInput,
  { busy, loads }: State,
  task: Task,
  candidates: readonly Agent[],
): Agent | undefined {
  const load = (agent: Agent): number => (loads.get(agent.id) ?? 0) / agent.atOnce;
  const better = (a: Agent, b: Agent): number =>
    input.fit(task, b) - input.fit(task, a) || load(a) - load(b) || compareText(a.id, b.id);
  return candidates.filter((agent) => (busy.get(agent.id) ?? 0) < agent.atOnce).sort(better)[0];
}

/** The next finish, or the next end of a claim; where neither lies ahead, nothing could ever start. */
function nextMoment(input: ScheduleInput, state: State, time: number): number {
  const finishes = state.running.map((at) => state.slots[at]?.finish ?? 0);
  const releases = state.open.map((at) => input.releases[at] ?? 0).filter((release) => release > time);
  const next = [...finishes, ...releases].reduce((a, b) => Math.min(a, b), Number.POSITIVE_INFINITY);
  return Number.isFinite(next) ? next : fail('a plan that cannot go on: a cycle was not refused');
}

function finishUntil(state: State, time: number): void {
  const done = state.running.filter((at) => (state.slots[at]?.finish ?? 0) <= time);
  state.running = state.running.filter((at) => !done.includes(at));
  for (const at of done) {
    const agent = state.slots[at]?.agent;
    if (agent !== undefined) state.busy.set(agent, (state.busy.get(agent) ?? 1) - 1);
    for (const later of state.later[at] ?? []) state.waitingFor[later] = (state.waitingFor[later] ?? 1) - 1;
  }
}

function fail(what: string): never {
  throw new InternalError(what);
}
