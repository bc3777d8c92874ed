import { presetNamed } from '../../core/agents/presets.ts';
import { problemOf } from '../../core/model/problem.ts';
import { newestRemoteTime } from '../../git/clone/newest-remote-time.ts';
import type { SetupProof } from '../../report/doctor/setup-proof.ts';
import type { CommandContext } from '../command.ts';
import type { OpenedTable } from './opened.ts';
import { proveAgent, proveAgentHooks } from './prove-agents.ts';
import { proveGitHooks } from './prove-git-hooks.ts';

// A little is nothing: clocks of servers differ, and commits are dated where they are made.
const SKEW_S = 60;

/** Tries what is set up: calls each hook of ours, starts each agent that is configured, compares clocks. */
export async function proveSetup(context: CommandContext, table: OpenedTable): Promise<SetupProof> {
  const presets = new Set(table.settings.agents.flatMap(({ preset }) => presetNamed(preset) ?? []));
  const [ofAgents, ofGit, ...others] = await Promise.all([
    proveAgentHooks(context, table),
    proveGitHooks({ env: context.env, root: table.root, clone: table.clone }),
    proveClock(context, table),
    ...[...presets].map((preset) => proveAgent(context, table, preset)),
  ]);
  const found: readonly Partial<SetupProof>[] = [...ofAgents, ...ofGit, ...others];
  return {
    answered: found.flatMap(({ answered = [] }) => answered),
    started: found.flatMap(({ started = [] }) => started),
    loggedIn: found.flatMap(({ loggedIn = [] }) => loggedIn),
    unasked: found.flatMap(({ unasked = [] }) => unasked),
    findings: found.flatMap(({ findings = [] }) => findings),
  };
}

/** Commits of the remote that are from later than now. */
async function proveClock(
  { now }: CommandContext,
  { clone, root }: OpenedTable,
): Promise<Partial<SetupProof>> {
  const newest = await newestRemoteTime(clone.topLevel ?? root);
  const seconds = newest === undefined ? 0 : Math.round(newest - now.getTime() / 1000);
  return seconds > SKEW_S ? { findings: [problemOf('clock-behind', { seconds })] } : {};
}
