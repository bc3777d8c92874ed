import type { LargeFile } from '../../app/ports/large-objects.ts';
import type { Oid } from '../../core/model/ids.ts';
import { type Problem, problemOf } from '../../core/model/problem.ts';
import { type Setting, withSettings } from '../config-environment.ts';
import type { PrivateRepository } from '../private/private-repository.ts';
import { REMOTE_NAME, remoteEnvironment } from '../table/remote-environment.ts';
import { withoutCredentials } from '../table/server-words.ts';

/**
 * Brings contents to the store of the team by git-lfs itself, in our repository and with our credentials: the agent has none.
 * `trusted`: the commit whose `.lfsconfig` may name another store than the remote's own; without it none does.
 */
export async function uploadLargeFiles(ask: {
  readonly repository: PrivateRepository;
  readonly url: string;
  readonly files: readonly LargeFile[];
  readonly trusted?: Oid;
}): Promise<Problem | undefined> {
  const { repository, url, files, trusted } = ask;
  const oids = [...new Set(files.map(({ oid }) => oid))];
  const store = trusted === undefined ? undefined : await storeNamedIn(repository, trusted);
  const settings: readonly Setting[] = store === undefined ? [] : [['lfs.url', store]];
  const pushed = await repository.git({
    args: ['lfs', 'push', '--object-id', REMOTE_NAME, ...oids],
    env: { ...withSettings(remoteEnvironment(repository.env, url), settings), GIT_TERMINAL_PROMPT: '0' },
  });
  if (pushed.code === 0) return undefined;
  return notUploaded(
    files,
    withoutCredentials(pushed.stderr.trim() || pushed.stdout.toString('utf8').trim()),
  );
}

/** That contents of large files are not where the team would look. */
export const notUploaded = (files: readonly Pick<LargeFile, 'path'>[], detail: string): Problem =>
  problemOf('lfs-not-uploaded', { paths: files.map(({ path }) => path), detail: detail.slice(0, 500) });

/**
 * git-lfs would read `.lfsconfig` of whatever stands in a folder, and an agent could send contents, and who brings them, anywhere.
 * Our repository has no files and no HEAD, so that this one answer is all that counts.
 */
async function storeNamedIn(repository: PrivateRepository, commit: Oid): Promise<string | undefined> {
  for (const key of ['lfs.pushurl', 'lfs.url']) {
    const args = ['config', '--blob', `${commit}:.lfsconfig`, '--get', key];
    const said = await repository.git({ args });
    const named = said.code === 0 ? said.stdout.toString('utf8').trim() : '';
    if (/^(?:https?|ssh|file):\/\//i.test(named)) return named;
  }
  return undefined;
}
