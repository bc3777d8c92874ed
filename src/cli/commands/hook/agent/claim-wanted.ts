import type { AgentAnswer } from '../../../../report/hook/agent-answer.ts';
import { editedUnderOthers, type HeldPath } from '../../../../report/hook/agent-words.ts';
import { type AgentHook, claimForAgent } from './claim-for-agent.ts';

/** What was edited while nobody could be asked is asked for again. It is noted until somebody has answered. */
export async function claimWanted(hook: AgentHook): Promise<AgentAnswer> {
  const { wanted } = await hook.place.state.load();
  if (wanted.length === 0) return { kind: 'silent' };
  const held = await claimFree(hook, wanted);
  return held.length > 0 ? { kind: 'tell', context: editedUnderOthers(held) } : { kind: 'silent' };
}

/** Claims of files that are changed already what is free; what others hold of them. Whatever nobody could be asked for is wanted. */
export async function claimFree(hook: AgentHook, paths: readonly string[]): Promise<readonly HeldPath[]> {
  const claim = await claimForAgent(hook, paths);
  if (claim.kind === 'not-asked') await noteWanted(hook, paths);
  else await forgetWanted(hook, paths);
  if (claim.kind !== 'held') return [];
  if (claim.free.length > 0 && (await claimForAgent(hook, claim.free)).kind === 'not-asked')
    await noteWanted(hook, claim.free);
  return claim.held;
}

/** The next hook asks for these. */
export const noteWanted = ({ place }: AgentHook, paths: readonly string[]): Promise<void> =>
  place.state.change((state) => {
    const fresh = paths.filter((path) => !state.wanted.includes(path));
    return fresh.length === 0 ? state : { ...state, wanted: [...state.wanted, ...fresh] };
  });

const forgetWanted = ({ place }: AgentHook, paths: readonly string[]): Promise<void> =>
  place.state.change((state) => {
    const left = state.wanted.filter((path) => !paths.includes(path));
    return left.length === state.wanted.length ? state : { ...state, wanted: left };
  });
