import type { Oid, RefName } from '../../core/model/ids.ts';
import { oidOf, refName } from '../../core/model/ids.ts';
import type { Checked, Problem } from '../../core/model/problem.ts';
import type { CloneReader } from './clone-reader.ts';
import { type BranchRefs, remotesByTrust } from './default-branch.ts';
import { gitProblem } from './open-problems.ts';

/** A commit that somebody named. */
export interface Revision {
  readonly commit: Oid;
  readonly name: string;
  /** The ref it was taken from, where it is one without `~` or `^`. */
  readonly ref?: RefName;
}

// A name, then steps back. Everything else that git understands (`A..B`, `^x`, `:/text`, `@{-1}`, `x^{/text}`) means
// several commits, or another one on each machine.
const REVISION =
  /^(?<name>[^\s~^:?*[\\\x00-\x20\x7f-]?[^~^:?*[\\\s\x00-\x20\x7f]*)(?<steps>(?:[~^]\d{0,6})*)$/;
const FULL_ID = /^(?:[0-9a-f]{40}|[0-9a-f]{64})$/;

/**
 * Which commit a revision means: a branch before a remote-tracking one before a tag before an object name before a
 * branch that only a remote has, each only by its fully qualified name, so that a branch called `HEAD` or like a commit is never taken for something else.
 */
export async function resolveRevision(
  reader: CloneReader,
  refs: BranchRefs,
  text: string,
): Promise<Checked<Revision>> {
  const { name = '', steps = '' } = REVISION.exec(text)?.groups ?? {};
  if (name === '' || name.includes('..') || name.includes('@{') || name.startsWith('-'))
    return refuse(gitProblem('bad-revision', { revision: text, why: 'form' }));
  const found = await findNamed(reader, refs, name);
  if (found.length === 0) return refuse(gitProblem('bad-revision', { revision: text, why: 'absent' }));
  const [first] = found;
  if (!first || new Set(found.map(({ commit }) => commit)).size > 1)
    return refuse(gitProblem('base-ambiguous', { revision: text, meanings: found.map(meaning) }));
  const commit = await peel(reader, `${first.commit}${steps}`);
  if (!commit) return refuse(gitProblem('bad-revision', { revision: text, why: 'absent' }));
  return {
    ok: true,
    warnings: [],
    value: { commit, name: text, ...(first.ref && steps === '' ? { ref: first.ref } : {}) },
  };
}

const refuse = (problem: Problem): Checked<never> => ({ ok: false, problems: [problem] });
const meaning = ({ ref, commit }: Named): string => ref ?? commit;

interface Named {
  readonly commit: Oid;
  readonly ref?: RefName;
}

/** More than one where a name means a ref and an object, too: nobody can tell which was meant. */
async function findNamed(reader: CloneReader, refs: BranchRefs, name: string): Promise<readonly Named[]> {
  if (name === 'HEAD') return [{ commit: reader.head }];
  const full = name.startsWith('refs/');
  for (const ref of full ? [name] : [`refs/heads/${name}`, `refs/remotes/${name}`]) {
    const branch = refs.get(refName(ref));
    if (branch) return [{ commit: branch.tip, ref: branch.ref }, ...(await asObject(reader, name))];
  }
  const tag = await readExactRef(reader, full ? name : `refs/tags/${name}`);
  const found = [...(tag ? [tag] : []), ...(await asObject(reader, name))];
  if (found.length > 0) return found;
  // `main` where only the remote has it, as `git switch` understands it.
  const tracked = remotesByTrust(reader.facts)
    .map((remote) => refs.get(refName(`refs/remotes/${remote}/${name}`)))
    .find((branch) => branch !== undefined);
  return tracked ? [{ commit: tracked.tip, ref: tracked.ref }] : [];
}

async function asObject(reader: CloneReader, name: string): Promise<readonly Named[]> {
  // Abbreviations only from 7 digits on: `abc` or `beef` is rather a misspelt branch.
  if (!FULL_ID.test(name) && !/^[0-9a-f]{7,63}$/.test(name)) return [];
  // With a step of none git takes an abbreviated name for an object's name only, never for a ref's.
  const commit = await peel(reader, FULL_ID.test(name) ? name : await expand(reader, name));
  return commit ? [{ commit }] : [];
}

async function expand(reader: CloneReader, prefix: string): Promise<string | undefined> {
  const result = await reader.run({ args: ['rev-parse', `--disambiguate=${prefix}`] });
  const found = result.stdout.toString('latin1').split('\n').filter(Boolean);
  return found.length === 1 ? found[0] : undefined;
}

async function readExactRef(reader: CloneReader, ref: string): Promise<Named | undefined> {
  const output = await reader.ask({
    args: ['for-each-ref', '--format=%(objectname) %(refname)', '--end-of-options', ref],
  });
  const line = output
    .toString('utf8')
    .split('\n')
    .find((text) => text.slice(text.indexOf(' ') + 1) === ref);
  const commit = line && (await peel(reader, line.slice(0, line.indexOf(' '))));
  return commit ? { commit, ref: refName(ref) } : undefined;
}

/** The commit that an object name (with steps) leads to; tags are followed. */
async function peel(reader: CloneReader, expression: string | undefined): Promise<Oid | undefined> {
  if (expression === undefined) return undefined;
  const { stdout } = await reader.run({
    args: ['cat-file', '--batch-check=%(objectname) %(objecttype)'],
    input: `${expression}^{commit}\n`,
  });
  const [oid = '', type] = stdout.toString('latin1').trim().split(' ');
  return type === 'commit' ? oidOf(oid) : undefined;
}
