import { appendFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import {
  type Backlog,
  expectedOf,
  type Killed,
  publishedIn,
  tasksIn,
  workOffKilled,
} from './killed-backlog.ts';

// LONG_PROOF=<file> has a hundred tasks and five deaths, and adds a line of figures to that file; without it there are twenty
// tasks and two deaths. PROOF_SEED says where.
const figures = process.env['LONG_PROOF'];
const isLong = figures !== undefined;
const BACKLOG: Backlog = isLong
  ? { files: 15, parallel: 10, sequential: 10, items: 10 }
  : { files: 2, parallel: 4, sequential: 4, items: 2 };
const KILLS = isLong ? 5 : 2;
const SEED = Number(process.env['PROOF_SEED'] ?? 1);

const figuresOf = ({ killedAt, meeting }: Killed, ms: number): string => {
  const lines = meeting.log();
  const begun = lines.filter((line) => line.startsWith('began ')).length;
  const { done, skipped } = expectedOf(BACKLOG);
  return `seed ${SEED}: killed at ${killedAt.join(', ')} of ${lines.length} lines of agents; ${begun} agents began; ${done.length} tasks published once each, ${skipped.length} skipped; ${Math.round(ms / 1000)} s\n`;
};

it(
  `${tasksIn(BACKLOG)} tasks of all five patterns, killed ${KILLS} times: complete, and each published once`,
  async () => {
    const from = Date.now();
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
    if (figures !== undefined) appendFileSync(figures, figuresOf(killed, Date.now() - from));
  },
  isLong ? 1_200_000 : 120_000,
);
