import { createHash } from 'node:crypto';
import { readBrief } from '../../../../app/session/brief-session.ts';
import type { AgentAnswer } from '../../../../report/hook/agent-answer.ts';
import { briefSession } from '../../../../report/hook/agent-words.ts';
import type { CommandContext } from '../../../command.ts';
import { readChangedIn } from '../../../open/changed.ts';
import { openWorkspace } from '../../../open/workspace.ts';
import type { AgentHook } from './claim-for-agent.ts';

const CONFLICTS_MS = 500;

/** At the start of a session and of a prompt: who else is at work here, where that is not what was told before. */
export async function briefAgent({ context, place }: AgentHook, isStart: boolean): Promise<AgentAnswer> {
  const said = await lookFor(context);
  const state = await place.state.load();
  const told = createHash('sha256').update(said).digest('hex').slice(0, 16);
  if (told !== state.told || isStart) await place.state.change((now) => ({ ...now, told }));
  return said === '' || (told === state.told && !isStart)
    ? { kind: 'silent' }
    : { kind: 'tell', context: said };
}

/** Nothing is said where nobody could look: whatever is edited is asked for by itself. */
async function lookFor(context: CommandContext): Promise<string> {
  const table = await openWorkspace(context).table({ writes: false });
  if (!table.ok) return '';
  const session = await table.value.session();
  const brief = await readBrief({
    session,
    changed: () => readChangedIn(table.value.clone, { conflictsMs: CONFLICTS_MS }),
  });
  return brief.ok ? briefSession({ ...brief.value, now: session.claimant.machine.now().wall }) : '';
}
