import { shellWord } from '../shell-word.ts';

/** Where a table is: a remote of the clone, or our own repository where there is none. */
interface At {
  readonly remote?: string;
  readonly folder?: string;
}

/** What a person runs to remove one ref, and where. */
export interface RefDeletion {
  readonly argv: readonly string[];
  /** `server`: in its repository, by somebody with access to that: no push reaches such a ref. */
  readonly where: 'here' | 'server';
}

/** Git takes no push of a name of one level below `refs/`, not even one that deletes it. */
const isOutOfReach = (ref: string): boolean => !/^refs\/[^/]+\//.test(ref) && ref.startsWith('refs/');

export function refDeletion({ remote, folder }: At, ref: string): RefDeletion {
  if (remote === undefined && folder !== undefined)
    return { argv: ['git', `--git-dir=${folder}`, 'update-ref', '-d', ref], where: 'here' };
  if (isOutOfReach(ref)) return { argv: ['git', 'update-ref', '-d', ref], where: 'server' };
  return { argv: ['git', 'push', remote ?? 'origin', '--delete', ref], where: 'here' };
}

/** The same as text, to be pasted. */
export function deleteRefCommand(at: At, ref: string): string {
  const { argv, where } = refDeletion(at, ref);
  const command = argv.map(shellWord).join(' ');
  return where === 'server' ? `on the server, as no push reaches it: ${command}` : command;
}
