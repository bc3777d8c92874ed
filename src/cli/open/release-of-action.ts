import packageJson from '../../../package.json' with { type: 'json' };
import { type Checked, problemOf } from '../../core/model/problem.ts';
import type { CloneFacts } from '../../git/clone/clone-facts.ts';
import { findRelease } from '../../git/find-release.ts';

/** Where this program comes from, and the tag of its version. */
const HOME = packageJson.repository.url.replace(/^git\+/, '');
export const OWN_ACTION = new URL(HOME).pathname.slice(1).replace(/\.git$/, '');
export const OWN_TAG = `v${packageJson.version}`;

/** The commit of the Action of this version; asks the network. `tag`: what it is called there. */
export async function releaseOfAction({
  cwd,
}: Pick<CloneFacts, 'cwd'>): Promise<Checked<{ readonly commit: string; readonly tag: string }>> {
  const found = await findRelease({ cwd, url: HOME, tag: OWN_TAG });
  if (found.kind === 'not-found')
    return {
      ok: false,
      problems: [problemOf('action-not-pinned', { action: OWN_ACTION, detail: found.detail })],
    };
  const tag = found.tagged ? OWN_TAG : 'main';
  return { ok: true, value: { commit: found.commit, tag }, warnings: [] };
}
