import type { Base, BaseWish } from '../../app/ports/repository.ts';
import type { Oid, RefName } from '../../core/model/ids.ts';
import { oidOf, refName } from '../../core/model/ids.ts';
import { type Checked, datumOf, type Problem, problemOf } from '../../core/model/problem.ts';
import type { BranchRef } from './branch-refs.ts';
import type { CloneReader } from './clone-reader.ts';
import {
  findLocalDefault,
  findRemoteDefault,
  followsAll,
  nameUpstream,
  remotesByTrust,
  usualNames,
} from './default-branch.ts';
import type { FarSide } from './far-side.ts';
import { gitProblem } from './open-problems.ts';
import { resolveRevision } from './resolve-revision.ts';

/** What a base is looked for in. */
export interface BaseSources {
  readonly reader: CloneReader;
  /** Grows by the base's own branch, where only the remote has that. */
  readonly refs: Map<RefName, BranchRef>;
  /** Nothing of it is loaded before this clone lacks something. */
  readonly openFar: () => Promise<FarSide>;
}

/** What the branch is compared with. */
export type Target = Pick<Base, 'name' | 'how' | 'ref'> & {
  /** Absent: named, but not in this clone. */
  readonly commit?: Oid;
  /** The commit to fetch, where it is known. */
  readonly far?: Oid;
  /** HEAD is on the only branch that there is, and nobody else has it. */
  readonly isAlone?: boolean;
};

const FULL_ID = /^(?:[0-9a-f]{40}|[0-9a-f]{64})$/;

const ok = (value: Target, warnings: readonly Problem[] = []): Checked<Target> => ({
  ok: true,
  warnings,
  value,
});
const refuse = (problem: Problem): Checked<never> => ({ ok: false, problems: [problem] });

/** The base by name, before anybody asks where ours left it. */
export async function chooseTarget(sources: BaseSources, wish: BaseWish): Promise<Checked<Target>> {
  const { wanted, pullRequest } = wish;
  if (wanted !== undefined) return namedTarget(sources, { name: wanted, how: 'wanted' });
  // All zeros: CI's way to say that there was nothing before (a new branch).
  if (pullRequest !== undefined && !/^0*$/.test(pullRequest))
    return namedTarget(sources, { name: pullRequest, how: 'pull-request' });
  const { facts } = sources.reader;
  return (
    upstreamTarget(sources) ??
    remoteTarget(sources) ??
    (facts.remotes.length > 0 ? askedTarget(sources, wish) : localTarget(sources))
  );
}

async function namedTarget(
  { reader, refs }: BaseSources,
  { name, how }: { readonly name: string; readonly how: 'wanted' | 'pull-request' },
): Promise<Checked<Target>> {
  const resolved = await resolveRevision(reader, refs, name);
  if (resolved.ok) return ok({ ...resolved.value, how });
  const absent = resolved.problems.some((problem) => datumOf(problem, 'why') === 'absent');
  // what this clone lacks may still be fetched, by its name or id
  const mayBeFar = reader.facts.remotes.length > 0 && (how === 'pull-request' || !/[~^]/.test(name));
  if (!absent || !mayBeFar) return resolved;
  return ok({ name, how, ...(FULL_ID.test(name) ? { far: oidOf(name) } : {}) });
}

/** One that is gone from a remote whose branches are all followed was deleted there: then it is no base any more. */
function upstreamTarget({ reader, refs }: BaseSources): Checked<Target> | undefined {
  const { facts } = reader;
  const upstream = nameUpstream(facts);
  if (upstream === undefined) return undefined;
  const { short: name, ref, remote } = upstream;
  const known = refs.get(ref);
  if (known) return ok({ name, how: 'upstream', ref, commit: known.tip });
  const mayBeFar = remote !== undefined && remote === remotesByTrust(facts)[0] && !followsAll(facts, remote);
  return mayBeFar ? ok({ name, how: 'upstream', ref }) : undefined;
}

function remoteTarget({ reader, refs }: BaseSources): Checked<Target> | undefined {
  const usual = findRemoteDefault(reader.facts, refs);
  return usual && ok({ name: usual.short, how: 'default-branch', ref: usual.ref, commit: usual.tip });
}

/** No ref of this clone says which the remote's default branch is: the remote does. */
async function askedTarget(sources: BaseSources, { mayFetch }: BaseWish): Promise<Checked<Target>> {
  const { reader, refs, openFar } = sources;
  const far = await openFar();
  const heads = mayFetch ? await far.heads() : ({ ok: false, why: 'it was not asked' } as const);
  if (!heads.ok) {
    const unseen = {
      name: `the default branch of ${far.remote}`,
      remote: far.remote,
      detail: heads.why,
      shallow: reader.facts.shallow,
    };
    const local = findLocalDefault(reader.facts, refs);
    if (local === undefined || isHere(sources, local.ref)) return refuse(problemOf('base-unseen', unseen));
    const warning = problemOf('base-unseen', { ...unseen, instead: local.short }, { severity: 'warning' });
    return ok({ name: local.short, how: 'default-branch', ref: local.ref, commit: local.tip }, [warning]);
  }
  const { tips, usual } = heads.value;
  const name = usual ?? usualNames(reader.facts).find((one) => tips.has(one));
  const tip = name === undefined ? undefined : tips.get(name);
  if (name !== undefined && tip !== undefined)
    return ok({
      name,
      how: 'default-branch',
      ref: refName(`refs/remotes/${far.remote}/${name}`),
      far: tip,
    });
  // nothing was ever pushed: then what is here is all there is
  return tips.size === 0 ? localTarget(sources) : refuse(gitProblem('base-not-found', { why: 'unnamed' }));
}

function localTarget(sources: BaseSources): Checked<Target> {
  const { reader, refs } = sources;
  const how = 'default-branch';
  const usual = findLocalDefault(reader.facts, refs);
  if (usual) {
    const isAlone = isHere(sources, usual.ref);
    return ok({ name: usual.short, how, ref: usual.ref, commit: usual.tip, isAlone });
  }
  // a repository with one branch: HEAD is all there is
  const tips = new Set([...refs.values()].filter(({ symref }) => !symref).map(({ tip }) => tip));
  return tips.size <= 1
    ? ok({ name: 'HEAD', how, commit: reader.head, isAlone: true })
    : refuse(gitProblem('base-not-found', { why: 'unnamed' }));
}

const isHere = ({ reader }: BaseSources, ref: RefName): boolean =>
  reader.facts.head.kind === 'branch' && reader.facts.head.ref === ref;
