import { type AgentHookCall, readHookCall } from '../../../../core/agents/hooks/hook-call.ts';
import type { Problem } from '../../../../core/model/problem.ts';
import { type AgentAnswer, writeAgentAnswer } from '../../../../report/hook/agent-answer.ts';
import { tellNoHookCall, tellNoLook } from '../../../../report/hook/no-look.ts';
import { firstLine } from '../../../../report/problems/describe-problem.ts';
import type { CommandContext, CommandInput, ExitCode } from '../../../command.ts';
import { openAgentPlace } from '../../../open/agent-place.ts';
import { problemOfError } from '../../../open/failure.ts';
import { plainOutput } from '../../../output.ts';
import { type AgentHook, claimsUntil } from './claim-for-agent.ts';
import { claimWanted } from './claim-wanted.ts';
import { guardEdit } from './guard-edit.ts';
import { readHookInput } from './read-hook-input.ts';
import { afterCommand, beforeCommand } from './watch-command.ts';

/**
 * `hook agent [<agent> [<event>]]`: what an agent's own hooks run. Claims on the way, or denies with the reason; briefs, and
 * gives back at the end. Exits with 0 whatever happens: there 2 would mean "block", and trouble of ours blocks nobody.
 */
export async function runAgentHook(context: CommandContext, input: CommandInput): Promise<ExitCode> {
  const [, agent, event] = input.operands;
  const read = readHookCall(context.stdin ?? (await readHookInput()), { agent, event });
  if (read === undefined) {
    plainOutput.say(tellNoHookCall(agent));
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
  if (!place.ok) return whyNoPlace(place.problems);
  const here = { ...context, cwd, env: place.value.env, clone: place.value.clone };
  const settings = await place.value.loadSettings();
  const mode = settings.ok ? settings.value.claims.mode : 'enforce';
  if (mode === 'off') return { kind: 'silent' };
  await place.value.note();
  return actAt({ context: here, place: place.value, mode, claimsUntil: claimsUntil() }, call);
}

/** Outside of a repository there is nothing to keep anybody from. */
function whyNoPlace(problems: readonly Problem[]): AgentAnswer {
  const [first] = problems.filter(({ code }) => code !== 'not-a-repository');
  return first === undefined
    ? { kind: 'silent' }
    : { kind: 'warn', line: tellNoLook('', firstLine(first)).trimEnd() };
}

async function actAt(hook: AgentHook, call: AgentHookCall): Promise<AgentAnswer> {
  const { event } = call;
  switch (event) {
    case 'session-start':
    case 'prompt': {
      const { briefAgent } = await import('./brief-session.ts');
      const late = await claimWanted(hook);
      return late.kind === 'silent' ? briefAgent(hook, event === 'session-start') : late;
    }
    case 'before-edit':
      return guardEdit(hook, call.paths);
    case 'after-edit':
      return claimWanted(hook);
    case 'before-command':
      return beforeCommand(hook, call);
    case 'after-command':
      return afterCommand(hook, call);
    case 'session-end':
      return (await import('./end-session.ts')).endSession(hook);
    case 'other':
      return { kind: 'silent' };
  }
}
