import type { Base, BaseWish } from '../../app/ports/repository.ts';
import type { Oid } from '../../core/model/ids.ts';
import { oidOf } from '../../core/model/ids.ts';
import { type Checked, type Problem, problemOf } from '../../core/model/problem.ts';
import { shortBranch } from '../../core/model/short-branch.ts';
import type { BranchRef } from './branch-refs.ts';
import { type BaseSources, chooseTarget, type Target } from './choose-target.ts';
import type { CloneReader } from './clone-reader.ts';
import { gitProblem } from './open-problems.ts';

/** Where the branch left its base: `--base`, the pull request's, the upstream's, the default branch's. */
export async function findBase(sources: BaseSources, wish: BaseWish): Promise<Checked<Base>> {
  const target = await chooseTarget(sources, wish);
  if (!target.ok) return target;
  const { value } = target;
  const found = (await basesHere(sources.reader, value)) ?? (await reach(sources, value, wish));
  if (found === undefined) return { ok: false, problems: [await missing(sources, value, wish)] };
  const { bases, tip } = found;
  const [commit] = bases;
  const { name, how, ref } = value;
  const base: Base = { commit, tip, name, how, ...(ref === undefined ? {} : { ref }) };
  const isOwnless = commit === sources.reader.head && (how === 'upstream' || how === 'default-branch');
  return {
    ok: true,
    warnings: [...target.warnings, ...choiceOf(base, bases)],
    value: isOwnless && value.isAlone ? await stepBack(sources.reader, base) : base,
  };
}

type Bases = readonly [Oid, ...Oid[]];

interface Found {
  readonly bases: Bases;
  /** What they are shared with. */
  readonly tip: Oid;
}

/** All best ones: after merges in both directions there may be several. */
async function mergeBases(reader: CloneReader, other: Oid): Promise<Bases | undefined> {
  if (other === reader.head) return [other];
  // 1: no common history. Above: objects are missing, as in a shallow clone; either way there is no base here.
  const { code, stdout } = await reader.run({
    args: ['merge-base', '--all', '--end-of-options', reader.head, other],
  });
  const [first, ...others] = stdout.toString('latin1').split('\n').filter(Boolean) as Oid[];
  return code === 0 && first !== undefined ? [first, ...others] : undefined;
}

async function basesHere(reader: CloneReader, { commit }: Target): Promise<Found | undefined> {
  const bases = commit === undefined ? undefined : await mergeBases(reader, commit);
  return commit === undefined || bases === undefined ? undefined : { bases, tip: commit };
}

/** Fetches what this clone lacks to know: the base's branch or commit, or the history before its end. */
async function reach(
  { reader, refs, openFar }: BaseSources,
  target: Target,
  { mayFetch }: BaseWish,
): Promise<Found | undefined> {
  // unrelated histories; or nothing that an earlier fetch may have brought
  const { shallow } = reader.facts;
  if (!shallow && (target.commit !== undefined || !mayFetch)) return undefined;
  const far = await openFar();
  const want = target.commit ?? target.far ?? (mayFetch ? await tipOf(far, target.name) : undefined);
  if (want === undefined) return undefined;
  const bases = await far.reach({ want, mayFetch, reached: () => mergeBases(reader, want) });
  if (bases && target.ref && !refs.has(target.ref))
    refs.set(target.ref, await describeBranch(reader, { target, remote: far.remote, tip: want }));
  return bases === undefined ? undefined : { bases, tip: want };
}

async function tipOf(
  far: Awaited<ReturnType<BaseSources['openFar']>>,
  name: string,
): Promise<Oid | undefined> {
  const heads = await far.heads();
  return heads.ok ? heads.value.tips.get(shortBranch(name)) : undefined;
}

/** What no ref of this clone names, as if one did: the base's branch is seen like any other. */
async function describeBranch(
  reader: CloneReader,
  { target, remote, tip }: { readonly target: Target; readonly remote: string; readonly tip: Oid },
): Promise<BranchRef> {
  const { stdout } = await reader.run({ args: ['log', '-1', '--format=%ct%x1f%an', tip, '--'] });
  const [seconds = '0', author = ''] = stdout.toString('utf8').trim().split('\x1f');
  const at = (Number(seconds) * 1000) as BranchRef['at'];
  const ref = target.ref ?? (`refs/remotes/${remote}/${target.name}` as BranchRef['ref']);
  return { ref, remote, short: target.name, tip, author, at };
}

const short = (oid: Oid): string => oid.slice(0, 12);

const choiceOf = ({ name, commit }: Base, bases: Bases): readonly Problem[] =>
  bases.length === 1
    ? []
    : [problemOf('several-merge-bases', { name, chosen: short(commit), others: bases.slice(1).map(short) })];

/** A repository of one branch that nobody else has: what its newest commit did is what there is to plan for. */
async function stepBack(reader: CloneReader, { ref }: Base): Promise<Base> {
  const raw = await reader.ask({ args: ['cat-file', 'commit', reader.head] });
  const parent = /^parent ([0-9a-f]+)$/m.exec(raw.toString('latin1').split('\n\n', 1)[0] ?? '')?.[1];
  const from = ref === undefined ? {} : { ref };
  return parent === undefined
    ? { commit: reader.emptyTree, name: 'nothing', how: 'root', ...from }
    : { commit: oidOf(parent), name: 'HEAD~1', how: 'first-parent', ...from };
}

/** Why there is no base, with what the exact command of the remedy needs. */
async function missing(
  { reader, openFar }: BaseSources,
  { name, commit, how }: Target,
  { mayFetch }: BaseWish,
): Promise<Problem> {
  const far = await openFar();
  const data = { name, how, remote: far.remote };
  if (reader.facts.shallow) return gitProblem('shallow-clone', { ...data, known: commit !== undefined });
  if (commit) return gitProblem('base-not-found', { ...data, why: 'unrelated' });
  const heads = mayFetch ? await far.heads() : undefined;
  if (heads?.ok === false)
    return gitProblem('base-unseen', { name, remote: far.remote, detail: heads.why, shallow: false });
  return how === 'wanted'
    ? gitProblem('bad-revision', { revision: name, why: 'absent' })
    : gitProblem('base-not-found', { ...data, why: 'absent' });
}
