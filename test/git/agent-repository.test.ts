import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { ClaimId, RefName } from '../../src/core/model/ids.ts';
import { makeFolder, makeRepository, openFixture } from '../support/git-fixture.ts';
import { made, openWorktrees } from '../support/worktrees-fixture.ts';

const claim = (name: string): ClaimId => `c-${name}` as ClaimId;

async function start() {
  const repo = makeRepository();
  const head = repo.commit({ 'a.txt': 'one\n', '.gitattributes': '*.txt filter=own\n' });
  const { worktrees, repository } = await openWorktrees(repo);
  const make = async (name: string) => {
    const worktree = made(await worktrees.make({ commit: head, kind: 'agent', claim: claim(name) }));
    return { worktree, inside: openFixture(worktree.path) };
  };
  return { repo, head, worktrees, repository, make };
}

describe('what an agent does to git in its worktree', () => {
  it('stays in force for it while our git is at work, and is not obeyed by that', async () => {
    const { make, repository, repo } = await start();
    const { worktree, inside } = await make('writes');
    const pwned = join(makeFolder(), 'pwned');
    for (const kind of ['clean', 'smudge', 'process'])
      inside.git('config', `filter.own.${kind}`, `touch '${pwned}'; cat`);
    inside.git('config', 'core.hooksPath', '.husky');
    inside.git('config', 'alias.add', `!touch '${pwned}'`);
    const another = await make('other');
    expect(
      (await repository.git({ args: ['update-ref', 'refs/kept/x', repo.git('rev-parse', 'HEAD')] })).code,
    ).toBe(0);
    writeFileSync(join(another.worktree.path, 'a.txt'), 'two\n');
    expect(await another.worktree.collect()).toMatchObject({ ok: true, changed: ['a.txt'] });
    writeFileSync(join(worktree.path, 'a.txt'), 'three\n');
    expect(await worktree.collect()).toMatchObject({ ok: true, changed: ['a.txt'] });
    expect(await another.worktree.moveTo(repo.tip('HEAD'))).toBe(true);
    expect(readFileSync(join(another.worktree.path, 'a.txt'), 'utf8')).toBe('one\n');
    expect(inside.git('config', 'core.hooksPath')).toBe('.husky');
    await another.worktree.remove();
    expect(inside.git('config', 'filter.own.clean')).toContain('touch');
    await worktree.remove();
    expect(existsSync(pwned)).toBe(false);
    expect(repo.git('config', '--local', '--list')).not.toContain('husky');
  });

  it('is gone with its folder', async () => {
    const { make, repo } = await start();
    (await make('writes')).inside.git('config', 'core.hooksPath', '.husky');
    const next = await openWorktrees(repo, { pid: 2 });
    const head = repo.tip('HEAD');
    const { path } = made(await next.worktrees.make({ commit: head, kind: 'agent', claim: claim('later') }));
    expect(openFixture(path).git('config', '--local', '--list')).not.toContain('husky');
  });

  it('shows it neither our refs nor the clone’s, and its branches are seen by neither', async () => {
    const { make, head, repository, worktrees, repo } = await start();
    await worktrees.showRefs(new Map([['refs/heads/main' as RefName, head]]));
    await repository.git({ args: ['update-ref', 'refs/agentic/locks/a.txt', head] });
    const { worktree, inside } = await make('branches');
    inside.git('checkout', '-q', '-b', 'mine');
    writeFileSync(join(worktree.path, 'a.txt'), 'two\n');
    inside.git('-c', 'user.name=a', '-c', 'user.email=a@b', 'commit', '-qam', 'On my branch');
    expect(inside.git('for-each-ref', '--format=%(refname)')).toBe('refs/heads/main\nrefs/heads/mine');
    expect(await worktree.collect()).toMatchObject({
      ok: true,
      messages: ['On my branch'],
      changed: ['a.txt'],
    });
    expect((await repository.git({ args: ['for-each-ref', '--format=%(refname)'] })).stdout.toString()).toBe(
      'refs/agentic/locks/a.txt\n',
    );
    expect(repo.git('for-each-ref', '--format=%(refname)')).toBe('refs/heads/main');
    await worktree.remove();
  });

  it('finds the clone’s submodules, relative ones too; no password goes along', async () => {
    const repo = makeRepository();
    const lib = makeRepository();
    lib.commit({ 'lib.txt': 'lib\n' });
    const allow = ['-c', 'protocol.file.allow=always'];
    repo.git(...allow, 'submodule', '--quiet', 'add', lib.dir, 'vendor/lib');
    repo.git('config', '--file', '.gitmodules', 'submodule.vendor/lib.url', '../lib');
    repo.git('commit', '-qam', 'A library, beside us');
    repo.git('config', 'submodule.secret.url', 'https://ana:pw@example.com/x');
    const { worktrees } = await openWorktrees(repo);
    const head = repo.tip('HEAD');
    const worktree = made(await worktrees.make({ commit: head, kind: 'agent', claim: claim('sub') }));
    openFixture(worktree.path).git(...allow, 'submodule', '--quiet', 'update', '--init');
    expect(readFileSync(join(worktree.path, 'vendor/lib/lib.txt'), 'utf8')).toBe('lib\n');
    expect(await worktree.collect()).toMatchObject({ ok: true, changed: [] });
    expect(readFileSync(join(worktree.path, '.git', 'config'), 'utf8')).not.toContain('pw@');
    await worktree.remove();
  });

  it('finds the keys that filters keep in the git folder, and so does our collecting', async () => {
    const repo = makeRepository();
    // a filter that turns letters by a key in the git folder, and fails without it
    const turn =
      'tr "$(head -1 "$(git rev-parse --git-dir)/own-crypt/key")" "$(tail -1 "$(git rev-parse --git-dir)/own-crypt/key")"';
    mkdirSync(join(repo.dir, '.git', 'own-crypt'));
    writeFileSync(join(repo.dir, '.git', 'own-crypt', 'key'), 'a-z\nn-za-m\n');
    for (const kind of ['clean', 'smudge']) repo.git('config', `filter.turn.${kind}`, turn);
    repo.git('config', 'filter.turn.required', 'true');
    writeFileSync(join(repo.dir, '.gitattributes'), '*.secret filter=turn\n');
    writeFileSync(join(repo.dir, 'x.secret'), 'open\n');
    repo.git('add', '.');
    repo.git('commit', '-qm', 'A secret');
    const { worktrees, repository } = await openWorktrees(repo);
    const wish = { commit: repo.tip('HEAD'), kind: 'agent' as const, claim: claim('crypt') };
    const worktree = made(await worktrees.make(wish));
    expect(readFileSync(join(worktree.path, 'x.secret'), 'utf8')).toBe('open\n');
    writeFileSync(join(worktree.path, 'x.secret'), 'shut\n');
    const collected = await worktree.collect();
    expect(collected).toMatchObject({ ok: true, changed: ['x.secret'] });
    const spec = collected.ok ? `${collected.tree}:x.secret` : '';
    expect((await repository.git({ args: ['cat-file', 'blob', spec] })).stdout.toString()).toBe('fuhg\n');
    await worktree.remove();
  });
});
