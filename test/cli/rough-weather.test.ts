import { spawnSync } from 'node:child_process';
import { mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { callProgram } from '../support/call-program.ts';
import { CLI } from '../support/cli.ts';
import { type GitFixture, makeFolder, makeTeam, openFixture } from '../support/git-fixture.ts';

function feature(): GitFixture {
  const { repo } = makeTeam({ 'a.txt': 'a\n' });
  repo.git('checkout', '-q', '-b', 'feature');
  repo.commit({ 'a.txt': 'b\n' });
  return repo;
}

const inGit = (repo: GitFixture, name: string): string => path.join(repo.dir, '.git', name);

interface Weather {
  readonly what: string;
  readonly break: (repo: GitFixture) => void;
  readonly says: RegExp;
}

const DAMAGED: readonly Weather[] = [
  {
    what: 'an empty HEAD',
    break: (repo) => writeFileSync(inGit(repo, 'HEAD'), ''),
    says: /is damaged: HEAD cannot be read/,
  },
  {
    what: 'an empty branch',
    break: (repo) => writeFileSync(inGit(repo, 'refs/heads/feature'), ''),
    says: /is damaged: refs\/heads\/feature cannot be read/,
  },
  {
    what: 'a .git file that leads to a machine that is not here',
    break: (repo) => {
      rmSync(inGit(repo, ''), { recursive: true });
      writeFileSync(path.join(repo.dir, '.git'), 'gitdir: /host/shop/.git/worktrees/w\n');
    },
    says: /git folder of .* is missing: its \.git file points to \/host\/shop\/\.git\/worktrees\/w/,
  },
  {
    what: 'a .git file that is none',
    break: (repo) => {
      rmSync(inGit(repo, ''), { recursive: true });
      writeFileSync(path.join(repo.dir, '.git'), 'junk');
    },
    says: /is damaged: the \.git file cannot be read/,
  },
];

describe('a repository that is not whole', () => {
  it.each(DAMAGED)(
    '$what is one sentence and exit code 4 in every command',
    async ({ break: harm, says }) => {
      const repo = feature();
      harm(repo);
      mkdirSync(path.join(repo.dir, 'sub'));
      for (const args of [['plan'], ['check'], ['status'], ['claim', 'a.txt'], ['release'], ['run']]) {
        const { code, stderr } = await callProgram(path.join(repo.dir, 'sub'), args);
        expect([code, stderr.split('\n').filter(Boolean).length], `${args.join()}: ${stderr}`).toEqual([
          4, 2,
        ]);
        expect(stderr).toMatch(says);
      }
    },
  );

  it('a damaged index is named; what needs none goes on', async () => {
    const repo = feature();
    writeFileSync(inGit(repo, 'index'), 'garbage');
    for (const args of [['plan'], ['check']]) {
      const { code, stderr } = await callProgram(repo.dir, args);
      expect([code, stderr]).toEqual([4, expect.stringContaining(`the index of ${repo.dir} is damaged`)]);
    }
    expect((await callProgram(repo.dir, ['status'])).code).toBe(0);
  });

  it('a linked worktree whose clone was moved says where it looked', async () => {
    const repo = feature();
    const tree = openFixture(path.join(makeFolder(), 'tree'));
    repo.git('worktree', 'add', '-q', '-b', 'other', tree.dir);
    renameSync(repo.dir, `${repo.dir}-moved`);
    const { code, stderr } = await callProgram(tree.dir, ['plan']);
    expect([code, stderr]).toEqual([4, expect.stringContaining(`${repo.dir}/.git/worktrees/tree`)]);
  });

  it('a folder that was removed under us is one sentence', () => {
    const folder = makeFolder();
    const script = `cd '${folder}' && rmdir '${folder}' && '${process.execPath}' '${CLI}' status`;
    const { status, stderr } = spawnSync('sh', ['-c', script], { encoding: 'utf8' });
    expect([status, stderr]).toEqual([
      4,
      expect.stringMatching(/^the folder .* does not exist any more\n.*\n$/),
    ]);
  });
});

describe('a disk that refuses', () => {
  it('what cannot be written is named with its path, and is never a bug of ours', async () => {
    const repo = feature();
    writeFileSync(inGit(repo, 'agentic.git'), 'in the way of the private repository');
    mkdirSync(inGit(repo, 'agentic-holder')); // neither can it be read
    for (const args of [['claim', 'a.txt'], ['release']]) {
      const { code, stderr } = await callProgram(repo.dir, args);
      expect([code, stderr]).toEqual([
        4,
        expect.stringMatching(/\.git\/agentic[.-]\w+.*: something else is in its place/),
      ]);
    }
  });

  it('--output into a folder that is none is exit code 4 with the path', async () => {
    const repo = feature();
    const { code, stderr } = await callProgram(repo.dir, ['plan', '--output', 'a.txt/plan.json']);
    expect([code, stderr]).toEqual([4, expect.stringContaining('a.txt')]);
  });
});
