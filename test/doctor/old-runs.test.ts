import { beforeEach, expect, test } from 'vitest';
import { planMessage } from '../../src/app/perform/ending/plan-commit.ts';
import type { ClaimRecord } from '../../src/core/claim/record.ts';
import { commitObject, stateCommit } from '../../src/core/claim/state-commit.ts';
import { waitRef, writeWait } from '../../src/core/claim/wait-record.ts';
import type { Oid, RunId } from '../../src/core/model/ids.ts';
import type { WallTime } from '../../src/core/model/time.ts';
import { callProgram } from '../support/call-program.ts';
import { endedRecord } from '../support/claim-records.ts';
import { type GitFixture, makeTeam } from '../support/git-fixture.ts';

const DAY_MS = 24 * 3600 * 1000;

let repo: GitFixture;
let remote: GitFixture;
let result: Oid;

beforeEach(() => {
  const team = makeTeam({ 'src/a.ts': '1\n' });
  repo = team.repo;
  remote = team.remote;
  result = remote.commit({ 'src/a.ts': '2\n' }, { branch: 'work' });
  remote.git('update-ref', 'refs/heads/agentic/main', result);
});

const object = (bytes: Uint8Array): string =>
  remote.gitBytes(['hash-object', '-w', '-t', 'commit', '--stdin'], bytes).toString().trim();

/** A run as another machine left it: its plan, its result, and one task that ended. */
function plantRun(
  run: string,
  how: {
    readonly state: 'open' | 'finished';
    readonly planDays?: number;
    readonly taskDays?: number;
    readonly task?: Partial<ClaimRecord>;
    to?: Oid;
  },
): void {
  const { state, planDays, taskDays, to = result } = how;
  const at = planDays === undefined ? {} : { at: (Date.now() - planDays * DAY_MS) as WallTime };
  const message = planMessage({ run: run as RunId, state, result: to, ...at });
  const plan = remote.git('commit-tree', '-m', message, 'main^{tree}');
  remote.git('update-ref', `refs/agentic/runs/${run}/plan`, plan);
  remote.git('update-ref', `refs/agentic/runs/${run}/result`, to);
  if (taskDays === undefined) return;
  const record = { ...endedRecord({ run, task: 't', at: Date.now() - taskDays * DAY_MS }), ...how.task };
  remote.git('update-ref', `refs/agentic/tasks/${run}/t`, object(stateCommit(record, null, 'sha1').bytes));
}

const left = (): string[] => [
  ...new Set(
    remote
      .git('for-each-ref', '--format=%(refname:lstrip=3)', 'refs/agentic/runs', 'refs/agentic/tasks')
      .split('\n')
      .map((name) => name.split('/')[0] ?? ''),
  ),
];

test('all refs of a run go a day after it was finished, of one that was left open after 14 days; by clocks two days apart', async () => {
  const elsewhere = remote.commit({ 'src/a.ts': '3\n' }, { branch: 'elsewhere' });
  plantRun('main-aaaaaaa1', { state: 'finished', planDays: 4.1, taskDays: 5.1 });
  plantRun('main-aaaaaaa2', { state: 'finished', planDays: 4.1 });
  plantRun('main-aaaaaaa3', { state: 'finished', taskDays: 4.1 }); // of an earlier version
  plantRun('main-aaaaaaa4', { state: 'open', planDays: 22, taskDays: 17 });
  plantRun('main-bbbbbbb1', { state: 'finished', planDays: 2.9, taskDays: 5.1 });
  plantRun('main-bbbbbbb2', { state: 'finished', planDays: 4.1, taskDays: 2.9 });
  plantRun('main-bbbbbbb3', { state: 'finished', planDays: 4.1, to: elsewhere }); // on no branch of ours: open again
  plantRun('main-bbbbbbb4', { state: 'open', planDays: 15.9, taskDays: 15.9 });
  plantRun('main-bbbbbbb5', { state: 'open', planDays: 22, taskDays: 15.9 });
  plantRun('main-bbbbbbb6', { state: 'finished' }); // nothing says when
  const ended = { state: 'finished', planDays: 5.1, taskDays: 5.1 } as const;
  plantRun('main-bbbbbbb8', { ...ended, task: { state: 'done' } }); // nothing else says that it was done
  plantRun('main-bbbbbbb9', { ...ended, task: { state: 'done', result, reason: 'accepted' } });
  plantRun('main-aaaaaaa5', { ...ended, task: { state: 'done', result } });
  remote.git('update-ref', 'refs/agentic/runs/main-bbbbbbb7/plan', 'main'); // none of ours
  remote.git('update-ref', 'refs/agentic/runs/main-bbbbbbb7/result', 'main');
  const seen = await callProgram(repo.dir, ['doctor']);
  expect(seen.stdout).toMatch(/5 runs that have been over .*main-aaaaaaa1/);
  const fixed = await callProgram(repo.dir, ['doctor', '--fix']);
  expect(fixed).toMatchObject({ code: 0 });
  expect(fixed.stdout).toMatch(/✓ 5 old runs deleted/);
  expect(left()).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9].map((at) => `main-bbbbbbb${at}`));
});

test('a run stays as long as a task of it is claimed, or a lock points to a claim of it', async () => {
  plantRun('main-aaaaaaa1', { state: 'open', planDays: 22, taskDays: 17 });
  plantRun('main-aaaaaaa2', { state: 'open', planDays: 22, taskDays: 17 });
  const live = {
    ...endedRecord({ run: 'main-aaaaaaa1', task: 'u', at: Date.now() }),
    state: 'claimed',
  } as const;
  const claim = object(stateCommit(live, null, 'sha1').bytes);
  remote.git('update-ref', 'refs/agentic/tasks/main-aaaaaaa1/u', claim);
  const ended = { ...endedRecord({ run: 'main-aaaaaaa2', task: 't', at: 0 }), state: 'claimed' } as const;
  remote.git('update-ref', 'refs/agentic/locks/x', object(stateCommit(ended, null, 'sha1').bytes));
  const seen = await callProgram(repo.dir, ['doctor']);
  expect(seen.stdout).not.toMatch(/runs that have been over/);
  await callProgram(repo.dir, ['doctor', '--fix']); // removes the lock: it is litter
  expect(left()).toEqual(['main-aaaaaaa1', 'main-aaaaaaa2']);
  await callProgram(repo.dir, ['doctor', '--fix']);
  expect(left()).toEqual(['main-aaaaaaa1']);
});

test('a place in line that was left days ago goes; others’ places stay', async () => {
  const plantWait = (nonce: string, ageDays: number): void => {
    const { holder, run, task, locks, paths } = endedRecord({ run: 'hand', task: 't', at: 0 });
    const at = (Date.now() - ageDays * DAY_MS) as WallTime;
    const wait = { version: 1, ticket: 1, nonce, holder, run, task, locks, paths, at, waitS: 60 } as const;
    const commit = commitObject({ message: writeWait(wait), at, parent: null, format: 'sha1' });
    remote.git('update-ref', waitRef(nonce), object(commit.bytes));
  };
  plantWait('a'.repeat(32), 2);
  plantWait('b'.repeat(32), 0.9);
  remote.git('update-ref', waitRef('c'.repeat(32)), 'main'); // none of ours
  expect((await callProgram(repo.dir, ['doctor'])).stdout).toMatch(/1 places? in line/);
  expect((await callProgram(repo.dir, ['doctor', '--fix'])).code).toBe(0);
  expect(remote.git('for-each-ref', '--format=%(refname)', 'refs/agentic/waits').split('\n')).toEqual(
    ['b', 'c'].map((letter) => waitRef(letter.repeat(32))),
  );
});
