import { type ChildProcess, spawnSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';

// Git starts others (ssh, git-remote-https, credential helpers, hooks), which outlive a signal to git alone. A child that
// leads a group of its own is signalled with it; one that has to stay in ours, because ssh may ask at the terminal that
// our group has, together with whatever descends from it at that moment.

/** Between asking and ending. */
const GRACE_MS = 300;
/** The same when we end ourselves and cannot wait for anything. */
const LAST_GRACE_MS = 100;

/** A child with everything that it has started; none of it outlives us. */
export interface ChildTree {
  /** Asks all of it to end, and ends what has not after a moment. */
  end(): void;
  /** It has ended by itself: what it has left on purpose (a daemon, ssh's master connection) may stay. */
  letGo(): void;
}

const trees = new Set<{ all(): readonly number[] }>();
let watching = false;

/** `leads`: it was started as the leader of a process group of its own. */
export function keepTree(child: ChildProcess, { leads }: { readonly leads: boolean }): ChildTree {
  const { pid } = child;
  if (pid === undefined) return { end: () => {}, letGo: () => {} };
  endTreesWithUs();
  let below: readonly number[] = [];
  const tree = {
    /** All at once: who sees the other end first would report that as an answer of the far side. */
    all(): readonly number[] {
      if (leads) return [-pid];
      below = [...new Set([...below, ...descendantsOf(pid)])]; // whoever loses its parent is no longer found below it
      return [pid, ...below];
    },
  };
  trees.add(tree);
  let asked = false;
  return {
    end() {
      if (asked) return;
      asked = true;
      signalAll(tree.all(), 'SIGTERM');
      // does not keep us: where we end before that, all is ended with us
      setTimeout(() => {
        signalAll(tree.all(), 'SIGKILL');
        trees.delete(tree);
      }, GRACE_MS).unref();
    },
    letGo() {
      if (!asked) trees.delete(tree);
    },
  };
}

/** Also where `process.exit` ends us; only SIGKILL leaves something behind. */
function endTreesWithUs(): void {
  if (watching) return;
  watching = true;
  process.on('exit', () => {
    if (trees.size === 0) return;
    for (const tree of trees) signalAll(tree.all(), 'SIGTERM');
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, LAST_GRACE_MS);
    for (const tree of trees) signalAll(tree.all(), 'SIGKILL');
  });
}

function signalAll(members: readonly number[], signal: NodeJS.Signals): void {
  if (process.platform === 'win32') {
    // there are no groups and no asking; the system knows who started whom
    for (const pid of members) spawnSync('taskkill', ['/pid', String(Math.abs(pid)), '/T', '/F']);
    return;
  }
  for (const pid of members) {
    try {
      process.kill(pid, signal);
    } catch {
      // gone
    }
  }
}

/** Children, their children, and so on, as the system shows them now. */
function descendantsOf(pid: number): readonly number[] {
  const everybody = parents();
  const found = new Set<number>();
  let generation: readonly number[] = [pid];
  while (generation.length > 0) {
    const of = new Set(generation);
    generation = everybody.flatMap(([child, parent]) => (of.has(parent) && !found.has(child) ? [child] : []));
    for (const child of generation) found.add(child);
  }
  return [...found];
}

function parents(): readonly (readonly [pid: number, parent: number])[] {
  if (process.platform === 'win32') return [];
  if (process.platform !== 'linux') return parentsByPs();
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .flatMap((name) => {
      try {
        const stat = readFileSync(`/proc/${name}/stat`, 'latin1');
        // 4711 (name, with any character) S <parent> …
        const parent = /^\) \S (\d+)/.exec(stat.slice(stat.lastIndexOf(')')))?.[1];
        return parent === undefined ? [] : [[Number(name), Number(parent)] as const];
      } catch {
        return []; // gone meanwhile
      }
    });
}

function parentsByPs(): readonly (readonly [pid: number, parent: number])[] {
  const { stdout } = spawnSync('ps', ['-A', '-o', 'pid=,ppid='], { encoding: 'utf8', timeout: 1_000 });
  return (stdout ?? '').split('\n').flatMap((line) => {
    const [, pid, parent] = /^\s*(\d+)\s+(\d+)/.exec(line) ?? [];
    return pid === undefined ? [] : [[Number(pid), Number(parent)] as const];
  });
}
