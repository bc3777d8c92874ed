import { setTimeout as sleep } from 'node:timers/promises';
import type { Conversation } from '../../app/ports/conversation.ts';
import { lendToken } from '../../git/lend-token.ts';

export { lendToken };

// What a plan may spend on saying it: a host that asks for patience gets a part of it, and then the next run.
const BUDGET = { totalMs: 60_000, callMs: 15_000 };

const NAME = /^[\w.-]{1,100}$/;

/** The forge's side of pull requests of the runner's repository; `undefined`: no token, or no repository is named. */
export async function openConversation(
  env: Readonly<Record<string, string | undefined>>,
  token: string,
): Promise<Conversation | undefined> {
  const [owner = '', repo = '', ...more] = (env['GITHUB_REPOSITORY'] ?? '').split('/');
  if (token === '' || !NAME.test(owner) || !NAME.test(repo) || more.length > 0) return undefined;
  const [{ findApi }, { githubConversation }] = await Promise.all([
    import('../../github/find-api.ts'),
    import('../../github/conversation.ts'),
  ]);
  const api = findApi({ ...env, GITHUB_TOKEN: token });
  if (api === undefined) return undefined;
  const wait = (ms: number): Promise<void> => sleep(ms);
  return githubConversation({ ...api, owner, repo }, { ...BUDGET, now: () => performance.now(), wait });
}
