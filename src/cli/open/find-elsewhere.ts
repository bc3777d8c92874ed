import type { MadePlan } from '../../app/plan/make-plan.ts';
import { type Problem, problemOf } from '../../core/model/problem.ts';
import { configValue } from '../../git/git-config.ts';
import type { OpenedTable } from './opened.ts';
import { remoteName } from './run.ts';

/**
 * Whether the branch that a result would be put on itself is one of another repository, as git would push it from here:
 * a fork's branch is never moved, nor one of the same name beside the claims.
 */
export function findElsewhere(
  { clone, table, settings, ...rest }: OpenedTable,
  { plan, settings: { publish } }: Pick<MadePlan, 'plan' | 'settings'>,
): Problem | undefined {
  if (publish.to !== 'head' || table.kind === 'local') return undefined;
  const own = remoteName({ clone, table, settings, ...rest });
  const set = (key: string): string | undefined => configValue(clone.config, key);
  const branch = plan.target;
  const pushed =
    set(`branch.${branch}.pushremote`) ?? set('remote.pushdefault') ?? set(`branch.${branch}.remote`) ?? own;
  return pushed === own || urlOf(clone, pushed) === urlOf(clone, own)
    ? undefined
    : problemOf('head-not-moved', { branch, table: table.display, why: 'elsewhere' });
}

/** A remote may be named by its url. */
const urlOf = ({ remotes }: OpenedTable['clone'], name: string | undefined): string | undefined =>
  remotes.find((remote) => remote.name === name)?.url ?? name;
