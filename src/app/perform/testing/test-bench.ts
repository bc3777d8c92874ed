import type { ClaimId, Oid, RepoPath } from '../../../core/model/ids.ts';
import type { Worktree } from '../../ports/worktrees.ts';
import type { CommandFailure, Verified } from '../command-failure.ts';
import { noPlace, unpreparedFailure } from '../describe-failure.ts';
import type { RunGround } from '../run-ground.ts';
import type { TeamCommands } from './team-commands.ts';

const VERIFY_MINUTES = 30;

/** Where the team's test runs. One worktree serves the whole run, so that a set-up is paid once for each state of the lock files. */
export interface TestBench {
  /** Runs the team's test on exactly this commit's tree; a tree that was tested is not tested again. */
  test(commit: Oid): Promise<Verified>;
  close(): Promise<void>;
}

interface Place {
  readonly worktree: Worktree;
  /** What its set-up depended on. */
  readonly setup: string;
}

interface BenchWish {
  readonly ground: Pick<RunGround, 'settings' | 'publishing' | 'worktrees' | 'claimant'>;
  readonly commands: TeamCommands;
  readonly interrupted: AbortSignal;
  /** Hears of each folder of which something stays. */
  readonly leave: (path: string) => void;
}

/** The one worktree: prepared for a commit, or why it could not be. */
interface Bench {
  placeFor(commit: Oid, tree: Oid): Promise<Place | { readonly failed: CommandFailure }>;
  close(): Promise<void>;
}

function openBench({ ground, commands, leave }: BenchWish): Bench {
  const { settings, publishing, worktrees, claimant } = ground;
  let place: Place | undefined;
  const close = async (): Promise<void> => {
    const old = place;
    place = undefined;
    const stays = await old?.worktree.remove();
    if (stays) leave(stays.path);
  };

  const placeFor: Bench['placeFor'] = async (commit, tree) => {
    const setup = settings.setup === undefined ? '' : await publishing.digestOf(tree, isLockFile);
    if (place?.setup === setup && (await place.worktree.moveTo(commit))) return place;
    await close();
    const claim = `c-${claimant.machine.randomHex(6)}` as ClaimId;
    const made = await worktrees.make({ commit, kind: 'verify', claim });
    if (!made.ok) return { failed: noPlace(made.problem) };
    place = { worktree: made.worktree, setup };
    const failed = await commands.setUp(made.worktree, 'verify-setup');
    if (failed === undefined) return place;
    await close();
    return { failed: unpreparedFailure(failed) };
  };

  return { placeFor, close };
}

export function testBench(of: BenchWish): TestBench {
  const { commands, interrupted } = of;
  const { settings, publishing } = of.ground;
  const known = new Map<Oid, Verified>();
  const bench = openBench(of);
  return {
    close: bench.close,
    async test(commit) {
      const { verify } = settings;
      if (verify === undefined) return { passed: true };
      const tree = await publishing.treeOf(commit);
      const before = known.get(tree);
      if (before !== undefined) return before;
      const at = await bench.placeFor(commit, tree);
      if ('failed' in at) return { passed: false, ...at.failed };
      const label = `verify-${tree.slice(0, 12)}`;
      const ran = await commands.run({
        command: verify,
        worktree: at.worktree,
        label,
        minutes: VERIFY_MINUTES,
      });
      const { log, lines, how: why } = ran;
      if (ran.isWorld) return { passed: false, why, log, lines, isWorld: true };
      const found: Verified = ran.passed ? { passed: true } : { passed: false, log, lines };
      // An interrupted test has said nothing about the tree.
      if (!interrupted.aborted) known.set(tree, found);
      return found;
    },
  };
}

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
