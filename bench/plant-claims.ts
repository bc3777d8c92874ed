// Fills a bare repository with claims in force, by the product's own core, without a push for each: what a busy team's
// table looks like. Bundled and called by `crowd.mjs`: REMOTE COUNT.
import { spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import path from 'node:path';
import { claimIdFrom, HAND, taskRef } from '../src/core/claim/refs.ts';
import { type StateCommit, stateCommit } from '../src/core/claim/state-commit.ts';
import { claimTransaction } from '../src/core/claim/transactions.ts';
import type { AgentId, RepoPath, TaskId } from '../src/core/model/ids.ts';
import type { WallTime } from '../src/core/model/time.ts';
import { lockOf } from '../src/core/paths/lock-name.ts';
import { UNICODE_VERSION } from '../src/core/paths/unicode-tables.generated.ts';
import { writeLooseObjects } from '../src/git/private/state-objects.ts';

const [remote = '', count = '0'] = process.argv.slice(2);

function claimOf(at: number): StateCommit {
  const nonce = randomBytes(16).toString('hex');
  const file = `src/part${at % 25}/module${at}.ts` as RepoPath;
  const record = {
    version: 1,
    state: 'claimed',
    nonce,
    claim: claimIdFrom(nonce),
    run: HAND,
    task: `crowd-${at}` as TaskId,
    agent: 'somebody' as AgentId,
    holder: { kind: 'session', id: `crowd-${at}`, name: `host-${at % 50}` },
    locks: [lockOf(file).lock],
    paths: [file],
    at: Date.now() as WallTime,
    leaseS: 3600,
    unicode: UNICODE_VERSION,
  } as const;
  return stateCommit(record, null, 'sha1');
}

const commits = Array.from({ length: Number(count) }, (_, at) => claimOf(at));
const objects = commits.map(({ oid, bytes }) => ({ oid, bytes, type: 'commit' as const }));
await writeLooseObjects(path.join(remote, 'objects'), objects, { sync: false });
spawnSync('git', ['hash-object', '-t', 'tree', '-w', '--stdin'], { cwd: remote, input: '' });
const updates = commits.flatMap((commit) => {
  const ref = taskRef(HAND, commit.record.task);
  return claimTransaction({ taskRef: ref, parent: null, commit }).updates;
});
const done = spawnSync('git', ['update-ref', '--stdin'], {
  cwd: remote,
  input: updates.map(({ ref, to }) => `create ${ref} ${to}\n`).join(''),
});
if (done.status !== 0) throw new Error(String(done.stderr));
