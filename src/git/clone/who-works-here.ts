import { userInfo } from 'node:os';
import { basename } from 'node:path';
import { nameHolder } from '../../core/claim/holder.ts';
import { shortBranch } from '../../core/model/short-branch.ts';
import { configValue } from '../git-config.ts';
import type { CloneFacts } from './clone-facts.ts';

/** `Ana, fix/422`: as git names its commits' author, on this branch; without a branch in this folder. */
export const whoWorksHere = (clone: CloneFacts, env: Readonly<Record<string, string | undefined>>): string =>
  nameHolder({
    user: configValue(clone.config, 'user.name') || env['GIT_AUTHOR_NAME'] || loginName(env),
    place:
      clone.head.kind === 'detached' ? basename(clone.topLevel ?? clone.gitDir) : shortBranch(clone.head.ref),
  });

function loginName(env: Readonly<Record<string, string | undefined>>): string {
  try {
    return userInfo().username;
  } catch {
    return env['USER'] ?? env['USERNAME'] ?? ''; // a container may run as a number that has no name
  }
}
