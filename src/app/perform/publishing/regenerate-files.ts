import type { ClaimId, Oid, RepoPath } from '../../../core/model/ids.ts';
import type { AgentCommand } from '../../../core/model/task.ts';
import { matchPaths } from '../../../core/paths/match-paths.ts';
import type { Merged } from '../../ports/publishing.ts';
import type { Worktree } from '../../ports/worktrees.ts';
import type { CommandFailure } from '../command-failure.ts';
import { noPlace, unpreparedFailure } from '../describe-failure.ts';
import type { Leavings } from '../leavings.ts';
import type { RunGround } from '../run-ground.ts';
import type { TeamCommands } from '../testing/team-commands.ts';
import type { FinishedWork } from './finished-work.ts';

const REGENERATE_MINUTES = 10;

export interface Regenerating {
  readonly work: FinishedWork;
  /** The newest result. */
  readonly onto: Oid;
  readonly merged: Extract<Merged, { kind: 'conflict' }>;
}

export type Regenerated =
  | { readonly kind: 'made'; readonly tree: Oid }
  /** Something conflicts that no command makes. */
  | { readonly kind: 'not-configured' }
  | ({ readonly kind: 'failed' } & CommandFailure);

/** Files that a command of the team makes (`claims.regenerate`). */
export interface Regeneration {
  /**
   * Has conflicting files made again, on the merged tree, where each of them is as the newest result has it: a file that
   * tools can read, unlike one with marks of a conflict. Of what the commands leave only these files are taken.
   */
  make(asked: Regenerating): Promise<Regenerated>;
}

interface Regenerates extends Pick<RunGround, 'publishing' | 'settings' | 'worktrees'> {
  readonly commands: TeamCommands;
  readonly leavings: Leavings;
}

export const regeneration = (of: Regenerates): Regeneration => ({
  make: (asked) => regenerateFiles(of, asked),
});

async function regenerateFiles(context: Regenerates, asked: Regenerating): Promise<Regenerated> {
  const { work, onto, merged } = asked;
  const commands = commandsFor(context, merged.paths);
  if (commands === undefined) return { kind: 'not-configured' };
  const { publishing, worktrees } = context;
  const tree = await publishing.takePaths({ tree: merged.tree, from: onto, paths: merged.paths });
  const commit = await publishing.commit({
    tree,
    parents: [onto],
    message: 'Merged, before files are regenerated\n',
  });
  const claim: ClaimId = work.claim.held.claim;
  const made = await worktrees.make({ commit: onto, kind: 'verify', claim });
  if (!made.ok) return { kind: 'failed', ...noPlace(made.problem) };
  const { worktree } = made;
  try {
    return await regenerateIn({ context, asked, worktree, commit, commands });
  } finally {
    const stays = await worktree.remove();
    if (stays) context.leavings.leave(stays.path);
  }
}

/** Each command once; `undefined` where a path has none. */
function commandsFor(
  { settings }: Pick<RunGround, 'settings'>,
  paths: readonly RepoPath[],
): readonly AgentCommand[] | undefined {
  const rules = settings.claims.regenerate.map(({ glob, command }) => ({
    makes: matchPaths([glob]),
    command,
  }));
  const commands = paths.map((path) => rules.find(({ makes }) => makes(path))?.command);
  const found = commands.filter((command) => command !== undefined);
  return found.length < paths.length || found.length === 0 ? undefined : [...new Set(found)];
}

async function regenerateIn(how: {
  readonly context: Regenerates;
  readonly asked: Regenerating;
  readonly worktree: Worktree;
  readonly commit: Oid;
  readonly commands: readonly AgentCommand[];
}): Promise<Regenerated> {
  const { context, asked, worktree, commit, commands } = how;
  const { id, tries } = asked.work;
  const { paths } = asked.merged;
  const label = `${id}-${tries}-anew`;
  // Prepared on the result, which is consistent; a half merged lock file would fail `npm ci`.
  const unprepared = await context.commands.setUp(worktree, `${label}-setup`);
  if (unprepared) return { kind: 'failed', ...unpreparedFailure(unprepared) };
  if (!(await worktree.moveTo(commit))) return failed(`${worktree.path} could not be filled`);
  for (const [at, command] of commands.entries()) {
    const ran = await context.commands.run({
      command,
      worktree,
      label: `${label}-${at + 1}`,
      minutes: REGENERATE_MINUTES,
    });
    const { how, log, lines, passed, isWorld } = ran;
    if (!passed) return { ...failed(how), log, lines, ...(isWorld ? { isWorld } : {}) };
  }
  const collected = await worktree.collect();
  if (!collected.ok) return { kind: 'failed', ...noPlace(collected.problem) };
  const there = new Set(await context.publishing.listFiles(collected.tree));
  const missing = paths.filter((path) => !there.has(path));
  if (missing.length > 0) return failed(`not made: ${missing.join(', ')}`);
  const before = await context.publishing.treeOf(commit);
  const tree = await context.publishing.takePaths({ tree: before, from: collected.tree, paths });
  return { kind: 'made', tree };
}

const failed = (why: string): Extract<Regenerated, { kind: 'failed' }> => ({
  kind: 'failed',
  why,
  lines: [],
});
