import { compareText } from '../../core/model/compare-text.ts';
import type { RepoPath } from '../../core/model/ids.ts';
import type { Presence } from '../../core/model/presence.ts';
import type { Checked, Problem } from '../../core/model/problem.ts';
import type { Base, Repository, Uncommitted } from '../ports/repository.ts';
import { type ClaimsSight, look } from './look.ts';

/** All that somebody has changed, committed or not, and who else is on it. */
export interface Changed {
  /** Sorted. */
  readonly paths: readonly RepoPath[];
  readonly presence: Presence | undefined;
  /** Why not all of it could be seen: what is missing is none of the paths. */
  readonly unseen: readonly Problem[];
}

export interface ChangedQuestion {
  readonly repository: Repository;
  /** `--base`. */
  readonly wanted?: string;
  readonly conflictsMs: number;
  readonly wait: (ms: number, signal: AbortSignal) => Promise<void>;
}

// Without a base nobody can say what a branch has changed; what stands in the working tree is still known.
const UNSEEN: readonly Problem['code'][] = ['base-not-found', 'base-unseen', 'shallow-clone'];

/** Looks at the work in a clone. A base that somebody named and that is not there is refused, one that is not seen is told. */
export async function readChanged(ask: ChangedQuestion): Promise<Checked<Changed>> {
  const { repository, wanted } = ask;
  const [base, uncommitted] = await Promise.all([
    repository.findBase({ mayFetch: true, ...(wanted === undefined ? {} : { wanted }) }),
    repository.readUncommitted(),
  ]);
  const slow: readonly Problem[] = uncommitted ? [] : [{ code: 'uncommitted-unseen', data: {} }];
  const work = uncommitted ?? { tracked: [], untracked: [] };
  if (!base.ok) {
    if (wanted !== undefined || !base.problems.every(({ code }) => UNSEEN.includes(code))) return base;
    const value = { paths: pathsOf(work), presence: undefined, unseen: [...base.problems, ...slow] };
    return { ok: true, value, warnings: [] };
  }
  // another base that was taken because the team's could not be seen is not the team's
  const unseen = base.warnings.filter(({ code }) => code === 'base-unseen');
  const warnings = base.warnings.filter(({ code }) => code !== 'base-unseen');
  const seen = await readFrom(ask, base.value, work);
  return { ok: true, warnings, value: { ...seen, unseen: [...unseen, ...slow] } };
}

const pathsOf = ({ tracked, untracked }: Uncommitted): readonly RepoPath[] =>
  [...tracked, ...untracked].sort(compareText);

async function readFrom(
  { repository, conflictsMs, wait }: ChangedQuestion,
  base: Base,
  uncommitted: Uncommitted,
): Promise<Omit<Changed, 'unseen'>> {
  const { head } = repository.place;
  const changes = await repository.readChanges({ base: base.commit, head });
  const noClaims: ClaimsSight = { table: { kind: 'not-looked', why: 'seen already' }, claims: [] };
  const presence = await look({
    repository,
    base,
    head,
    changes,
    uncommitted,
    readClaims: async () => noClaims,
    timeBudgetMs: { table: 0, conflicts: conflictsMs },
    wait,
  });
  const touched = changes.flatMap(({ path, oldPath }): RepoPath[] => (oldPath ? [path, oldPath] : [path]));
  return { paths: [...new Set([...touched, ...pathsOf(uncommitted)])].sort(compareText), presence };
}
