import { EXIT } from '../../../report/exit-codes.ts';
import { HOOK_SHIM } from '../../../report/hook/hook-shim.ts';
import { describeUnknownHook } from '../../../report/hook/no-look.ts';
import type { CommandContext, CommandInput, ExitCode } from '../../command.ts';
import { answerInTime } from './answer-in-time.ts';
import type { HookAnswer, HookCall } from './hook-answer.ts';

type AskHook = (call: HookCall, context: CommandContext) => Promise<HookAnswer>;

const HOOKS: Readonly<Record<string, () => Promise<AskHook>>> = {
  'pre-commit': async () => (await import('./pre-commit.ts')).askPreCommit,
  'pre-push': async () => (await import('./pre-push.ts')).askPrePush,
  'post-merge': async () => (await import('./post-move.ts')).askPostMerge,
  'post-checkout': async () => (await import('./post-move.ts')).askPostCheckout,
};

/**
 * `hook <name>`: tells who else is on the files. It never stops what it belongs to, but with `--enforce` and a claim of
 * somebody else that it has seen: then it exits with 3. `hook shim` prints the script by which hooks find us,
 * `hook agent` answers the hooks of agents.
 */
export async function runHook(context: CommandContext, input: CommandInput): Promise<ExitCode> {
  const [name = '', ...args] = input.operands;
  if (name === 'shim') {
    context.output.result(HOOK_SHIM);
    return EXIT.done;
  }
  if (name === 'agent') return (await import('./agent/agent-hook.ts')).runAgentHook(context, input);
  const load = Object.hasOwn(HOOKS, name) ? HOOKS[name] : undefined;
  if (load === undefined) {
    context.output.say(describeUnknownHook(name));
    return EXIT.done;
  }
  const { cwd, env, now } = context;
  const call = { cwd, env, now, args, enforce: input.options['enforce'] === true };
  const { said, refused } = await answerInTime(name, async () => (await load())(call, context));
  if (said !== '') context.output.say(said);
  return refused ? EXIT.held : EXIT.done;
}
