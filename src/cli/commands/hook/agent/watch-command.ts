import { join } from 'node:path';
import type { AgentHookCall } from '../../../../core/agents/hooks/hook-call.ts';
import type { AgentAnswer } from '../../../../report/hook/agent-answer.ts';
import { changedUnderOthers } from '../../../../report/hook/agent-words.ts';
import type { AgentHook } from './claim-for-agent.ts';
import { claimFree, claimWanted } from './claim-wanted.ts';
import { guardCommit } from './guard-commit.ts';
import { guardEdit } from './guard-edit.ts';

type Command = Pick<AgentHookCall, 'command' | 'paths' | 'callId'>;

/** Of commands that run side by side: whatever never came to its end is forgotten some time. */
const MOST_COMMANDS = 8;

/** Before a command: a patch in it is an edit, a commit is looked at; and what is changed already is not its work. */
export async function beforeCommand(hook: AgentHook, call: Command): Promise<AgentAnswer> {
  const edit: AgentAnswer = call.paths.length === 0 ? { kind: 'silent' } : await guardEdit(hook, call.paths);
  if (edit.kind === 'deny' || call.command === undefined) return edit;
  const commit = await guardCommit(hook, call.command);
  if (commit.kind === 'deny') return commit;
  await noteBefore(hook, call.callId);
  return edit.kind === 'silent' ? commit : edit;
}

async function noteBefore({ place }: AgentHook, callId: string): Promise<void> {
  const stamps = await place.readStamps();
  await place.state.change((state) => {
    const others = Object.entries(state.before).filter(([id]) => id !== callId);
    // where nobody can say what was changed before, nothing that is found afterwards counts as the command's
    const known = stamps === undefined ? others : [...others, [callId, stamps] as const];
    return { ...state, before: Object.fromEntries(known.slice(-MOST_COMMANDS)) };
  });
}

/** After a command: what it has changed is claimed, and what others hold of it is told. */
export async function afterCommand(hook: AgentHook, { callId }: Command): Promise<AgentAnswer> {
  const { place } = hook;
  const late = await claimWanted(hook);
  const [stamps, { before }] = await Promise.all([place.readStamps(), place.state.load()]);
  const known = before[callId];
  // of a command that nobody saw begin nobody knows what is its work
  if (known === undefined) return late;
  const changed = Object.entries(stamps ?? {}).flatMap(([path, stamp]) =>
    known[path] === stamp ? [] : [path],
  );
  const missing = await place.listMissing(changed.map((path) => join(place.root, path)));
  if (missing.length === 0) return late;
  const others = await claimFree(hook, missing);
  return others.length > 0 ? { kind: 'tell', context: changedUnderOthers(others) } : late;
}
