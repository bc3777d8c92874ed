import type { PushedBranch } from '../../core/analyse/parse-pushed-refs.ts';
import type { Change } from '../../core/model/change.ts';
import type { Oid, RepoPath } from '../../core/model/ids.ts';
import { claimsOnOurs, type Presence } from '../../core/model/presence.ts';
import { type Problem, ProblemError } from '../../core/model/problem.ts';
import type { PlanDeps } from '../plan/plan-deps.ts';
import type { Repository, Uncommitted } from '../ports/repository.ts';

/** What a look at a push found, before it goes on. */
export type PushReview =
  | { readonly kind: 'looked'; readonly presence: Presence; readonly changedFiles: number }
  /** The branch that is checked out is not pushed: there is nothing to look at. */
  | { readonly kind: 'nothing' }
  /** A base that cannot be found, a configuration that cannot be read. Never a reason to stop the push. */
  | { readonly kind: 'problems'; readonly problems: readonly Problem[] };

// A push waits for us: what is not known by then is left out.
const STATUS_MS = 300;

/**
 * Looks at the files that are pushed from the current branch: the same files on other branches, and claims of others on
 * them. What the remote has already was looked at when it was pushed. Uncommitted changes count where they are in a
 * pushed file.
 */
export async function reviewPush(
  deps: Pick<PlanDeps, 'repository' | 'loadSettings' | 'look'>,
  pushed: readonly PushedBranch[],
): Promise<PushReview> {
  const { repository } = deps;
  const { head } = repository.place;
  const push = pushed.find((branch) => branch.head === head);
  if (push === undefined) return { kind: 'nothing' };
  const [base, settings, work] = await Promise.all([
    repository.findBase({ mayFetch: true }),
    deps.loadSettings({}),
    repository.readUncommitted(STATUS_MS).catch(() => undefined), // a damaged index: what is pushed is committed
  ]);
  if (!base.ok) return { kind: 'problems', problems: base.problems };
  if (!settings.ok) return { kind: 'problems', problems: settings.problems };
  const own = await repository.readChanges({ base: base.value.commit, head });
  const changes = await onlyPushed(repository, own, { from: push.remoteHead, head });
  const paths = new Set(pathsOf(changes));
  const unpushed = new Set(pathsOf(own).filter((path) => !paths.has(path)));
  const presence = await deps.look({
    base: base.value,
    head,
    changes,
    uncommitted: within(paths, work),
    settings: settings.value,
    offline: false,
  });
  return { kind: 'looked', presence: without(presence, unpushed), changedFiles: changes.length };
}

/** Those of the branch's changes that the remote does not have yet. */
async function onlyPushed(
  repository: Repository,
  own: readonly Change[],
  { from, head }: { readonly from: Oid | undefined; readonly head: Oid },
): Promise<readonly Change[]> {
  if (from === undefined) return own;
  try {
    const moved = await repository.readChanges({ base: from, head });
    const paths = new Set(moved.map(({ path }) => path));
    return own.filter(({ path }) => paths.has(path));
  } catch (error) {
    // what the remote has is not in this clone: then it may be anything
    if (error instanceof ProblemError) return own;
    throw error;
  }
}

function within(paths: ReadonlySet<RepoPath>, work: Uncommitted | undefined): Uncommitted {
  const pushed = (path: RepoPath): boolean => paths.has(path);
  return { tracked: work?.tracked.filter(pushed) ?? [], untracked: [] };
}

/** A conflict in a file that is not pushed now was told when that was pushed. */
function without(presence: Presence, unpushed: ReadonlySet<RepoPath>): Presence {
  const branches = presence.branches
    .map((branch) => ({ ...branch, conflicts: branch.conflicts.filter(({ path }) => !unpushed.has(path)) }))
    .filter(({ conflicts, sharedFiles }) => conflicts.length > 0 || sharedFiles.length > 0);
  return { ...presence, branches, claims: claimsOnOurs(presence.claims), staleBranches: [] }; // a push changes nothing for them
}

const pathsOf = (changes: readonly Change[]): readonly RepoPath[] =>
  changes.flatMap(({ path, oldPath }): RepoPath[] => (oldPath ? [path, oldPath] : [path]));
