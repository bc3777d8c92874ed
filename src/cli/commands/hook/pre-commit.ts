import { parseSession } from '../../../core/agents/agent-session.ts';
import type { Holder } from '../../../core/claim/holder.ts';
import { openHookPlace } from '../../open/hook-place.ts';
import { type HookAnswer, type HookCall, NOTHING } from './hook-answer.ts';
import { reviewPaths } from './review-paths.ts';

/** What others hold of what is committed, as last seen: nobody is asked. Loads the rest where there is anything to say. */
export async function askPreCommit({ cwd, env, now, enforce }: HookCall): Promise<HookAnswer> {
  const place = await openHookPlace(cwd, env);
  if (!place.ok) {
    const { describeHookProblems } = await import('./hook-error.ts');
    return { said: describeHookProblems('pre-commit', place.problems) };
  }
  const reviewed = await reviewPaths({ place: place.value, env, now }, place.value.listStaged);
  if (reviewed === undefined) return NOTHING;
  const { tellCommit } = await import('../../../report/hook/tell-commit.ts');
  const isAgents = isAgentsSession(place.value.holder);
  const refuses = enforce || (isAgents && (await isEnforced({ cwd, env, now })));
  const said = tellCommit({ ...reviewed, enforce: refuses, isAgents });
  return refuses ? { said, refused: true } : { said };
}

/** A person is told and decides; an agent, which may have changed the files by a command that no hook of its own saw, is stopped. */
const isAgentsSession = (holder: Holder): boolean =>
  holder.kind === 'session' && parseSession(holder.id) !== undefined;

async function isEnforced(call: Pick<HookCall, 'cwd' | 'env' | 'now'>): Promise<boolean> {
  const { openWorkspace } = await import('../../open/workspace.ts');
  const settings = await openWorkspace(call).settings();
  return settings.ok && settings.value.claims.mode === 'enforce';
}
