// The publishing transaction by the code that `run` uses, against the bare push that moves the same refs, in turns.
// Bundled and called by `publish.mjs`: REPO URL ROUNDS COUNT… It prints one line of JSON for each count.
import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { promisify } from 'node:util';
import { processMemory } from '../src/app/claim/claimant.ts';
import { takeClaim } from '../src/app/claim/take-claim.ts';
import { openRooms } from '../src/app/perform/open-rooms.ts';
import { publishTask } from '../src/app/perform/publishing/publish-task.ts';
import type { RunGround } from '../src/app/perform/run-ground.ts';
import { defaultSettings } from '../src/config/normalize/defaults.ts';
import { EMPTY_TREE, planRef, resultRef } from '../src/core/claim/refs.ts';
import type { Oid, RefName, RepoPath, RunId, TaskId } from '../src/core/model/ids.ts';
import { lockOf } from '../src/core/paths/lock-name.ts';
import { openClone } from '../src/git/clone/clone-facts.ts';
import { openPrivateRepository } from '../src/git/private/private-repository.ts';
import { remoteRefStore } from '../src/git/table/remote-ref-store.ts';
import { gitPublishing } from '../src/git/work/publishing.ts';
import { processHolder } from '../src/process/holder/choose-holder.ts';
import { realMachine } from '../src/process/machine.ts';

const [repo = '', url = '', rounds = '1', ...counts] = process.argv.slice(2);
const execute = promisify(execFile);
const RUN = 'bench-00000000' as RunId;

const clone = await openClone(repo);
if (!clone.ok) throw new Error(JSON.stringify(clone.problems));
const opened = await openPrivateRepository(clone.value);
if (!opened.ok) throw new Error(JSON.stringify(opened.problems));
const repository = opened.value;
const store = remoteRefStore({ repository, url, display: url });
let looks = 0;
const counted = {
  table: store.table,
  place: store.place,
  objectFormat: store.objectFormat,
  get pushes() {
    return store.pushes;
  },
  list: (scopes: readonly RefName[]) => {
    looks++;
    return store.list(scopes);
  },
  listOurs: store.listOurs.bind(store),
  hidesRefs: store.hidesRefs.bind(store),
  read: store.read.bind(store),
  commit: store.commit.bind(store),
};
const publishing = gitPublishing(repository, clone.value);
const head = (await git(['rev-parse', 'HEAD'])) as Oid;
const claimant = {
  store: counted,
  machine: realMachine(),
  holder: await processHolder('bench, main'),
  memory: processMemory(),
  sightings: { load: async () => new Map(), save: async () => {} },
  isKnownDead: async () => false,
  retryBudgetMs: 60_000,
};
const refs = { head, tip: head, planRef: planRef(RUN), planTip: head, resultRef: resultRef(RUN) };
await store.commit({ updates: [{ ref: refs.resultRef, expect: null, to: head }], objects: [] });
const task = { id: 'x' as TaskId, kind: 'fix', title: 'Work', why: '', writes: [], dependsOn: [] };
// Of a context publishing needs these; the rest starts agents.
const ground = {
  plan: { run: RUN, head, tasks: [task] },
  settings: defaultSettings(),
  claimant,
  known: new Map(),
  publishing,
} as unknown as RunGround;
const context = openRooms(ground, { refs, claimedBefore: [] });
const { result } = context;

for (const count of counts.map(Number)) {
  const times = { ours: [] as number[], bare: [] as number[] };
  let [pushes, looked] = [0, 0];
  for (let round = 0; round <= Number(rounds); round++) {
    await prepare(count, round);
    [pushes, looked] = [store.pushes, looks];
    const from = performance.now();
    const ended = await publishTask(context, task.id);
    const ours = performance.now() - from;
    if (ended.kind !== 'published') throw new Error(JSON.stringify(ended));
    [pushes, looked] = [store.pushes - pushes, looks - looked];
    const bare = await timeBare(count);
    if (round === 0) continue; // it warms the caches
    times.ours.push(ours);
    times.bare.push(bare);
  }
  console.log(
    JSON.stringify({ count, ours: median(times.ours), bare: median(times.bare), pushes, looks: looked }),
  );
}

/** A claim on so many files, and work that is ready to be published on the newest result. */
async function prepare(count: number, round: number): Promise<void> {
  const paths = Array.from({ length: count }, (_, at) => {
    const path = `src/part${at % 25}/module${at}.ts` as RepoPath;
    return { path, lock: lockOf(path).lock };
  });
  const id = `x-${count}-${round}` as TaskId;
  task.id = id;
  const wish = { run: RUN, task: id, paths, leaseS: 1800, base: result.tip };
  const taken = await takeClaim(claimant, wish);
  if (taken.kind !== 'claimed') throw new Error(JSON.stringify(taken));
  context.claims.keep(id, taken.held);
  const tree = await publishing.treeOf(result.tip);
  const changed = paths.map(({ path }) => path);
  context.pieces.put(id, {
    made: { ok: true, tree, changed, deleted: [], ignored: [], messages: [], aside: [] },
    basedOn: result.tip,
    isAccepted: false,
    summary: '',
    outputs: {},
  });
}

/** The same refs moved by a push that does nothing else: result and task on, locks away. */
async function timeBare(count: number): Promise<number> {
  const commit = (tree: string, parent: string): Promise<string> =>
    git(['commit-tree', tree, '-p', parent, '-m', randomBytes(16).toString('hex')]);
  const before = await commit(EMPTY_TREE.sha1, head);
  // as ours are: the result changes nothing on top of what is there, a state has no files
  const [after, state] = [await commit(`${head}^{tree}`, head), await commit(EMPTY_TREE.sha1, before)];
  const locks = Array.from({ length: count }, (_, at) => `refs/bare/locks/${at}`);
  const push = (updates: readonly { ref: string; old: string; to: string }[]): Promise<string> =>
    git([
      ...['push', '-q', '--porcelain', '--atomic', '--no-verify'],
      ...updates.map(({ ref, old }) => `--force-with-lease=${ref}:${old}`),
      url,
      ...updates.map(({ ref, to }) => `${to}:${ref}`),
    ]);
  const [result, task] = [`refs/bare/${before}/result`, `refs/bare/${before}/task`];
  await push([
    { ref: result, old: '', to: head },
    ...[task, ...locks].map((ref) => ({ ref, old: '', to: before })),
  ]);
  const from = performance.now();
  await push([
    { ref: result, old: head, to: after },
    { ref: task, old: before, to: state },
    ...locks.map((ref) => ({ ref, old: before, to: '' })),
  ]);
  return performance.now() - from;
}

async function git(args: readonly string[]): Promise<string> {
  return (await execute('git', ['-c', 'gc.auto=0', ...args], { cwd: repo })).stdout.trim();
}

function median(list: readonly number[]): number {
  const sorted = [...list].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? 0;
}
