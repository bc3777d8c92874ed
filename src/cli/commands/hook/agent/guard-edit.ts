import type { AgentAnswer } from '../../../../report/hook/agent-answer.ts';
import { couldNotAsk, denyEdit, warnOfEdit } from '../../../../report/hook/agent-words.ts';
import { type AgentHook, claimForAgent } from './claim-for-agent.ts';
import { claimWanted, noteWanted } from './claim-wanted.ts';

/** Before an edit: claims on the way, or says who has it. Where nobody can be asked in time the edit goes on. */
export async function guardEdit(hook: AgentHook, typed: readonly string[]): Promise<AgentAnswer> {
  const late = await claimWanted(hook);
  const missing = await hook.place.listMissing(typed);
  if (missing.length === 0) return late;
  const claim = await claimForAgent(hook, missing);
  switch (claim.kind) {
    case 'held':
      return hook.mode === 'warn'
        ? { kind: 'tell', context: warnOfEdit(claim.held) }
        : { kind: 'deny', reason: denyEdit(claim.held, claim.free) };
    case 'not-asked':
      await noteWanted(hook, missing);
      return { kind: 'warn', line: couldNotAsk(missing, claim.why) };
    case 'claimed':
    case 'not-ours':
      return late;
  }
}
