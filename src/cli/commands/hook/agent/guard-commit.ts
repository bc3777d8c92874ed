import { findCommits } from '../../../../core/agents/hooks/find-commits.ts';
import type { ShellCall } from '../../../../core/agents/hooks/shell-call.ts';
import type { AgentAnswer } from '../../../../report/hook/agent-answer.ts';
import { listCommitted } from '../../../open/list-committed.ts';
import { reviewPaths } from '../review-paths.ts';
import type { AgentHook } from './claim-for-agent.ts';

/**
 * Before a command of a shell that commits: what git's own hook would say, which some agents keep from running. Nothing is asked
 * where the command commits nothing, and nobody else in any case.
 */
export async function guardCommit(hook: AgentHook, { text, folder }: ShellCall): Promise<AgentAnswer> {
  const { context, place, mode } = hook;
  for (const commit of findCommits(text, folder === '' ? '.' : folder)) {
    const at = await place.hookPlaceAt(commit.folder);
    const reviewed =
      at &&
      (await reviewPaths({ place: at, env: place.env, now: context.now }, () =>
        listCommitted(place, at, commit),
      ));
    if (reviewed === undefined) continue;
    const { tellCommit } = await import('../../../../report/hook/tell-commit.ts');
    const said = tellCommit({ ...reviewed, enforce: mode !== 'warn', isAgents: true }).trimEnd();
    return mode === 'warn' ? { kind: 'tell', context: said } : { kind: 'deny', reason: said };
  }
  return { kind: 'silent' };
}
