import type { ChangeVerdict } from '../../core/claim/judge-change.ts';
import { compareText } from '../../core/model/compare-text.ts';
import type { RepoPath } from '../../core/model/ids.ts';
import type { Checked, Problem } from '../../core/model/problem.ts';
import type { Settings } from '../../core/model/settings.ts';
import type { Claimant } from '../claim/claimant.ts';
import type { PlanDeps } from '../plan/plan-deps.ts';
import type { Publishing } from '../ports/publishing.ts';
import type { Base } from '../ports/repository.ts';
import { reviewChange } from './review-change.ts';

/** The table that the settings of the base name, and the history beside it. */
export interface ChangeTable {
  readonly claimant: Claimant;
  readonly readTaskLines: Publishing['readTaskLines'];
  /** Branches whose head a pull request is; undefined: the remote does not say. */
  readonly branchesOfPull: (number: number) => Promise<readonly string[] | undefined>;
}

export interface CheckChangeDeps extends Pick<PlanDeps, 'repository' | 'loadSettings'> {
  readonly openTable: (settings: Settings) => Promise<Checked<ChangeTable>>;
}

/** Which change HEAD is. */
export interface ChangeOptions {
  /** `--base`. */
  readonly base?: string;
  /** As CI gives it: a commit. */
  readonly pullRequestBase?: string;
  readonly from: ChangeOrigin;
}

/** What is known of where a change comes from: its branch, or the pull request that an entry of a merge queue is of. */
export type ChangeOrigin =
  | { readonly kind: 'branch'; readonly name: string }
  | { readonly kind: 'pull'; readonly number: number }
  /** Another repository's, or nobody knows: no claim is its own by its branch. */
  | { readonly kind: 'elsewhere' };

export interface CheckedChange {
  readonly table: string;
  readonly base: Base;
  readonly paths: readonly RepoPath[];
  readonly verdict: ChangeVerdict;
  /** Its branch should have been known, and the remote did not say. */
  readonly originUnknown: boolean;
}

/**
 * Whether HEAD may be merged. The configuration is the base's: whoever proposes a change must not choose which table is
 * looked at. One look at the table, and nothing is pushed.
 */
export async function checkChange(
  deps: CheckChangeDeps,
  { from, ...options }: ChangeOptions,
): Promise<Checked<CheckedChange>> {
  const { repository } = deps;
  const base = await repository.findBase({
    mayFetch: true,
    ...(options.base === undefined ? {} : { wanted: options.base }),
    ...(options.pullRequestBase === undefined ? {} : { pullRequest: options.pullRequestBase }),
  });
  if (!base.ok) return base;
  const settings = await deps.loadSettings({ commit: base.value.tip ?? base.value.commit });
  if (!settings.ok) return settings;
  const { head } = repository.place;
  const [table, changes] = await Promise.all([
    deps.openTable(settings.value),
    repository.readChanges({ base: base.value.commit, head }),
  ]);
  if (!table.ok) return table;
  const { claimant, readTaskLines } = table.value;
  const touched = changes.flatMap(({ path, oldPath }): RepoPath[] => (oldPath ? [path, oldPath] : [path]));
  const paths = [...new Set(touched)].sort(compareText);
  const branches = await branchesOf(from, table.value);
  const review = await reviewChange({
    claimant,
    readTaskLines,
    base: base.value.commit,
    head,
    paths,
    branches: branches ?? [],
  });
  if (review.kind === 'not-seen') return { ok: false, problems: [review.problem] };
  const warnings: readonly Problem[] = [...base.warnings, ...settings.warnings];
  const { verdict } = review;
  const value = { table: claimant.store.table, base: base.value, paths, verdict };
  return { ok: true, warnings, value: { ...value, originUnknown: branches === undefined } };
}

async function branchesOf(
  from: ChangeOrigin,
  { branchesOfPull }: ChangeTable,
): Promise<readonly string[] | undefined> {
  switch (from.kind) {
    case 'branch':
      return [from.name];
    case 'pull':
      return branchesOfPull(from.number);
    case 'elsewhere':
      return [];
  }
}
