import { expect, it } from 'vitest';
import { type Backlog, expectedOf, publishedIn, tasksIn, workOffKilled } from './killed-backlog.ts';

// LONG_PROOF=1 has a hundred tasks and five deaths; without it there are twenty and two.
const isLong = process.env['LONG_PROOF'] === '1';
const BACKLOG: Backlog = isLong
  ? { files: 15, parallel: 10, sequential: 10, items: 10 }
  : { files: 2, parallel: 4, sequential: 4, items: 2 };
const KILLS = isLong ? 5 : 2;
const SEED = Number(process.env['PROOF_SEED'] ?? 1);

it(
  `${tasksIn(BACKLOG)} tasks of all five patterns, killed ${KILLS} times: complete, and each published once`,
  async () => {
    const _from = Date.now();
    const killed = await workOffKilled(BACKLOG, { seed: SEED, kills: KILLS });
    const { done, skipped } = expectedOf(BACKLOG);
    expect(done.length + skipped.length).toBe(tasksIn(BACKLOG));
    expect(killed.end).toMatchObject({ code: 0, said: expect.stringMatching(/skipped/) });
    expect(publishedIn(killed)).toEqual(done);
    const { remote } = killed;
    expect(remote.git('for-each-ref', 'refs/agentic/locks')).toBe('');
    // who has worked in a file, once each
    const works = remote.git('grep', '-o', '-E', '/[*] [a-z0-9-]+ [*]/', 'agentic/feature').split('\n');
    expect(new Set(works).size).toBe(works.length);
    const { log } = killed.meeting;
    const _begun = log().filter((line) => line.startsWith('began ')).length;
  },
  isLong ? 1_200_000 : 120_000,
);
