import type { AsideKind } from '../model/aside-kind.ts';

/**
 * What of it stands against calling the task done. Repositories inside the folder and files that cannot be read are a
 * part of the work that is missing in the result, always. A branch or a stash may be a by-product, and a commit that
 * only a reflog names is what amending leaves: they count where there is nothing else.
 */
export function findBlocking<T extends { readonly kind: AsideKind }>(
  aside: readonly T[],
  changedPaths: number,
): readonly T[] {
  const missing = aside.filter(
    ({ kind }) => kind === 'submodule' || kind === 'nested' || kind === 'unreadable',
  );
  if (missing.length > 0 || changedPaths > 0) return missing;
  const named = aside.filter(({ kind }) => kind === 'branch' || kind === 'stash');
  return named.length > 0 ? named : aside.filter(({ kind }) => kind === 'log');
}
