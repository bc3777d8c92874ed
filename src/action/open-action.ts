import { readFile, stat } from 'node:fs/promises';
import path from 'node:path';
import { lendToken } from '../cli/open/conversation.ts';
import { problemOfError } from '../cli/open/failure.ts';
import { describeProblem } from '../report/problems/describe-problem.ts';
import type { ActionStart } from './action-command.ts';
import type { ActionHost } from './action-host.ts';
import { defaultBranchOf, isByBot, parseEvent } from './parse-event.ts';

const MAX_EVENT_BYTES = 64_000_000;

/**
 * What a command of the Action is given: the event that started it, the checkout, the runner's variables. The token is
 * taken out of them, so that no process that
 * is started from here on inherits it by a name that programs look for; git gets it by its own settings.
 */
export async function openAction(host: ActionHost, env: NodeJS.ProcessEnv): Promise<ActionStart> {
  const token = host.input('token') || env['GITHUB_TOKEN'] || '';
  for (const name of ['INPUT_TOKEN', 'GITHUB_TOKEN', 'GH_TOKEN']) delete env[name];
  hideToken(host, token);
  lendToken(env, { server: env['GITHUB_SERVER_URL'], token });
  const { GITHUB_EVENT_NAME: name = '', GITHUB_EVENT_PATH: file } = env;
  // an event whose payload cannot be read says nothing: `parseEvent` judges what that means for its kind
  const payload = file ? await readPayload(file) : undefined;
  const defaultBranch = defaultBranchOf(payload);
  return {
    host,
    event: parseEvent(name, payload),
    byBot: isByBot(payload),
    ...(defaultBranch === undefined ? {} : { defaultBranch }),
    cwd: path.resolve(env['GITHUB_WORKSPACE'] ?? process.cwd(), host.input('directory')),
    env,
    token,
    now: new Date(),
  };
}

/** As it is, and as git sends it. */
function hideToken(host: ActionHost, token: string): void {
  if (token === '') return;
  for (const secret of [token, Buffer.from(`x-access-token:${token}`).toString('base64')]) host.hide(secret);
}

async function readPayload(file: string): Promise<unknown> {
  try {
    if ((await stat(file)).size > MAX_EVENT_BYTES) return undefined;
    return JSON.parse(await readFile(file, 'utf8'));
  } catch {
    return undefined;
  }
}

/** What is said of an error that is the world's, and no bug of ours. */
export function describeWorld(error: unknown): string | undefined {
  const problem = problemOfError(error);
  return problem && describeProblem(problem).trimEnd();
}
