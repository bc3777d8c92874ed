import { type Obstacle, sortObstacles } from '../../core/claim/decide-take.ts';
import { isOwnTurn, isWaitOver, waitsAhead } from '../../core/claim/decide-turn.ts';
import { isLive } from '../../core/claim/record.ts';
import { taskRef } from '../../core/claim/refs.ts';
import type { TaskView } from '../../core/claim/table.ts';
import type { WaitSeen } from '../../core/claim/wait-record.ts';
import type { Oid, RefName } from '../../core/model/ids.ts';
import type { ClaimWish } from './claim-attempt.ts';
import type { Claimant } from './claimant.ts';
import { type HoldOutcome, holdPaths } from './hold-paths.ts';
import { type Observation, observe } from './observe.ts';
import { type PlaceInLine, standInLine } from './stand-in-line.ts';

export interface WaitingWish {
  readonly claimant: Claimant;
  readonly wish: ClaimWish;
  readonly waitS: number;
  readonly signal: AbortSignal;
}

const LEAST_PAUSE_MS = 500;
const LONGEST_PAUSE_MS = 2_000;
// Whoever comes first sees within one pause that the paths are free, and has one more for trying.
const CHANCE_MS = 2 * LONGEST_PAUSE_MS;

/**
 * Holds paths, and waits for them where somebody else has them: in line with all others who wait, first come, first
 * served. Waiting looks and pushes nothing; only who comes first tries when the paths are free, so that there is no
 * herd. Who is in line is no part of the exclusion: who claims without waiting may still come first.
 */
export async function waitAndHold(ask: WaitingWish): Promise<HoldOutcome> {
  const { claimant, wish, waitS, signal } = ask;
  const from = claimant.machine.now().monotonic;
  const first = await holdPaths(claimant, wish, signal);
  if (!isHeld(first) || waitS <= 0 || signal.aborted) return first;
  const waits = await lookAtLine(ask);
  const place = await standInLine(claimant, wish, { waits, waitS });
  const outcome = await waitInLine({ ...ask, place, end: from + waitS * 1000, first });
  if (outcome.kind !== 'claimed' || !outcome.alongside) await place.leave();
  return outcome;
}

const isHeld = ({ kind }: HoldOutcome): boolean => kind === 'held' || kind === 'task-held';

async function lookAtLine({ claimant, wish }: WaitingWish): Promise<readonly WaitSeen[]> {
  const look = await observe(claimant, { locks: [], taskRefs: [taskRef(wish.run, wish.task)], waits: true });
  return look.ok ? look.value.waits : [];
}

interface InLine extends WaitingWish {
  readonly place: PlaceInLine;
  /** Monotonic. */
  readonly end: number;
  readonly first: HoldOutcome;
}

async function waitInLine(ask: InLine): Promise<HoldOutcome> {
  const { claimant, wish, place, end, signal } = ask;
  const seen = new SeenTimes(claimant);
  let freeSince: number | undefined;
  let last = ask.first;
  for (;;) {
    const left = end - claimant.machine.now().monotonic;
    if (left <= 0 || signal.aborted) return last;
    await claimant.machine.sleep(Math.min(left, pauseOf(claimant)), signal);
    if (signal.aborted) return last;
    const look = await observe(claimant, { ...looksFor(wish), waits: true });
    if (!look.ok) continue;
    const { waits, view } = look.value;
    seen.note(waits);
    await place.keep(waits);
    const held = await whatIsHeld(claimant, wish, look.value);
    freeSince = held ? undefined : (freeSince ?? claimant.machine.now().monotonic);
    if (held) last = held;
    if (freeSince === undefined || !(await isTurn({ claimant, place, waits, seen, freeSince }))) continue;
    const parent = endedTip(view.tasks.get(taskRef(wish.run, wish.task)));
    const outcome = await holdPaths(claimant, { ...wish, ...parent, alongside: [place.leaving] }, signal);
    if (!isHeld(outcome)) return outcome;
    last = outcome;
    freeSince = undefined;
  }
}

/** What an ended task shows is what a claim of it follows: known, it saves a push. */
const endedTip = (task: TaskView | undefined): { readonly parent?: Oid } =>
  task?.read.kind === 'record' && !isLive(task.read.record) ? { parent: task.tip } : {};

const looksFor = (wish: ClaimWish) => ({
  locks: wish.paths.map(({ lock }) => lock),
  taskRefs: [taskRef(wish.run, wish.task)],
});

/** Full jitter above a least pause: no two who wait stay in step. */
const pauseOf = ({ machine }: Claimant): number =>
  LEAST_PAUSE_MS + (Number.parseInt(machine.randomHex(2), 16) / 0xffff) * (LONGEST_PAUSE_MS - LEAST_PAUSE_MS);

/** Whether somebody else has the task or one of the paths; what is over may be had. */
async function whatIsHeld(
  claimant: Claimant,
  wish: ClaimWish,
  { view, isOver }: Observation,
): Promise<HoldOutcome | undefined> {
  const mine = new Set((await claimant.memory.load()).map(({ anchor }) => anchor));
  const task = view.tasks.get(taskRef(wish.run, wish.task));
  if (task?.read.kind === 'record' && isLive(task.read.record)) {
    const { record } = task.read;
    const isMine = mine.has(record.anchor ?? task.tip);
    if (!isMine && !isOver(task.ref, task.tip, record)) return { kind: 'task-held', by: task };
  }
  const wanted = wish.paths.map(({ lock }) => lock);
  const held = sortObstacles({ view, isOver, wanted }).held.filter(
    ({ anchor }: Obstacle) => !mine.has(anchor),
  );
  return held.length > 0 ? { kind: 'held', obstacles: held } : undefined;
}

async function isTurn(ask: {
  readonly claimant: Claimant;
  readonly place: PlaceInLine;
  readonly waits: readonly WaitSeen[];
  readonly seen: SeenTimes;
  readonly freeSince: number;
}): Promise<boolean> {
  const { claimant, place, waits, seen, freeSince } = ask;
  const ahead: WaitSeen[] = [];
  const gone: WaitSeen[] = [];
  for (const wait of waitsAhead(place.record, waits)) {
    const isGone = isWaitOver(wait, seen.forMs(wait)) || (await claimant.isKnownDead(wait.record.holder));
    (isGone ? gone : ahead).push(wait);
  }
  if (gone.length > 0)
    await claimant.store.commit({
      updates: gone.map(({ ref, tip }) => ({ ref, expect: tip, to: null })),
      objects: [],
    });
  const freeForMs = claimant.machine.now().monotonic - freeSince;
  return isOwnTurn({ ahead, freeForMs, seenForMs: (wait) => seen.forMs(wait), chanceMs: CHANCE_MS });
}

/** Since when each wait has been seen, by our own monotonic clock. */
class SeenTimes {
  readonly #since = new Map<RefName, { readonly tip: Oid; readonly at: number }>();
  readonly #claimant: Claimant;

  constructor(claimant: Claimant) {
    this.#claimant = claimant;
  }

  note(waits: readonly WaitSeen[]): void {
    for (const { ref, tip } of waits)
      if (this.#since.get(ref)?.tip !== tip)
        this.#since.set(ref, { tip, at: this.#claimant.machine.now().monotonic });
  }

  forMs({ ref }: WaitSeen): number {
    const now = this.#claimant.machine.now().monotonic;
    return now - (this.#since.get(ref)?.at ?? now);
  }
}
