import { addCost, NO_COST } from '../../core/agents/cost.ts';
import type { Oid } from '../../core/model/ids.ts';
import type { Digest } from '../../core/model/plan.ts';
import { type Checked, type Problem, problemOf } from '../../core/model/problem.ts';
import type { Planner } from '../../core/plan/goal/choose-planner.ts';
import { digestGoal } from '../../core/plan/goal/digest-goal.ts';
import type { EarlierAnswer, GoalBrief, GoalPlaces } from '../../core/plan/goal/goal-brief.ts';
import { type CheckoutMarks, watchCheckout } from '../perform/working/watch-checkout.ts';
import type { ProposalFacts, Proposals } from '../ports/proposals.ts';
import { askPlanner, type PlannerEnd } from './ask-planner.ts';
import { type Judged, type Judging, judgeAnswer, type Usable } from './judge-answer.ts';
import type { PlannerRoom } from './planner-room.ts';

export interface GoalDeps extends Judging {
  readonly proposals: Proposals;
  /** Where the agent is asked; opened only where it has to be. */
  readonly openRoom: () => Promise<Checked<PlannerRoom>>;
  readonly writePrompt: (brief: GoalBrief, places: GoalPlaces) => string;
  /** Told before an agent starts, which takes minutes. */
  readonly tell: (asked: {
    readonly agent: string;
    readonly again: readonly Problem[];
    readonly log: string;
  }) => void;
}

export interface GoalAsk {
  readonly brief: GoalBrief;
  readonly planner: Planner;
  /** Of the commit that the tasks are for. */
  readonly tree: Oid;
  /** Whether the agent is asked although its answer is known. */
  readonly fresh: boolean;
}

/** Tasks for a goal that hold together; nothing of them has run. */
export interface ProposedTasks extends Usable {
  readonly facts: ProposalFacts;
  /** They were known from before. */
  readonly recalled: boolean;
}

const MOST_TOLD = 20;

/**
 * Asks an agent for the tasks of a goal, in a folder of its own that is thrown away. What is wrong with its answer goes
 * back once; what is wrong then is the problems of this. The same goal on the same tree is answered from what is kept.
 */
export async function proposeTasks(deps: GoalDeps, ask: GoalAsk): Promise<Checked<ProposedTasks>> {
  const key = digestGoal(ask);
  const known = ask.fresh ? undefined : await recall(deps, key);
  if (known !== undefined) return { ok: true, value: known, warnings: known.notes };
  const room = await deps.openRoom();
  if (!room.ok) return room;
  const { value } = room;
  const watched = value.checkout && watchCheckout(value.checkout);
  const before: CheckoutMarks = (await watched?.mark([])) ?? new Map();
  const asked = await askTwice({ deps, ask, room: value, key }).finally(value.close);
  const strayed = await watched?.changes(before, { all: true });
  const agent = ask.planner.id;
  const notes = strayed === undefined ? [] : [problemOf('planner-strayed', { agent, ...strayed })];
  if (!asked.ok) return { ok: false, problems: [...asked.problems, ...notes] };
  const { text, facts } = asked.value;
  await deps.proposals.keep(key, { text, facts });
  return { ok: true, value: asked.value, warnings: [...asked.value.notes, ...notes] };
}

/** Judged again: who may do tasks, and what is asked of them, may be otherwise now. */
async function recall(deps: GoalDeps, key: Digest): Promise<ProposedTasks | undefined> {
  const kept = await deps.proposals.recall(key);
  if (kept === undefined) return undefined;
  const judged = await judgeAnswer(deps, Buffer.from(kept.text));
  return judged.usable && { ...judged.usable, facts: kept.facts, recalled: true };
}

interface Asking {
  readonly deps: GoalDeps;
  readonly ask: GoalAsk;
  readonly room: PlannerRoom;
  readonly key: Digest;
}

async function askTwice(asking: Asking): Promise<Checked<ProposedTasks>> {
  const first = await askOnce(asking, 1);
  if (first.end.answer.kind === 'failed') return refused(first.end.answer.problem);
  if (isGood(first.judged)) return proposed(asking, first.judged.usable, [first.end]);
  const { text, problems } = first.judged;
  const second = await askOnce(asking, 2, { text, problems });
  const ends = [first.end, second.end];
  const best = better(first.judged.usable, second.judged.usable);
  if (best !== undefined) return proposed(asking, best, ends);
  if (second.end.answer.kind === 'failed') return refused(second.end.answer.problem);
  return refuseAnswer(asking, second.judged);
}

interface Asked {
  readonly end: PlannerEnd;
  readonly judged: Judged;
}

/** Each time in a fresh folder: what an agent has left in one may lead anywhere. */
async function askOnce(asking: Asking, tries: number, earlier?: EarlierAnswer): Promise<Asked> {
  const { deps, ask, room, key } = asking;
  const made = await room.worktrees.make({ commit: room.commit, kind: 'agent', claim: room.mark });
  if (!made.ok) return failedBefore(made.problem);
  const log = `${await deps.proposals.folder(key)}/asked-${tries}.log`;
  deps.tell({ agent: ask.planner.id, again: earlier?.problems ?? [], log });
  const brief = earlier === undefined ? ask.brief : { ...ask.brief, earlier };
  try {
    const end = await askPlanner(room, {
      worktree: made.worktree,
      writePrompt: (places) => deps.writePrompt(brief, places),
      logFile: log,
    });
    return { end, judged: await judgedOf(deps, end) };
  } finally {
    await made.worktree.remove();
  }
}

const failedBefore = (problem: Problem): Asked => ({
  end: { answer: { kind: 'failed', problem }, ms: 0, cost: NO_COST },
  judged: { text: '', problems: [problem] },
});

async function judgedOf(deps: GoalDeps, { answer }: PlannerEnd): Promise<Judged> {
  if (answer.kind === 'answered') return judgeAnswer(deps, answer.bytes);
  return { text: '', problems: answer.kind === 'unusable' ? answer.problems : [answer.problem] };
}

const isGood = (judged: Judged): judged is Judged & { readonly usable: Usable } =>
  judged.usable !== undefined && judged.problems.length === 0;

/** Of two that can be used the one with less to say against it; the newer one, where that is the same. */
function better(first: Usable | undefined, second: Usable | undefined): Usable | undefined {
  if (first === undefined || second === undefined) return second ?? first;
  return first.notes.length < second.notes.length ? first : second;
}

const refused = (problem: Problem): Checked<never> => ({ ok: false, problems: [problem] });

async function refuseAnswer({ deps, ask, key }: Asking, { text, problems }: Judged): Promise<Checked<never>> {
  const told = problems.slice(0, MOST_TOLD);
  const more = problems.length - told.length;
  const data = {
    agent: ask.planner.id,
    tries: 2,
    ...(text === '' ? {} : { answer: await deps.proposals.keepRefused(key, text) }),
    ...(more > 0 ? { more } : {}),
  };
  return { ok: false, problems: [...told, problemOf('proposal-refused', data)] };
}

function proposed({ ask }: Asking, usable: Usable, ends: readonly PlannerEnd[]): Checked<ProposedTasks> {
  const facts = {
    agent: ask.planner.id,
    tries: ends.length,
    ms: ends.reduce((sum, { ms }) => sum + ms, 0),
    cost: ends.map(({ cost }) => cost).reduce(addCost, NO_COST),
  };
  return { ok: true, value: { ...usable, facts, recalled: false }, warnings: [] };
}
