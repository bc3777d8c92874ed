/** The data of what a repository and its git can refuse. Paths are of the file system. */
export interface GitProblemData {
  'not-a-repository': { readonly path: string };
  /** It belongs to another user. */
  'unsafe-repository': { readonly path: string };
  'git-missing': { readonly detail: string; readonly command?: string };
  'reftable-repository': { readonly path: string };
  'unborn-branch': { readonly branch: string };
  'base-not-found':
    | { readonly why: 'unnamed' }
    | { readonly why: 'unrelated' | 'absent'; readonly name: string; readonly remote: string };
  'base-ambiguous': { readonly revision: string; readonly meanings: readonly string[] };
  /** `known`: the base itself is here, its history is not. */
  'shallow-clone': { readonly name: string; readonly remote: string; readonly known: boolean };
  /** `form`: it names no commit; `absent`: there is none of that name. */
  'bad-revision': { readonly revision: string; readonly why: 'form' | 'absent' };
  'bad-remote': { readonly remote: string; readonly why: string };
  'remote-ambiguous': { readonly remotes: readonly string[] };
  'git-failed': { readonly detail: string; readonly command?: string; readonly path?: string };
}
