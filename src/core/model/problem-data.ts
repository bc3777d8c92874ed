/**
 * The data of each code, as its words need it: texts raw and unescaped, times in seconds, lists whole. Members are
 * written out in place, so that each is plain data too.
 */
export interface ProblemData {
  'git-too-old': { readonly found: string; readonly wanted: string };
  'many-locks': { readonly locks: number };
  /** Two or more, each a path of the repository. */
  'case-fold-clash': { readonly paths: readonly string[] };
}
