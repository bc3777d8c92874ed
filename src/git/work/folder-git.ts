import type { GitResult } from '../exec-git.ts';
import type { PrivateRepository } from '../private/private-repository.ts';

const SILENT = ['-c', 'core.safecrlf=false', '-c', 'advice.addEmbeddedRepo=false'];

export type RunGit = (args: readonly string[], input?: Uint8Array) => Promise<GitResult>;

/** Git on the files of a folder, through an index of ours. */
export function gitOn(ask: {
  readonly repository: PrivateRepository;
  readonly fresh: { readonly path: string; readonly sparse: boolean };
  readonly index: string;
}): RunGit {
  const { path, sparse } = ask.fresh;
  const env = { GIT_WORK_TREE: path, GIT_INDEX_FILE: ask.index, GIT_OPTIONAL_LOCKS: undefined };
  // a file that the user's sparse checkout leaves out, and that the agent has written, counts
  const shown = sparse ? ['-c', 'core.sparseCheckout=true'] : [];
  return (args, input) =>
    ask.repository.git({
      args: ['-C', path, ...SILENT, ...shown, ...args],
      // what `check-ignore` does not know
      env: args[0] === 'check-ignore' ? { ...env, GIT_LITERAL_PATHSPECS: undefined } : env,
      ...(input === undefined ? {} : { input }),
    });
}
