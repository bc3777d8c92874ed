import { join } from 'node:path';
import type { Claimant } from '../../app/claim/claimant.ts';
import type { ResultBranch, RunGround } from '../../app/perform/run-ground.ts';
import { rescueWork } from '../../app/perform/working/rescue-work.ts';
import type { MadePlan } from '../../app/plan/make-plan.ts';
import type { Agents } from '../../app/ports/agents.ts';
import type { Leftover, Worktrees } from '../../app/ports/worktrees.ts';
import { claimantWithTime } from '../../app/run/outlast-outages.ts';
import { type Mask, maskSecrets } from '../../core/agents/mask-secrets.ts';
import { secretValues } from '../../core/agents/secret-values.ts';
import type { Plan } from '../../core/model/plan.ts';
import type { AgentSettings } from '../../core/model/settings.ts';
import { openCheckout } from '../../git/clone/look-at-checkout.ts';
import { credentialSettings } from '../../git/credential-settings.ts';
import { lendObjects } from '../../git/private/lent-objects.ts';
import { dropOldKept } from '../../git/work/kept-work.ts';
import { openLargeFiles } from '../../git/work/large-files.ts';
import { gitPublishing } from '../../git/work/publishing.ts';
import { gitWorktrees } from '../../git/work/worktrees.ts';
import { isKnownDead } from '../../process/holder/choose-holder.ts';
import { fileExchange } from '../../process/start/exchange-folder.ts';
import { localAgents } from '../../process/start/run-agent.ts';
import { planFileText } from '../../report/plan/plan-file.ts';
import { writePrompt } from '../../report/prompt.ts';
import type { CommandContext } from '../command.ts';
import type { OpenedTable } from './opened.ts';
import { placeOwnProgram } from './own-program.ts';
import { hurryOn } from './within-budget.ts';

export interface WorkplaceWish {
  readonly context: CommandContext;
  readonly table: OpenedTable;
  readonly made: Pick<MadePlan, 'settings'>;
  readonly agents: readonly AgentSettings[];
  /** Who holds what is worked on; absent: this process. */
  readonly claimant?: Claimant;
  /** Where results go, and where work is done. */
  readonly branch: ResultBranch;
  readonly worktrees: string;
  /** Secrets besides those that the environment and the configuration call so. */
  readonly hidden?: readonly string[];
}

/** Where commands of the team work for one process, and how it reaches the table. */
export interface Workplace extends ReturnType<typeof claimantWithTime> {
  readonly publishing: ReturnType<typeof gitPublishing>;
  readonly worktrees: Worktrees;
  readonly mask: Mask;
  readonly branch: ResultBranch;
  /** What killed runs had left. */
  readonly cleaned: readonly Leftover[];
}

/** Cleans up after killed runs on the way. */
export async function openWorkplace(wish: WorkplaceWish): Promise<Workplace> {
  const { context, table, made, branch, worktrees: folder } = wish;
  const { repository, root, clone } = table;
  const own = await table.process();
  const { claimant, reach } = claimantWithTime(wish.claimant ?? own, context.signal);
  const publishing = gitPublishing(repository, clone);
  await lendObjects({ clone, repository });
  const { link: links } = made.settings;
  const mask = maskOf(wish);
  const worktrees = gitWorktrees({
    repository,
    clone,
    folder,
    root,
    owner: own.holder,
    isKnownDead,
    links,
    mask,
  });
  const cleaned = await worktrees.cleanLeftovers(rescueWork({ claimant, publishing }));
  await dropOldKept(repository, claimant.machine.now().wall);
  return { claimant, reach, publishing, worktrees, mask, branch, cleaned };
}

/** What actions work with, but for what is a run's own. */
export async function contextAt(
  place: Workplace,
  wish: Pick<WorkplaceWish, 'context' | 'table' | 'made' | 'agents' | 'hidden'> & {
    readonly plan: Plan;
    readonly jobs?: number;
  },
): Promise<Omit<RunGround, 'digests' | 'accept' | 'known'>> {
  const { context, table, made, agents, plan, jobs, hidden = [] } = wish;
  const { repository, clone } = table;
  const { settings } = made;
  const checkout = openCheckout(clone);
  const largeFiles = openLargeFiles({ repository, clone, url: table.remoteUrl });
  const program = await placeOwnProgram(context, table);
  const limits = { ...settings.limits, ...(jobs === undefined ? {} : { agents: jobs }) };
  const { claimant, publishing, worktrees, branch, mask } = place;
  return {
    plan,
    planFile: planFileText(plan),
    settings: { ...settings, limits },
    roles: settings.roles,
    agentSettings: new Map(agents.map((agent) => [agent.id, agent])),
    claimant,
    worktrees,
    agents: agentsOfRun(program?.folder, clone, hidden),
    ...(program === undefined ? {} : { programPath: program.path }),
    exchange: fileExchange(mask),
    publishing,
    ...(checkout === undefined ? {} : { checkout }),
    ...(largeFiles === undefined ? {} : { largeFiles }),
    writePrompt,
    logs: join(repository.path, 'logs', plan.run),
    branch,
  };
}

/** What the environment and the configuration hold for agents must not be told by them. */
export const maskOf = ({
  context,
  agents,
  hidden = [],
}: Pick<WorkplaceWish, 'context' | 'agents' | 'hidden'>): Mask =>
  maskSecrets([...[context.env, ...agents.map(({ env }) => env)].flatMap(secretValues), ...hidden]);

/** An interrupted run waits for its agents' ends first: what they held is given back in a second from then on. */
export const agentsOfRun = (
  programs: string | undefined,
  { config }: OpenedTable['clone'],
  hidden: readonly string[] = [],
): Agents => {
  const emptied = credentialSettings(config);
  const agents = localAgents({ emptied, hidden, ...(programs === undefined ? {} : { programs }) });
  return {
    start(order) {
      const running = agents.start(order);
      void running.ended.then(hurryOn);
      return running;
    },
  };
};
