import { withSession } from '../../../../core/agents/agent-session.ts';
import { readHookCall } from '../../../../core/agents/hooks/hook-call.ts';
import { findSessionFiles } from '../../../open/session-files.ts';
import { readHookInput } from './read-hook-input.ts';

export interface QuickAnswer {
  /** There is nothing to do and nothing to say. */
  readonly isSettled: boolean;
  /** What was read of standard input, which comes once. */
  readonly input: string;
}

/**
 * The usual call of an agent's hook, an edit of what the session holds already, answered without the rest of the program
 * and without the network.
 */
export async function answerQuickly(words: readonly string[], env: NodeJS.ProcessEnv): Promise<QuickAnswer> {
  const input = await readHookInput();
  return { input, isSettled: await isHeldAlready(input, words, env).catch(() => false) };
}

async function isHeldAlready(
  input: string,
  [agent, event]: readonly string[],
  env: NodeJS.ProcessEnv,
): Promise<boolean> {
  const call = readHookCall(input, { agent, event });
  if (call === undefined) return false;
  if (call.event === 'other') return true;
  if (call.event !== 'before-edit' && call.event !== 'after-edit') return false;
  const files = await findSessionFiles(call.cwd ?? process.cwd(), withSession(env, call.session));
  if (typeof files === 'string') return files === 'nowhere';
  const { wanted } = await files.state.load();
  if (wanted.length > 0) return false;
  if (call.event === 'after-edit') return true;
  const located = await Promise.all(call.paths.map(files.locate));
  const paths = located.flatMap((path) => (path === undefined ? [] : [path]));
  const held = await files.listHeld(paths);
  return paths.every((path) => held.has(path));
}
