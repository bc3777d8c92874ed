import { type AgentHookCall, readHookCall } from '../../../../core/agents/hooks/hook-call.ts';
import { type AgentAnswer, writeAgentAnswer } from '../../../../report/hook/agent-answer.ts';
import { tellNoLook } from '../../../../report/hook/no-look.ts';
import { firstLine } from '../../../../report/problems/describe-problem.ts';
import type { CommandContext, CommandInput, ExitCode } from '../../../command.ts';
import { openAgentPlace } from '../../../open/agent-place.ts';
import { problemOfError } from '../../../open/failure.ts';
import { plainOutput } from '../../../output.ts';
import { type AgentHook, claimChanged, claimWanted, guardEdit, noteBefore } from './guard-edit.ts';
import { readHookInput } from './read-hook-input.ts';

/**
 * `hook agent [<agent> [<event>]]`: what an agent's own hooks run. Claims on the way, or denies with the reason; briefs, and
 * gives back at the end. Exits with 0 whatever happens: there 2 would mean "block", and trouble of ours blocks nobody.
 */
export async function runAgentHook(context: CommandContext, input: CommandInput): Promise<ExitCode> {
  const [, agent, event] = input.operands;
  const read = readHookCall(context.stdin ?? (await readHookInput()), { agent, event });
  if (read === undefined) {
    plainOutput.say(tellNoLook('', 'what came on standard input is no call of a hook that is known'));
    return 0;
  }
  const { stdout, stderr } = writeAgentAnswer(read, await answerCall(context, read));
  if (stdout !== '') plainOutput.result(stdout);
  if (stderr !== '') plainOutput.say(stderr);
  return 0;
}

async function answerCall(context: CommandContext, call: AgentHookCall): Promise<AgentAnswer> {
  try {
    return await act(context, call);
  } catch (error) {
    const problem = problemOfError(error);
    const why = problem === undefined ? String(error).slice(0, 200) : firstLine(problem);
    return { kind: 'warn', line: tellNoLook('', why).trimEnd() };
  }
}

async function act(context: CommandContext, call: AgentHookCall): Promise<AgentAnswer> {
  if (call.event === 'other') return { kind: 'silent' };
  const cwd = call.cwd ?? context.cwd;
  const place = await openAgentPlace({ cwd, env: context.env, session: call.session });
  // outside of a repository there is nothing to keep anybody from
  if (!place.ok) return { kind: 'silent' };
  const here = { ...context, cwd, env: place.value.env };
  const settings = await place.value.loadSettings();
  const mode = settings.ok ? settings.value.claims.mode : 'enforce';
  if (mode === 'off') return { kind: 'silent' };
  await place.value.note();
  return actAt({ context: here, place: place.value, mode }, call);
}

async function actAt(hook: AgentHook, { event, paths }: AgentHookCall): Promise<AgentAnswer> {
  switch (event) {
    case 'session-start':
    case 'prompt': {
      const { briefAgent } = await import('./brief-session.ts');
      const late = await claimWanted(hook);
      return late.kind === 'silent' ? briefAgent(hook, event === 'session-start') : late;
    }
    case 'before-edit':
      return guardEdit(hook, paths);
    case 'after-edit':
      return claimWanted(hook);
    case 'before-command':
      return noteBefore(hook);
    case 'after-command':
      return claimChanged(hook);
    case 'session-end':
      return (await import('./end-session.ts')).endSession(hook);
    case 'other':
      return { kind: 'silent' };
  }
}
