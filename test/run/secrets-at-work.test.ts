import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { makeRepository } from '../support/git-fixture.ts';
import { startTestRun } from '../support/run-fixture.ts';

const SECRET = 'correct-horse-battery';
const GITHUB = `ghp_${'a1b2c3d4e5'.repeat(3)}`;

it('an agent that tells its secrets tells them to nobody: not in its log, its commits, its summary or its outputs', async () => {
  const repo = makeRepository();
  repo.commit({ 'a.txt': 'a\n', 'b.txt': 'b\n' });
  const end = await startTestRun({
    repo,
    agents: [{ env: { TEAM_PASSWORD: SECRET } }],
    tasks: [
      {
        id: 'first',
        writes: ['a.txt'],
        does: `const secret = process.env.TEAM_PASSWORD;
process.stdout.write('it is ' + secret.slice(0, 9)); await new Promise((go) => setTimeout(go, 50));
console.log(secret.slice(9), ${JSON.stringify(GITHUB)});
append('a.txt', 'more'); sh('git commit -qam "with ' + secret + '"');
report({ summary: 'used ' + secret, outputs: { key: secret, url: 'https://me:' + secret + '@host' } });`,
      },
      {
        id: 'second',
        writes: ['b.txt'],
        needs: ['first'],
        does: `console.log(fs.readFileSync(process.env.AGENTIC_PROMPT, 'utf8')); append('b.txt', 'more');`,
      },
    ],
  });
  expect(end.phases).toEqual({ first: 'done', second: 'done' });
  const { logs, handoffs, result } = end.context;
  const texts = readdirSync(logs).map((name) => readFileSync(join(logs, name), 'utf8'));
  expect(texts.join('')).toContain('it is *** ***');
  expect(texts.join('')).toContain('used ***'); // what the second one was told
  const refs = repo.git('--git-dir=.git/agentic.git', 'for-each-ref', '--format=%(objectname)').split('\n');
  const messages = repo.git('--git-dir=.git/agentic.git', 'log', '--format=%B', result.tip, ...refs);
  expect(messages).toContain('with ***');
  for (const text of [...texts, messages, JSON.stringify(end.plan.tasks.map(({ id }) => handoffs.of(id)))]) {
    expect(text).not.toContain(SECRET);
    expect(text).not.toContain(GITHUB);
  }
  for (const name of ['.', ...readdirSync(logs)])
    expect((statSync(join(logs, name)).mode & 0o077).toString(8)).toBe('0');
});
