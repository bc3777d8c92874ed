import { homedir } from 'node:os';
import type { RepoPath } from '../../core/model/ids.ts';
import { repoPath } from '../../core/model/ids.ts';
import type { Checked, Problem } from '../../core/model/problem.ts';
import { asLiteral, literalPattern, matchPaths } from '../../core/paths/match-paths.ts';
import { isDamaged } from '../../core/paths/plain-path.ts';
import { unsafePath } from '../../core/paths/unsafe-path.ts';
import type { Located, PathFinder } from '../ports/path-finder.ts';

/** What somebody typed, understood. All commands that take paths understand them here, and so alike. */
export type Meant =
  /** A file or a folder, relative to the root; `known`: it is on the disk, or tracked. */
  | { readonly kind: 'path'; readonly typed: string; readonly path: RepoPath; readonly known: boolean }
  | { readonly kind: 'root'; readonly typed: string }
  /** The tracked files that a glob matches; one at least. `pattern` is relative to the root. */
  | {
      readonly kind: 'glob';
      readonly typed: string;
      readonly pattern: string;
      readonly paths: readonly RepoPath[];
    };

/** Paths as they were given. */
export interface TypedPaths {
  readonly typed: readonly string[];
  /** They came as bytes, so that each is what it says. */
  readonly exact: boolean;
}

export interface PathQuestion extends TypedPaths {
  readonly place: {
    readonly clone: { readonly bare?: boolean };
    readonly root: string;
    readonly finder: PathFinder;
  };
}

/** All of them, or everything that stands against any of them; what is nowhere to be found is a warning. */
export async function understandPaths(ask: PathQuestion): Promise<Checked<readonly Meant[]>> {
  const { finder } = ask.place;
  const answers: readonly (Meant | Problem)[] = await inTurns(ask.typed, (typed) =>
    understand({ ...ask, finder, typed }),
  );
  const problems = answers.filter((one): one is Problem => 'code' in one);
  if (problems.length > 0) return { ok: false, problems };
  const value = answers.filter((one): one is Meant => !('code' in one));
  const isBare = ask.place.clone.bare === true; // there is no folder in which anything could be
  const warnings = isBare ? [] : value.filter((one) => one.kind === 'path' && !one.known).map(notThere);
  return { ok: true, value, warnings };
}

/** What is covered by paths that are only looked at; '' is everything. */
export const coveredPaths = (meant: readonly Meant[]): readonly RepoPath[] => [
  ...new Set(
    meant.flatMap((one): readonly RepoPath[] => {
      if (one.kind === 'root') return [repoPath('')];
      return one.kind === 'path' ? [one.path] : one.paths;
    }),
  ),
];

const notThere = ({ typed }: Meant): Problem => ({
  code: 'path-not-there',
  data: { path: typed },
});

const AT_ONCE = 64;

async function inTurns<In, Out>(all: readonly In[], ask: (one: In) => Promise<Out>): Promise<readonly Out[]> {
  const answers: Out[] = [];
  for (let from = 0; from < all.length; from += AT_ONCE)
    answers.push(...(await Promise.all(all.slice(from, from + AT_ONCE).map(ask))));
  return answers;
}

interface OneQuestion extends Omit<PathQuestion, 'typed'> {
  readonly typed: string;
  readonly finder: PathFinder;
}

async function understand(ask: OneQuestion): Promise<Meant | Problem> {
  const { typed, exact, finder } = ask;
  if (typed === '' || typed.includes('\0')) return unsafe(ask, typed === '' ? 'empty' : 'nul');
  const written = await findLiteral(ask);
  if (written.kind !== 'inside') return elsewhere(ask, written);
  if (written.path === '') return { kind: 'root', typed };
  const path = repoPath(written.path);
  const why = unsafePath(path);
  if (why) return unsafe(ask, why);
  if (!exact && isDamaged(typed) && !(await finder.isTracked(path)))
    return { code: 'path-damaged', data: { path: typed } };
  if (written.there || (await finder.isTracked(path))) return { kind: 'path', typed, path, known: true };
  return asLiteral(typed) === undefined ? matchGlob(ask) : { kind: 'path', typed, path, known: false };
}

/** The name as it stands; where there is none such, without the backslashes that keep a glob's signs from their meaning. */
async function findLiteral({ typed, finder }: OneQuestion): ReturnType<PathFinder['locate']> {
  const as = await finder.locate(typed);
  if (as.kind === 'inside' && as.there) return as;
  const plain = asLiteral(typed);
  if (plain !== undefined && plain !== typed) return finder.locate(plain);
  // a shell that was kept from its work leaves the tilde to us
  return /^~(\/|$)/.test(typed) ? finder.locate(homedir() + typed.slice(1)) : as;
}

/** A glob from where it was typed: its folders up to the first wildcard are a path like any other. */
async function matchGlob(ask: OneQuestion): Promise<Meant | Problem> {
  const { typed, finder } = ask;
  const parts = typed.split('/');
  const first = parts.findIndex((part) => asLiteral(part) === undefined);
  const folder = parts.slice(0, first).join('/');
  const at = await finder.locate(folder === '' && typed.startsWith('/') ? '/' : folder || '.');
  if (at.kind !== 'inside') return elsewhere(ask, at);
  const rest = parts.slice(first).filter((part) => part !== '' && part !== '.');
  const pattern = [...(at.path === '' ? [] : [literalPattern(at.path)]), ...rest].join('/');
  if (rest.includes('..')) return unsafe(ask, 'outside');
  const paths = (await finder.tracked()).filter(matchPaths([pattern]));
  if (paths.length > 0) return { kind: 'glob', typed, pattern, paths };
  return { code: 'no-paths', data: { asked: [typed] } };
}

const elsewhere = (ask: OneQuestion, at: Exclude<Located, { kind: 'inside' }>): Problem =>
  at.kind === 'outside'
    ? unsafe(ask, 'outside')
    : { code: 'path-in-inner-repository', data: { path: ask.typed, folder: at.folder } };

const unsafe = ({ typed, place }: OneQuestion, reason: string): Problem => ({
  code: 'unsafe-path',
  data: { path: typed, reason, ...(reason === 'outside' ? { root: place.root } : {}) },
});
