import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { callProgram } from '../support/call-program.ts';
import { makeTeam } from '../support/git-fixture.ts';
import { snippet } from '../support/hooks-page.ts';

// The lines that set-up adds are those of docs/hooks.md, which hooks-page.test.ts runs with the tools themselves.

const LEFTHOOK = '# ours\ncommit-msg:\n  commands:\n    lint:\n      run: npx commitlint --edit {1}\n';
const PRE_COMMIT =
  'repos:\n  - repo: https://github.com/psf/black\n    rev: 24.1.0\n    hooks:\n      - id: black\n';

test('lefthook.yml gains a section that calls our script, and loses it again', async () => {
  const { repo } = makeTeam({ 'lefthook.yml': LEFTHOOK });
  const file = join(repo.dir, 'lefthook.yml');
  const written = await callProgram(repo.dir, ['init', 'hooks', '--yes']);
  expect(written).toMatchObject({ code: 0, stderr: expect.stringContaining('next    lefthook install\n') });
  expect(written.stderr).toMatch(/^commit {2}.*lefthook\.yml/m);
  const { 'post-checkout': _, ...shown } = parse(snippet('lefthook.yml'));
  expect(parse(readFileSync(file, 'utf8'))).toEqual({
    ...parse(LEFTHOOK),
    extends: ['.lefthook/agentic-plan.yml'],
  });
  expect(parse(readFileSync(join(repo.dir, '.lefthook/agentic-plan.yml'), 'utf8'))).toEqual(shown);
  await callProgram(repo.dir, ['init', '--undo', '--yes']);
  expect(repo.git('status', '--porcelain')).toBe('');
  expect(existsSync(join(repo.dir, '.lefthook'))).toBe(false);
});

test('.pre-commit-config.yaml gains one more entry, and loses it again', async () => {
  const { repo } = makeTeam({ '.pre-commit-config.yaml': PRE_COMMIT });
  const file = join(repo.dir, '.pre-commit-config.yaml');
  const written = await callProgram(repo.dir, ['init', 'hooks', '--yes']);
  expect(written.stderr).toContain('pre-commit install --hook-type pre-commit --hook-type pre-push');
  const [shown] = parse(snippet('.pre-commit-config.yaml')).repos;
  const hooks = shown.hooks.filter(({ id }: { readonly id: string }) => id !== 'agentic-plan-checkout');
  expect(parse(readFileSync(file, 'utf8')).repos).toEqual([...parse(PRE_COMMIT).repos, { ...shown, hooks }]);
  await callProgram(repo.dir, ['init', '--undo', '--yes']);
  expect(repo.git('status', '--porcelain')).toBe('');
});

test('a list that takes in others in one line, and a hook in another language, stay and are told', async () => {
  const { repo } = makeTeam({ 'lefthook.yml': 'extends: [own.yml]\n' });
  const kept = await callProgram(repo.dir, ['init', 'hooks', '--yes']);
  expect(kept).toMatchObject({
    code: 1,
    stderr: expect.stringMatching(/lefthook\.yml: a section of ours would change.*docs\/hooks\.md/s),
  });
  expect(repo.git('status', '--porcelain')).toBe('');
  writeFileSync(join(repo.dir, 'lefthook.yml'), snippet('lefthook.yml'));
  expect(await callProgram(repo.dir, ['init', 'hooks', '--yes'])).toMatchObject({
    code: 0,
    stderr: expect.stringMatching(/^nothing to do/),
  });
  repo.git('rm', '-qf', 'lefthook.yml');
  const hook = join(repo.dir, '.git/hooks/pre-push');
  writeFileSync(hook, '#!/usr/bin/env python3\n', { mode: 0o755 });
  const told = await callProgram(repo.dir, ['init', 'hooks', '--yes']);
  expect(told.stderr).toMatch(
    /\.git\/hooks\/pre-push: another program than a shell.*sh "\$\(dirname "\$0"\)\/agentic-plan-hook\.sh" pre-push "\$@" \|\|/s,
  );
  expect(readFileSync(hook, 'utf8')).toBe('#!/usr/bin/env python3\n');
});
