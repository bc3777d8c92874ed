import { join } from 'node:path';
import type { Settings } from '../../../../core/model/settings.ts';
import { literalPattern } from '../../../../core/paths/match-paths.ts';
import type { AgentAnswer } from '../../../../report/hook/agent-answer.ts';
import {
  changedUnderOthers,
  couldNotAsk,
  denyEdit,
  editedUnderOthers,
  type HeldPath,
  warnOfEdit,
} from '../../../../report/hook/agent-words.ts';
import type { CommandContext } from '../../../command.ts';
import type { AgentPlace } from '../../../open/agent-place.ts';
import { type AgentClaim, claimForAgent } from './claim-for-agent.ts';

const SILENT: AgentAnswer = { kind: 'silent' };

/** One call of a hook, with what it works with. */
export interface AgentHook {
  readonly context: CommandContext;
  readonly place: AgentPlace;
  readonly mode: Settings['claims']['mode'];
}

/** Before an edit: claims on the way, or says who has it. Where nobody can be asked in time the edit goes on. */
export async function guardEdit(hook: AgentHook, typed: readonly string[]): Promise<AgentAnswer> {
  const { place, mode } = hook;
  const missing = await place.listMissing(typed);
  const late = await claimWanted(hook);
  if (missing.length === 0) return late;
  const claim = await claimFor(hook, missing);
  switch (claim.kind) {
    case 'held':
      return mode === 'warn'
        ? { kind: 'tell', context: warnOfEdit(claim.held) }
        : { kind: 'deny', reason: denyEdit(claim.held, claim.free) };
    case 'not-asked':
      await want(hook, missing);
      return { kind: 'warn', line: couldNotAsk(missing, claim.why) };
    case 'claimed':
    case 'not-ours':
      return late;
  }
}

/** What was edited while nobody could be asked is asked for again. */
export async function claimWanted(hook: AgentHook): Promise<AgentAnswer> {
  const { state: file } = hook.place;
  const state = await file.load();
  if (state.wanted.length === 0) return SILENT;
  await file.save({ ...state, wanted: [] });
  const held = await claimFree(hook, state.wanted);
  return held.length > 0 ? { kind: 'tell', context: editedUnderOthers(held) } : SILENT;
}

/** Claims of files that are changed already what is free; what others hold of them. Whatever nobody could be asked for is wanted still. */
async function claimFree(hook: AgentHook, paths: readonly string[]): Promise<readonly HeldPath[]> {
  const claim = await claimFor(hook, paths);
  if (claim.kind === 'not-asked') await want(hook, paths);
  if (claim.kind !== 'held') return [];
  if (claim.free.length > 0 && (await claimFor(hook, claim.free)).kind === 'not-asked')
    await want(hook, claim.free);
  return claim.held;
}

/** Before a command: what is changed already is not its work. */
export async function noteBefore({ place }: AgentHook): Promise<AgentAnswer> {
  const stamps = await place.readStamps();
  const state = await place.state.load();
  await place.state.save({ ...state, before: stamps ?? {} });
  return SILENT;
}

/** After a command: what it has changed is claimed, and what others hold of it is told. */
export async function claimChanged(hook: AgentHook): Promise<AgentAnswer> {
  const { place } = hook;
  const late = await claimWanted(hook);
  const [stamps, { before }] = await Promise.all([place.readStamps(), place.state.load()]);
  const changed = Object.entries(stamps ?? {}).flatMap(([path, stamp]) =>
    before[path] === stamp ? [] : [path],
  );
  const missing = await place.listMissing(changed.map((path) => join(place.root, path)));
  if (missing.length === 0) return late;
  const others = await claimFree(hook, missing);
  return others.length > 0 ? { kind: 'tell', context: changedUnderOthers(others) } : late;
}

/** By their whole names: whatever stands in them is no wildcard, and no place to start from but the root. */
const claimFor = (hook: AgentHook, paths: readonly string[]): Promise<AgentClaim> =>
  claimForAgent(
    hook.context,
    paths.map((path) => join(hook.place.root, literalPattern(path))),
  );

async function want({ place }: AgentHook, paths: readonly string[]): Promise<void> {
  const state = await place.state.load();
  await place.state.save({ ...state, wanted: [...new Set([...state.wanted, ...paths])] });
}
