import type { ClaimId, Oid, RepoPath } from '../../../core/model/ids.ts';
import type { Worktree } from '../../ports/worktrees.ts';
import type { CommandFailure, Verified } from '../command-failure.ts';
import { noPlace, unpreparedFailure } from '../describe-failure.ts';
import type { RunContext } from '../run-context.ts';
import { prepareWorktree, runCommand } from '../working/prepare-worktree.ts';

const VERIFY_MINUTES = 30;

// A worktree that is used again is set up again when one of these has changed.
const LOCK_FILES = new Set([
  'package-lock.json',
  'npm-shrinkwrap.json',
  'yarn.lock',
  'pnpm-lock.yaml',
  'bun.lock',
  'Cargo.lock',
  'poetry.lock',
  'uv.lock',
  'Pipfile.lock',
  'requirements.txt',
  'Gemfile.lock',
  'composer.lock',
  'go.sum',
  'mix.lock',
  'gradle.lockfile',
]);

const isLockFile = (path: RepoPath): boolean => LOCK_FILES.has(path.slice(path.lastIndexOf('/') + 1));

/**
 * Runs the team's test on exactly this commit's tree; a tree that was tested is not tested again. One worktree serves
 * the whole run, so that a set-up is paid once for each state of the lock files.
 */
export async function verifyTree(context: RunContext, commit: Oid): Promise<Verified> {
  const { verify } = context.settings;
  if (verify === undefined) return { passed: true };
  const tree = await context.publishing.treeOf(commit);
  const known = context.board.verified.get(tree);
  if (known !== undefined) return known;
  const place = await placeFor(context, commit, tree);
  if ('failed' in place) return { passed: false, ...place.failed };
  const label = `verify-${tree.slice(0, 12)}`;
  const ran = await runCommand(context, {
    command: verify,
    worktree: place.worktree,
    label,
    minutes: VERIFY_MINUTES,
  });
  if (ran.isWorld) return { passed: false, why: ran.how, log: ran.log, lines: ran.lines, isWorld: true };
  const found: Verified = ran.passed ? { passed: true } : { passed: false, log: ran.log, lines: ran.lines };
  // An interrupted test has said nothing about the tree.
  if (!context.board.interruption.signal.aborted) context.board.verified.set(tree, found);
  return found;
}

async function placeFor(
  context: RunContext,
  commit: Oid,
  tree: Oid,
): Promise<{ readonly worktree: Worktree } | { readonly failed: CommandFailure }> {
  const { board } = context;
  const setup =
    context.settings.setup === undefined ? '' : await context.publishing.digestOf(tree, isLockFile);
  const old = board.verifyWorktree;
  if (old !== undefined && old.setup === setup && (await old.worktree.moveTo(commit))) return old;
  await removeVerifyWorktree(context);
  const claim = `c-${context.claimant.machine.randomHex(6)}` as ClaimId;
  const made = await context.worktrees.make({ commit, kind: 'verify', claim });
  if (!made.ok) return { failed: noPlace(made.problem) };
  board.verifyWorktree = { worktree: made.worktree, setup };
  const failed = await prepareWorktree(context, { worktree: made.worktree, label: 'verify-setup' });
  if (failed === undefined) return { worktree: made.worktree };
  await removeVerifyWorktree(context);
  return { failed: unpreparedFailure(failed) };
}

export async function removeVerifyWorktree({ board }: RunContext): Promise<void> {
  const old = board.verifyWorktree;
  board.verifyWorktree = undefined;
  const stays = await old?.worktree.remove();
  if (stays) board.leftBehind.push(stays.path);
}
