import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { callProgram } from '../support/call-program.ts';
import { JOB_TOKEN, openPullRequest } from '../support/fake-github/pull-request.ts';
import { makeFolder, openFixture } from '../support/git-fixture.ts';

/** What the runner has to be told so that it hides them; nothing else may hold a token. */
const withoutMasks = (log: string): string =>
  log
    .split('\n')
    .filter((line) => !line.startsWith('::add-mask::'))
    .join('\n');

test('a shallow checkout, five lines of YAML: comment, summary, annotations, outputs, and four calls', async () => {
  await using world = await openPullRequest();
  const config = path.join(world.checkout.dir, '.git/config');
  const before = readFileSync(config, 'utf8');
  const run = await world.run();
  expect([run.code, world.github.breaches]).toEqual([0, []]);
  const [comment] = world.github.world.comments;
  expect(comment?.body).toMatch(
    /^<!-- agentic-plan v1 pr=7 head=[0-9a-f]{12} -->\n### Agents on this pull request: /,
  );
  expect(comment?.body).toContain('1 conflict ahead');
  expect(comment?.body).toContain('`src/auth/session.ts`, line');
  expect(comment?.body).toContain('conflicts with `origin/codex/rate-limit` (Ana)');
  expect(run.log).toMatch(/^::notice title=will conflict,file=src\/auth\/session\.ts,line=1,endLine=1::/m);
  expect(run.summary).toMatch(/^### Plan for #7 Log in \(`feature\/login`\): /);
  expect(run.summary).toContain('4 calls of the API');
  expect(run.summary).toContain('<summary>All 1 changed file</summary>');
  expect([run.outputs.get('conflicts'), run.outputs.get('blocked')]).toEqual(['1', '0']);
  expect(world.github.calls).toHaveLength(4);
  expect(readFileSync(config, 'utf8')).toBe(before);
});

test('no token is in an argument, a file of the clone, the log, the summary, an output or the comment', async () => {
  await using world = await openPullRequest();
  const run = await world.run();
  const { dir } = world.checkout;
  const basic = Buffer.from(`x-access-token:${JOB_TOKEN}`).toString('base64');
  const texts = {
    argv: run.argv,
    log: withoutMasks(run.log),
    summary: run.summary,
    outputs: [...run.outputs.values()].join('\n'),
    plan: readFileSync(run.outputs.get('plan-file') ?? '', 'utf8'),
    comment: JSON.stringify(world.github.world.comments),
    config: readFileSync(path.join(dir, '.git/config'), 'utf8'),
  };
  expect(run.argv).toContain('fetch');
  for (const [name, text] of Object.entries(texts))
    for (const secret of [JOB_TOKEN, basic]) expect(text.includes(secret), name).toBe(false);
});

test('the same again writes nothing; a person’s edit is mended; a newer head is left to its own run', async () => {
  await using world = await openPullRequest();
  await world.run();
  const { calls, world: there } = world.github;
  const writes = () => calls.filter((call) => !call.startsWith('GET')).length;
  const written = there.comments[0]?.body;
  await world.run();
  expect(writes()).toBe(1);
  const [comment] = there.comments;
  if (comment) comment.body = `${comment.body}\nand a word of mine`;
  await world.run();
  expect([writes(), there.comments[0]?.body]).toEqual([2, written]);
  world.remote.commit({ 'x.md': 'x' }, { branch: 'feature/login' });
  if (comment) comment.body = `${comment.body}\nedited`;
  const late = await world.run();
  expect(writes()).toBe(2);
  expect(late.log).toContain('the pull request has moved on');
});

test('who holds a file of it is said, with the command that helps, and is a label', async () => {
  await using world = await openPullRequest();
  const other = openFixture(path.join(makeFolder(), 'other'));
  world.remote.git('clone', '-q', world.remote.dir, other.dir);
  other.git('checkout', '-q', '-b', 'fix/422');
  const claim = ['claim', 'src/auth', '--agent', 'claude', '--task', 'fix-422'];
  expect(await callProgram(other.dir, claim)).toMatchObject({ code: 0 });
  const run = await world.run();
  expect([run.code, world.github.breaches]).toEqual([0, []]);
  const body = world.github.world.comments[0]?.body ?? '';
  expect(body).toMatch(/\*\*Needs a person \(1\)\.\*\*/);
  expect(body).toMatch(/`agentic-plan release c-[0-9a-f]{12} --force`/);
  expect(body).toMatch(/until (\d{4}-\d\d-\d\d )?\d\d:\d\d UTC/);
  expect(run.log).toMatch(
    /^::notice title=held by somebody else,file=src\/auth\/session\.ts,line=1,endLine=1::/m,
  );
  expect(world.github.world.pulls.get(7)?.labels).toEqual(['agentic:blocked']);
  expect(world.github.world.labels.get('agentic:blocked')?.description).toMatch(/holds files/);
  expect(run.summary).toContain('6 calls of the API, 2 of them for labels');
});

test('with `contents: write` and `guard-comment` two runs at once make one comment, and leave no ref', async () => {
  await using world = await openPullRequest({ may: { contents: 'write', pulls: 'write' } });
  const inputs = { 'guard-comment': 'true' };
  const runs = await Promise.all([world.start({ inputs }), world.start({ inputs })]);
  expect(runs.find(({ code }) => code !== 0)).toBeUndefined();
  expect(world.github.breaches).toEqual([]);
  expect(world.github.world.comments).toHaveLength(1);
  expect(world.github.calls.filter((call) => call === 'POST /issues/7/comments')).toHaveLength(1);
  expect(world.remote.git('for-each-ref', 'refs/agentic')).toBe('');
});
