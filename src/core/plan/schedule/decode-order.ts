import type { Agent } from '../../model/agent.ts';
import { compareText } from '../../model/compare-text.ts';
import type { AgentId } from '../../model/ids.ts';
import { InternalError } from '../../model/unreachable.ts';
import type { TaskNode } from '../task-node.ts';
import type { Schedule, ScheduleInput, Slot } from './schedule.ts';

/**
 * One pass of list scheduling: whenever something may start, the first in this order starts that can; it goes to the
 * agent that suits it best among those free, then to the one with less to do. Nothing waits that could start.
 */
export function decodeOrder(input: ScheduleInput, order: readonly TaskNode[]): Schedule {
  const state: State = { open: order, running: [], slots: new Map(), busy: new Map(), loads: new Map() };
  let time = 0;
  while (state.open.length > 0) {
    const now = time;
    state.open = state.open.filter((node) => !tryToStart(input, state, node, now));
    if (state.open.length === 0) break;
    time = nextMoment(state, time);
    finishUntil(state, time);
  }
  const makespan = [...state.slots.values()].reduce((latest, { finish }) => Math.max(latest, finish), 0);
  return { slotOf: (node) => slotOf(state, node), loads: state.loads, makespan };
}

interface State {
  /** Not yet started, in the order in which they are tried. */
  open: readonly TaskNode[];
  running: readonly TaskNode[];
  readonly slots: Map<TaskNode, Slot>;
  readonly busy: Map<AgentId, number>;
  readonly loads: Map<AgentId, number>;
}

const slotOf = ({ slots }: State, node: TaskNode): Slot =>
  slots.get(node) ?? fail(`task ${node.task.id} was never scheduled`);

function tryToStart(input: ScheduleInput, state: State, node: TaskNode, time: number): boolean {
  if (!mayStart(input, state, node, time)) return false;
  const candidates = node.candidates.agents;
  const agent = chooseAgent(input, state, node);
  if (agent === undefined && candidates.length > 0) return false;
  const { estimate } = node.task;
  const slot = { start: time, finish: time + estimate };
  state.slots.set(node, agent === undefined ? slot : { ...slot, agent: agent.id });
  state.running = [...state.running, node];
  if (agent !== undefined) {
    add(state.busy, agent.id, 1);
    add(state.loads, agent.id, estimate);
  }
  return true;
}

function mayStart({ limits }: ScheduleInput, state: State, node: TaskNode, time: number): boolean {
  if (node.release > time || state.running.length >= limits.agents) return false;
  for (const earlier of node.earlier.keys()) {
    const slot = state.slots.get(earlier);
    if (slot === undefined || slot.finish > time) return false;
  }
  return state.running.filter((other) => node.conflicts.has(other)).length < limits.agentsPerFile;
}

function chooseAgent(input: ScheduleInput, { busy, loads }: State, node: TaskNode): Agent | undefined {
  const load = (agent: Agent): number => (loads.get(agent.id) ?? 0) / agent.atOnce;
  const better = (a: Agent, b: Agent): number =>
    input.fit(node.task, b) - input.fit(node.task, a) || load(a) - load(b) || compareText(a.id, b.id);
  return node.candidates.agents
    .filter((agent) => (busy.get(agent.id) ?? 0) < agent.atOnce)
    .toSorted(better)[0];
}

/** The next finish, or the next end of a claim; where neither lies ahead, nothing could ever start. */
function nextMoment(state: State, time: number): number {
  const finishes = state.running.map((node) => slotOf(state, node).finish);
  const releases = state.open.map(({ release }) => release).filter((release) => release > time);
  const next = [...finishes, ...releases].reduce((a, b) => Math.min(a, b), Number.POSITIVE_INFINITY);
  return Number.isFinite(next) ? next : fail('a plan that cannot go on: a cycle was not refused');
}

function finishUntil(state: State, time: number): void {
  const isDone = (node: TaskNode): boolean => slotOf(state, node).finish <= time;
  for (const node of state.running.filter(isDone)) {
    const { agent } = slotOf(state, node);
    if (agent !== undefined) add(state.busy, agent, -1);
  }
  state.running = state.running.filter((node) => !isDone(node));
}

const add = (counts: Map<AgentId, number>, agent: AgentId, more: number): void =>
  void counts.set(agent, (counts.get(agent) ?? 0) + more);

function fail(what: string): never {
  throw new InternalError(what);
}
