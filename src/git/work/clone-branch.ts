import type { BranchMove } from '../../app/ports/publishing.ts';
import type { Oid, RefName } from '../../core/model/ids.ts';
import { oidOf } from '../../core/model/ids.ts';
import { shortBranch } from '../../core/model/short-branch.ts';
import { execGit } from '../exec-git.ts';
import type { PrivateRepository } from '../private/private-repository.ts';

// The only thing that `run` ever writes to the user's clone, and only where there is no remote to publish to.

/** Where a branch of the clone is. */
export async function readCloneBranch(commonDir: string, ref: RefName): Promise<Oid | undefined> {
  const args = ['--git-dir', commonDir, 'for-each-ref', '--format=%(objectname) %(refname)', '--', ref];
  const result = await execGit({ args, cwd: commonDir });
  const line = result.stdout
    .toString('utf8')
    .split('\n')
    .find((one) => one.endsWith(` ${ref}`));
  return line === undefined ? undefined : oidOf(line.slice(0, line.indexOf(' ')));
}

/** Takes the commit over from the private repository, then moves the branch from exactly what is expected. */
export async function moveCloneBranch(ask: {
  readonly repository: PrivateRepository;
  readonly commonDir: string;
  readonly ref: RefName;
  readonly expect: Oid | null;
  readonly to: Oid;
}): Promise<BranchMove> {
  const { repository, commonDir, ref, to } = ask;
  const git = (args: readonly string[], input = '') =>
    execGit({
      args: ['--git-dir', commonDir, ...args],
      cwd: commonDir,
      input,
      env: { GIT_ALLOW_PROTOCOL: 'file' }, // the fetch below is from one folder to the one around it
    });
  const worktrees = await git(['worktree', 'list', '--porcelain', '-z']);
  if (worktrees.stdout.toString('utf8').split('\0').includes(`branch ${ref}`))
    return { kind: 'refused', why: 'in-use' };
  // A ref of its own makes the commit fetchable by name, whatever the private repository's settings allow.
  const passing = `refs/handover/${to}`;
  await repository.git({ args: ['update-ref', passing, to] });
  const fetched = await git([
    'fetch',
    '--quiet',
    '--no-tags', // the user's tags are not ours to add
    '--no-write-fetch-head',
    '--no-auto-maintenance',
    '--recurse-submodules=no',
    '--refmap=',
    '--',
    repository.path,
    passing,
  ]);
  await repository.git({ args: ['update-ref', '-d', passing] });
  if (fetched.code !== 0) return { kind: 'failed', detail: fetched.stderr.trim() };
  const zero = '0'.repeat(to.length);
  const moved = await git(['update-ref', '--stdin'], `update ${ref} ${to} ${ask.expect ?? zero}\n`);
  if (moved.code === 0) return { kind: 'moved' };
  const now = await readCloneBranch(commonDir, ref);
  if ((now ?? null) !== ask.expect) return { kind: 'refused', why: 'moved-meanwhile' };
  return (await findBlocking(commonDir, ref)) !== undefined
    ? { kind: 'refused', why: 'blocked' }
    : { kind: 'failed', detail: moved.stderr.trim() };
}

/** Why the branch could not be moved now, in words. */
export async function findObstacle(commonDir: string, ref: RefName): Promise<string | undefined> {
  const worktrees = await execGit({
    args: ['--git-dir', commonDir, 'worktree', 'list', '--porcelain', '-z'],
    cwd: commonDir,
  });
  if (worktrees.stdout.toString('utf8').split('\0').includes(`branch ${ref}`))
    return 'a worktree has it checked out';
  const other = await findBlocking(commonDir, ref);
  return other && `there is a branch ${shortBranch(other)}`;
}

/** A branch `agentic` excludes every `agentic/…`, and the other way round. */
async function findBlocking(commonDir: string, ref: RefName): Promise<string | undefined> {
  const args = ['--git-dir', commonDir, 'for-each-ref', '--format=%(refname)', '--', 'refs/heads/'];
  const refs = (await execGit({ args, cwd: commonDir })).stdout.toString('utf8').split('\n');
  return refs.find((other) => other !== '' && (ref.startsWith(`${other}/`) || other.startsWith(`${ref}/`)));
}
