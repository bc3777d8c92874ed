import {
  existsSync,
  mkdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { ClaimId } from '../../src/core/model/ids.ts';
import { makeFolder, makeRepository, openFixture } from '../support/git-fixture.ts';
import { made, openWorktrees } from '../support/worktrees-fixture.ts';

const files = { 'a.txt': 'one\n', 'src/b.txt': 'two\n', '.gitignore': '*.log\n' };
const ID = ['-c', 'user.name=a', '-c', 'user.email=a@b'];

async function start(
  more: Parameters<ReturnType<typeof makeRepository>['commit']>[0] = {},
  repo = makeRepository(),
) {
  const head = repo.commit({ ...files, ...more });
  const { worktrees, repository } = await openWorktrees(repo);
  const worktree = made(await worktrees.make({ commit: head, kind: 'agent', claim: 'c-1' as ClaimId }));
  const put = (name: string, text: string) => {
    mkdirSync(join(worktree.path, name, '..'), { recursive: true });
    writeFileSync(join(worktree.path, name), text);
  };
  const show = async (...args: string[]) => (await repository.git({ args })).stdout.toString();
  return { repo, head, repository, worktree, put, show, inside: openFixture(worktree.path) };
}

describe('what was there before is not the agent’s', () => {
  it('an agent that rewrites our note of the beginning gets nothing published that is not said', async () => {
    const { worktree, put, show, inside } = await start();
    put('a.txt', 'changed\n');
    inside.git('-c', 'alias.note=!GIT_INDEX_FILE="$1" git add a.txt #', 'note', `${worktree.path}.index`);
    const collected = await worktree.collect();
    if (!collected.ok) throw new Error(collected.problem.code);
    const published = (await show('show', `${collected.tree}:a.txt`)) === 'changed\n';
    expect(published).toBe(collected.changed.includes('a.txt' as never));
  });

  it('what the set-up made is no change, what the agent makes of it is', async () => {
    const { worktree, put, show } = await start();
    put('.env', 'TOKEN=hunter2');
    put('generated.ts', 'export {};\n');
    put('a.txt', 'rewritten by the set-up\n');
    await worktree.begin();
    put('src/b.txt', 'changed\n');
    put('generated.ts', 'export const more = 1;\n');
    const collected = await worktree.collect();
    expect(collected).toMatchObject({ ok: true, changed: ['generated.ts', 'src/b.txt'] });
    const tree = collected.ok ? collected.tree : '';
    expect(await show('ls-tree', '-r', '--name-only', tree)).toBe(
      '.gitignore\na.txt\ngenerated.ts\nsrc/b.txt\n',
    );
    expect(await show('show', `${tree}:a.txt`)).toBe('one\n');
  });

  it('nor what git would rewrite because of line ends, whether or not the agent has committed', async () => {
    const { worktree, put, inside } = await start({
      'crlf.txt': 'a\r\nb\r\n',
      '.gitattributes': '*.txt text\n',
    });
    put('a.txt', 'changed\n');
    inside.git(...ID, 'commit', '-qm', 'Mine', '--', 'a.txt');
    expect(await worktree.collect()).toMatchObject({ ok: true, changed: ['a.txt'] });
  });

  it('nor what was ignored, where the agent takes a line out of the ignore file; what it commits by force is', async () => {
    const { worktree, put, inside } = await start();
    put('secret.log', 'not for others');
    put('wanted.log', 'by force');
    put('.gitignore', '');
    inside.git('add', '-f', 'wanted.log');
    inside.git(...ID, 'commit', '-qm', 'A log that counts');
    expect(await worktree.collect()).toMatchObject({ ok: true, changed: ['.gitignore', 'wanted.log'] });
  });
});

it('a change in the very second of the checkout, of the same length, is a change', async () => {
  const { worktree, put } = await start();
  const before = statSync(join(worktree.path, 'a.txt'));
  put('a.txt', 'two\n');
  utimesSync(join(worktree.path, 'a.txt'), before.atime, before.mtime);
  expect(await worktree.collect()).toMatchObject({ ok: true, changed: ['a.txt'] });
});

it('commits are taken from a clone whose folder has a colon in its name', async () => {
  const { worktree, put, inside } = await start({}, makeRepository({ dir: join(makeFolder(), 'a:b') }));
  put('kept.log', 'ignored, and committed by force');
  inside.git('add', '-f', 'kept.log');
  inside.git(...ID, 'commit', '-qm', 'By force');
  expect(await worktree.collect()).toMatchObject({ ok: true, changed: ['kept.log'], messages: ['By force'] });
});

describe('what lies beside the files', () => {
  it('a stash, a branch and a commit that only the reflog names are kept; what HEAD has is told once', async () => {
    const { worktree, put, inside, head, show } = await start();
    const commit = (name: string) => {
      put(name, name);
      inside.git('add', '.');
      inside.git(...ID, 'commit', '-qm', name);
      return inside.tip('HEAD');
    };
    commit('amended');
    inside.git(...ID, 'commit', '-q', '--amend', '-m', 'again');
    inside.git('checkout', '-q', '-b', 'wip');
    const wip = commit('on-wip');
    inside.git('checkout', '-q', '--detach', head);
    put('a.txt', 'stashed\n');
    inside.git(...ID, 'stash', '-q');
    put('src/b.txt', 'the result\n');
    const collected = await worktree.collect();
    expect(collected).toMatchObject({ ok: true, changed: ['src/b.txt'] });
    const aside = collected.ok ? collected.aside : [];
    expect(aside.map(({ kind, name }) => `${kind} ${name}`).sort()).toEqual([
      'branch wip',
      expect.stringMatching(/^log HEAD@/),
      'stash stash@{0}',
    ]);
    expect(aside.find(({ kind }) => kind === 'branch')?.commit).toBe(wip);
    await worktree.remove();
    expect(await show('show', '-s', '--format=%s', wip)).toBe('on-wip\n'); // it is ours now
  });

  it('an edited file in a submodule is no part of the result, and kept', async () => {
    const lib = makeRepository();
    const at = lib.commit({ 'f.c': '1\n' });
    const { worktree, put, show } = await start({
      '.gitmodules': `[submodule "lib"]\n\tpath = lib\n\turl = ${lib.dir}\n`,
      lib: { mode: '160000', content: at },
    });
    put('lib/f.c', 'an hour of work\n');
    const collected = await worktree.collect();
    expect(collected).toMatchObject({ ok: true, changed: [], aside: [{ kind: 'submodule', name: 'lib' }] });
    const kept = collected.ok ? collected.aside[0]?.commit : undefined;
    expect(await show('show', `${kept}:f.c`)).toBe('an hour of work\n');
  });
});

it('nothing that an agent plants in its repository runs or is read when its work is taken', async () => {
  const { worktree, put, inside } = await start({ '.gitattributes': '*.txt filter=own\n' });
  const pwned = join(makeFolder(), 'pwned');
  const secret = makeRepository();
  const outside = secret.commit({ 'secret.txt': 'not yours' });
  const run = `touch '${pwned}'; cat`;
  for (const key of [
    'filter.own.clean',
    'filter.own.smudge',
    'core.fsmonitor',
    'diff.external',
    'core.pager',
  ])
    inside.git('config', key, run);
  inside.git('config', 'core.worktree', secret.dir);
  inside.git('config', 'remote.x.url', `ext::sh -c ${run}`);
  inside.git('config', 'extensions.partialClone', 'x');
  const git = join(worktree.path, '.git');
  mkdirSync(join(git, 'hooks'), { recursive: true });
  writeFileSync(join(git, 'hooks', 'post-index-change'), `#!/bin/sh\n${run}\n`, { mode: 0o755 });
  writeFileSync(join(git, 'objects', 'info', 'alternates'), `${join(secret.dir, '.git', 'objects')}\n`);
  writeFileSync(join(git, 'refs', 'heads', 'theirs'), `${outside}\n`); // in the repository that it names
  rmSync(join(git, 'logs'), { recursive: true, force: true });
  symlinkSync(join(secret.dir, '.git', 'logs'), join(git, 'logs'));
  put('a.txt', 'changed\n');
  expect(await worktree.collect()).toMatchObject({ ok: true, changed: ['a.txt'], aside: [] });
  expect(existsSync(pwned)).toBe(false);
  expect(readFileSync(join(worktree.path, 'a.txt'), 'utf8')).toBe('changed\n');
});
