import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { callProgram } from '../support/call-program.ts';
import { makeRepository, makeTeam } from '../support/git-fixture.ts';

it('what the session around a command holds is its own: it is told to give it back, not to ask itself', async () => {
  const { repo } = makeTeam({ 'a.txt': 'a\n' });
  await callProgram(repo.dir, ['claim', 'a.txt']);
  const wrapped = await callProgram(repo.dir, ['claim', 'a.txt', '--', 'true']);
  expect(wrapped.code).toBe(3);
  expect(wrapped.stderr).toContain('by     you');
  expect(wrapped.stderr).toMatch(/yours {2}agentic-plan release c-[0-9a-f]{12}/);
  expect(wrapped.stderr).not.toContain('--force');
});

it('a path in a repository inside this one is refused with where to act; that repository itself is a path', async () => {
  const { repo } = makeTeam({ 'a.txt': 'a\n' });
  const inner = makeRepository({ dir: join(repo.dir, 'mod') });
  inner.commit({ 'y.txt': 'y\n' });
  for (const command of ['claim', 'check']) {
    const refused = await callProgram(repo.dir, [command, 'mod/y.txt']);
    expect(refused.code).toBe(2);
    expect(refused.stderr).toContain('agentic-plan -C mod');
  }
  expect(await callProgram(repo.dir, ['claim', 'mod'])).toMatchObject({ code: 0 });
});

it('paths that are named to check are not said to have changed', async () => {
  const { repo } = makeTeam({ 'a.txt': 'a\n', 'b.txt': 'b\n' });
  await callProgram(repo.dir, ['claim', 'a.txt']);
  expect((await callProgram(repo.dir, ['check', 'b.txt'])).stdout).not.toContain('without a claim');
  mkdirSync(join(repo.dir, 'src'));
  writeFileSync(join(repo.dir, 'src', 'new.txt'), 'new');
  expect((await callProgram(repo.dir, ['check'])).stdout).toContain('without a claim');
});
