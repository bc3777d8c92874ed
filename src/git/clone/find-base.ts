import type { Base, BaseWish } from '../../app/ports/repository.ts';
import type { Oid } from '../../core/model/ids.ts';
import { type Checked, datumOf, type Problem } from '../../core/model/problem.ts';
import type { CloneReader } from './clone-reader.ts';
import { deepen } from './deepen.ts';
import { type BranchRefs, findDefaultBranch, findUpstream, remotesByTrust } from './default-branch.ts';
import { gitProblem } from './open-problems.ts';
import { resolveRevision } from './resolve-revision.ts';

type Target = Pick<Base, 'name' | 'how' | 'ref'> & {
  /** Absent: named, but not in this clone. */
  readonly commit?: Oid;
};

/** Where the branch left its base: `--base`, the pull request's, the upstream's, the default branch's. */
export async function findBase(
  reader: CloneReader,
  refs: BranchRefs,
  wish: BaseWish,
): Promise<Checked<Base>> {
  const target = await chooseTarget(reader, refs, wish);
  if (!target.ok) return target;
  const { value } = target;
  const merged = value.commit && (await mergeBase(reader, value.commit));
  if (merged === reader.head && (value.how === 'upstream' || value.how === 'default-branch'))
    return stepBack(reader, value, wish);
  if (merged) return found({ ...value, commit: merged });
  const deepened =
    reader.facts.shallow && wish.mayFetch
      ? await deepen(reader, {
          remote: remoteOf(reader),
          want: value.commit ?? value.name,
          reached: (want) => mergeBase(reader, want),
        })
      : undefined;
  if (deepened) return found({ ...value, commit: deepened });
  return refuse(missing(reader, value));
}

const found = (base: Base): Checked<Base> => ({ ok: true, warnings: [], value: base });
const refuse = (problem: Problem): Checked<never> => ({ ok: false, problems: [problem] });

async function chooseTarget(
  reader: CloneReader,
  refs: BranchRefs,
  { wanted, pullRequest }: BaseWish,
): Promise<Checked<Target>> {
  const ok = (value: Target): Checked<Target> => ({ ok: true, warnings: [], value });
  if (wanted !== undefined) {
    const resolved = await resolveRevision(reader, refs, wanted);
    if (resolved.ok) return ok({ ...resolved.value, how: 'wanted' });
    // A commit or branch that a shallow clone lacks may still be fetched.
    const absent = resolved.problems.some((problem) => datumOf(problem, 'why') === 'absent');
    return absent && reader.facts.shallow ? ok({ name: wanted, how: 'wanted' }) : resolved;
  }
  // All zeros: CI's way to say that there was nothing before (a new branch).
  if (pullRequest !== undefined && !/^0*$/.test(pullRequest)) {
    const resolved = await resolveRevision(reader, refs, pullRequest);
    if (resolved.ok) return ok({ ...resolved.value, how: 'pull-request' });
    return resolved.problems.some((problem) => datumOf(problem, 'why') === 'absent')
      ? ok({ name: pullRequest, how: 'pull-request' })
      : resolved;
  }
  const upstream = findUpstream(reader.facts, refs);
  if (upstream) return ok({ name: upstream.short, how: 'upstream', ref: upstream.ref, commit: upstream.tip });
  const usual = findDefaultBranch(reader.facts, refs);
  if (usual) return ok({ name: usual.short, how: 'default-branch', ref: usual.ref, commit: usual.tip });
  // A clone of one branch, or a repository with one: HEAD is all there is.
  const alone = new Set([...refs.values()].filter(({ symref }) => !symref).map(({ tip }) => tip)).size <= 1;
  if (alone && !reader.facts.shallow) return ok({ name: 'HEAD', how: 'default-branch', commit: reader.head });
  return alone
    ? ok({ name: 'HEAD', how: 'default-branch' })
    : refuse(gitProblem('base-not-found', { why: 'unnamed' }));
}

async function mergeBase(reader: CloneReader, other: Oid): Promise<Oid | undefined> {
  if (other === reader.head) return other;
  // 1: no common history. Above: objects are missing, as in a shallow clone; either way there is no base here.
  const { code, stdout } = await reader.run({ args: ['merge-base', '--end-of-options', reader.head, other] });
  return code === 0 ? (stdout.toString('latin1').trim() as Oid) : undefined;
}

/** HEAD is the base itself: what its newest commit did is what there is to plan for. */
async function stepBack(reader: CloneReader, target: Target, { mayFetch }: BaseWish): Promise<Checked<Base>> {
  // The raw object names its parents even where a shallow clone hides them.
  const raw = await reader.ask({ args: ['cat-file', 'commit', reader.head] });
  const parent = /^parent ([0-9a-f]+)$/m.exec(raw.toString('latin1').split('\n\n', 1)[0] ?? '')?.[1];
  const ref = target.ref === undefined ? {} : { ref: target.ref };
  if (parent === undefined) return found({ commit: reader.emptyTree, name: 'nothing', how: 'root', ...ref });
  const base = { commit: parent as Oid, name: 'HEAD~1', how: 'first-parent', ...ref } as const;
  if (!reader.facts.shallow || (await isHere(reader, parent))) return found(base);
  const reached = async (want: Oid): Promise<Oid | undefined> =>
    (await isHere(reader, want)) ? want : undefined;
  if (mayFetch && (await deepen(reader, { remote: remoteOf(reader), want: parent, reached })))
    return found(base);
  return refuse(missing(reader, target));
}

const isHere = async (reader: CloneReader, oid: string): Promise<boolean> =>
  (await reader.run({ args: ['cat-file', '-e', `${oid}^{commit}`] })).code === 0;

const remoteOf = ({ facts }: CloneReader): string => remotesByTrust(facts)[0] ?? 'origin';

/** Why there is no base, with what the exact command of the remedy needs. */
function missing(reader: CloneReader, { name, commit, how }: Target): Problem {
  const data = { name, how, remote: remoteOf(reader) };
  if (reader.facts.shallow) return gitProblem('shallow-clone', { ...data, known: commit !== undefined });
  return gitProblem('base-not-found', { ...data, why: commit ? 'unrelated' : 'absent' });
}
