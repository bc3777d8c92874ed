import { spawnSync } from 'node:child_process';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { type ClaimsSight, type LookQuestion, look } from '../../src/app/look/look.ts';
import type { Presence } from '../../src/core/model/presence.ts';
import { type GitFixture, makeFolder } from './git-fixture.ts';
import { changesAt } from './open-repository.ts';

/** Thirty lines, of which one or more are other ones. */
export const linesWith = (...others: readonly (readonly [line: number, text: string])[]): string => {
  const lines = Array.from({ length: 30 }, (_, at) => `line ${at + 1}`);
  for (const [line, text] of others) lines[line - 1] = text;
  return `${lines.join('\n')}\n`;
};

const OFFLINE: ClaimsSight = { table: { kind: 'not-looked', why: 'offline' }, claims: [] };

/** A look at a clone, as a plan has it, without claims. */
export async function lookAt(
  repo: Pick<GitFixture, 'dir'>,
  { base: wanted, ...extra }: Partial<Omit<LookQuestion, 'base'>> & { readonly base?: string } = {},
): Promise<Presence> {
  const { repository, base, changes } = await changesAt(repo.dir, wanted);
  return look({
    repository,
    readClaims: () => Promise.resolve(OFFLINE),
    base,
    head: repository.place.head,
    changes,
    timeBudgetMs: { table: 60_000, conflicts: 60_000 },
    wait: () => new Promise(() => {}),
    ...extra,
  });
}

/** The files in conflict at each of the merges, when `git merge` makes them on the base one after the other; then it is as if the merge had not been tried. */
export function reallyMerge(
  repo: GitFixture,
  base: string,
  tips: readonly string[],
): readonly (readonly string[])[] {
  const dir = join(makeFolder(), 'merging');
  repo.git('worktree', 'add', '-q', '--detach', dir, base);
  const git = (...args: readonly string[]) => spawnSync('git', args, { cwd: dir, encoding: 'utf8' });
  const met = tips.map((tip) => {
    if (git('merge', '-q', '--no-edit', '-m', 'take in', tip).status === 0) return [];
    const files = git('ls-files', '-u', '-z').stdout.split('\0').filter(Boolean);
    git('merge', '--abort');
    git('reset', '-q', '--hard');
    git('clean', '-qfd');
    return [...new Set(files.map((line) => line.slice(line.indexOf('\t') + 1)))];
  });
  repo.git('worktree', 'remove', '--force', dir);
  rmSync(dir, { recursive: true, force: true });
  return met;
}
