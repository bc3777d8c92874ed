import { parseSession } from '../../../core/agents/agent-session.ts';
import type { Holder } from '../../../core/claim/holder.ts';
import { LOCKS } from '../../../core/claim/refs.ts';
import type { WallTime } from '../../../core/model/time.ts';
import { isKnownDead, openHookPlace } from '../../open/hook-place.ts';
import { type HookAnswer, type HookCall, NOTHING } from './hook-answer.ts';

/** What others hold of what is committed, as last seen: nobody is asked. Loads the rest where there is anything to say. */
export async function askPreCommit({ cwd, env, now, enforce }: HookCall): Promise<HookAnswer> {
  const place = await openHookPlace(cwd, env);
  if (!place.ok) {
    const { describeHookProblems } = await import('./hook-error.ts');
    return { said: describeHookProblems('pre-commit', place.problems) };
  }
  const [paths, seen] = await Promise.all([place.value.listStaged(), place.value.readLastSeen()]);
  if (paths.length === 0 || ![...seen.refs.keys()].some((ref) => ref.startsWith(LOCKS))) return NOTHING;
  const [{ reviewCommit }, { tellCommit }] = await Promise.all([
    import('../../../app/review/review-commit.ts'),
    import('../../../report/hook/tell-commit.ts'),
  ]);
  const at = now.getTime() as WallTime;
  const review = await reviewCommit({
    paths,
    seen,
    holder: place.value.holder,
    wrapped: env['AGENTIC_CLAIM'],
    isKnownDead,
    now: at,
  });
  if (review.held.length + review.unknown.length === 0) return NOTHING;
  const isAgents = isAgentsSession(place.value.holder);
  const refuses = enforce || (isAgents && (await isEnforced({ cwd, env, now })));
  const said = tellCommit({ ...review, at: seen.at, now: at, enforce: refuses, isAgents });
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
