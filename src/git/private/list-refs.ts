import type { Looked, RefScope } from '../../app/ports/ref-store.ts';
import type { Oid, RefName } from '../../core/model/ids.ts';
import { oidOf, refName } from '../../core/model/ids.ts';
import { pathFromBytes } from '../path-bytes.ts';
import type { PrivateRepository } from './private-repository.ts';

/** The refs of the private repository under these scopes: exact names, or everything below a name that ends in `/`. */
export async function listRefs(
  repository: PrivateRepository,
  scopes: readonly RefScope[],
): Promise<Looked<ReadonlyMap<RefName, Oid>>> {
  if (scopes.length === 0) return { ok: true, value: new Map() };
  const patterns = commonPatterns(scopes);
  const result = await repository.git({
    args: ['for-each-ref', '--format=%(objectname) %(refname)', '--', ...patterns],
  });
  if (result.code !== 0) return { ok: false, failure: { kind: 'other', detail: result.stderr.trim() } };
  const wanted = inScopes(scopes);
  const refs = new Map<RefName, Oid>();
  // names, too, are bytes that somebody else chose
  for (const line of pathFromBytes(result.stdout).split('\n')) {
    const cut = line.indexOf(' ');
    const ref = refName(line.slice(cut + 1));
    if (cut > 0 && wanted(ref)) refs.set(ref, oidOf(line.slice(0, cut)));
  }
  return { ok: true, value: refs };
}

/** For many scopes one wide question is cheaper than a long command line; the answer is narrowed by `inScopes`. */
const commonPatterns = (scopes: readonly RefScope[]): readonly string[] =>
  scopes.length > 50 ? ['refs/agentic/', 'refs/seen/'] : scopes;

/** Whether a ref is asked for. A pattern of git's also matches what lies below an exact name; a scope does not. */
export function inScopes(scopes: readonly RefScope[]): (ref: RefName) => boolean {
  const exact = new Set<string>(scopes.filter((scope) => !scope.endsWith('/')));
  const prefixes = scopes.filter((scope) => scope.endsWith('/'));
  return (ref) => exact.has(ref) || prefixes.some((prefix) => ref.startsWith(prefix));
}
