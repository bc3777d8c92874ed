import { randomBytes } from 'node:crypto';
import { link, rename, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { setTimeout as wait } from 'node:timers/promises';
import { isSameProcessAlive, type ProcessIdentity, thisProcess } from '../holder/process-identity.ts';
import { limitsNow } from '../limits.ts';
import { withPath } from './disk-problem.ts';
import { readIfThere } from './durable-file.ts';

/** `busy`: somebody else held it for all that time, and `fn` was not called. */
export type Locked<T> =
  | { readonly kind: 'done'; readonly value: T }
  | { readonly kind: 'busy'; readonly holder: string };

// Only for holders that cannot be judged (another container, another system): they touch their file now and then.
const HEARTBEAT_MS = 5_000;
const SILENT_MS = 60_000;
const QUEUES = new Map<string, Promise<unknown>>();

/**
 * Runs `fn` while this process alone holds the file `path`, which says who that is. Callers of one process queue up in
 * order; a holder that is known dead is put aside; one that is paused is not. Waiting ends with the command's budget. Errors are those of the disk and of `fn`.
 */
export async function withFileLock<T>(
  lock: { readonly path: string; readonly timeoutMs: number },
  fn: () => Promise<T>,
): Promise<Locked<T>> {
  const before = QUEUES.get(lock.path) ?? Promise.resolve();
  const turn = before.then(() => takeAndRun(lock, fn));
  const settled = turn.catch(() => undefined);
  QUEUES.set(lock.path, settled);
  try {
    return await turn;
  } finally {
    if (QUEUES.get(lock.path) === settled) QUEUES.delete(lock.path);
  }
}

async function takeAndRun<T>(
  { path, timeoutMs }: { readonly path: string; readonly timeoutMs: number },
  fn: () => Promise<T>,
): Promise<Locked<T>> {
  const note = JSON.stringify({ token: randomBytes(8).toString('hex'), ...(await thisProcess()) });
  const deadline = performance.now() + timeoutMs;
  for (let pause = 2; !(await take(path, note)); pause = Math.min(pause * 2, 50)) {
    const isOver = (limitsNow()?.budget.networkLeftMs() ?? 1) <= 0; // whoever has it may be waiting for others
    if (isOver || performance.now() >= deadline)
      return { kind: 'busy', holder: holderOf(await readNote(path)) };
    await wait(pause * (0.5 + Math.random()));
  }
  const beat = setInterval(() => void touch(path), HEARTBEAT_MS).unref();
  try {
    return { kind: 'done', value: await fn() };
  } finally {
    clearInterval(beat);
    if ((await readNote(path)) === note) await rm(path, { force: true });
  }
}

const readNote = async (path: string): Promise<string | undefined> =>
  (await readIfThere(path, 4_096))?.toString('utf8');
const touch = (path: string): Promise<void> => utimes(path, new Date(), new Date()).catch(() => undefined);

/** `link` makes the file with its content at once, or fails: nobody ever reads half a note. */
async function take(path: string, note: string): Promise<boolean> {
  const mine = `${path}.${randomBytes(6).toString('hex')}`;
  try {
    await writeNote(mine, note, path);
    if (await placed(mine, path)) return true;
    const there = await readNote(path);
    if (there === undefined || !(await isAbandoned({ path, note: there, clock: mine }))) return false;
    return (await breakLock(path, { abandoned: there, mine })) && (await placed(mine, path));
  } finally {
    await rm(mine, { force: true });
  }
}

async function writeNote(mine: string, note: string, path: string): Promise<void> {
  try {
    await writeFile(mine, note, { flag: 'wx', mode: 0o600 });
  } catch (error) {
    throw withPath(error, path);
  }
}

async function placed(mine: string, path: string): Promise<boolean> {
  try {
    await link(mine, path);
    return true;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EEXIST') return false;
    throw error;
  }
}

/** `clock` is a file made just now: both times are the disk's own. */
async function isAbandoned(lock: {
  readonly path: string;
  readonly note: string;
  readonly clock: string;
}): Promise<boolean> {
  const holder = parseNote(lock.note);
  const life = holder ? await isSameProcessAlive(holder) : 'unknown';
  if (life !== 'unknown') return life === 'dead';
  const [there, now] = await Promise.all([stat(lock.path).catch(() => undefined), stat(lock.clock)]);
  return there !== undefined && now.mtimeMs - there.mtimeMs > SILENT_MS;
}

/**
 * Removes an abandoned lock. Only who holds the second file may: otherwise two that saw the same dead holder would
 * remove each other's fresh lock. One that died within these few lines is moved away, and told by its note.
 */
async function breakLock(
  path: string,
  { abandoned, mine }: { readonly abandoned: string; readonly mine: string },
): Promise<boolean> {
  const breaker = `${path}.break`;
  if (!(await placed(mine, breaker))) {
    const there = await readNote(breaker);
    if (there === undefined || !(await isAbandoned({ path: breaker, note: there, clock: mine })))
      return false;
    const aside = `${mine}.aside`;
    await rename(breaker, aside).catch(() => undefined);
    const moved = await readNote(aside); // nothing, where somebody else was faster
    if (moved !== undefined && moved !== there) await placed(aside, breaker);
    await rm(aside, { force: true });
    return false; // the next round tries again
  }
  try {
    if ((await readNote(path)) !== abandoned) return false;
    await rm(path, { force: true });
    return true;
  } finally {
    await rm(breaker, { force: true });
  }
}

function parseNote(note: string): ProcessIdentity | undefined {
  try {
    const { host, name, boot, namespace, pid, started } = JSON.parse(note) as Record<string, unknown>;
    const texts = [host, name, boot, namespace, started];
    if (typeof pid !== 'number' || texts.some((text) => typeof text !== 'string')) return undefined;
    return { host, name, boot, namespace, pid, started } as ProcessIdentity;
  } catch {
    return undefined; // not a note of ours: judged by its age
  }
}

function holderOf(note: string | undefined): string {
  const holder = note === undefined ? undefined : parseNote(note);
  return holder ? `process ${holder.pid}` : 'unknown';
}
