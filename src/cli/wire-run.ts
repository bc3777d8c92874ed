import { join, resolve } from 'node:path';
import { branchesOf, refsToShow } from '../app/branches-of-run.ts';
import type { MadePlan } from '../app/make-plan.ts';
import { openRun } from '../app/open-run.ts';
import { patientDesk } from '../app/outlast-outages.ts';
import { emptyBoard, type ResultBranch, type RunContext } from '../app/perform/run-context.ts';
import { rescueWork } from '../app/perform/working/rescue-work.ts';
import type { Agents } from '../app/ports/agents.ts';
import type { Leftover } from '../app/ports/worktrees.ts';
import { tidyRuns } from '../app/upkeep/tidy-runs.ts';
import type { Oid, RefName, RepoPath, TaskId } from '../core/model/ids.ts';
import type { Checked } from '../core/model/problem.ts';
import type { AgentSettings } from '../core/model/settings.ts';
import { type Mask, maskSecrets } from '../core/run/mask-secrets.ts';
import { nameResultBranch } from '../core/run/name-result-branch.ts';
import { secretValues } from '../core/run/secret-values.ts';
import { findEmptySubmodules } from '../git/agent/find-submodules.ts';
import { chooseTable } from '../git/clone/choose-table.ts';
import { openCheckout } from '../git/clone/look-at-checkout.ts';
import { whoWorksHere } from '../git/clone/who-works-here.ts';
import { credentialSettings } from '../git/credential-settings.ts';
import { giveBackObjects, lendObjects } from '../git/private/lent-objects.ts';
import { dropOldKept } from '../git/work/kept-work.ts';
import { openLargeFiles } from '../git/work/large-files.ts';
import { gitPublishing } from '../git/work/publishing.ts';
import { repositoryAround, withHome, worktreeFolder } from '../git/work/worktree-place.ts';
import { gitWorktrees } from '../git/work/worktrees.ts';
import { isKnownDead, processHolder } from '../process/choose-holder.ts';
import { fileExchange } from '../process/exchange-folder.ts';
import { noteThisProcess } from '../process/process-notes.ts';
import { localAgents } from '../process/run-agent.ts';
import { planFileText } from '../report/plan/plan-file.ts';
import { writePrompt } from '../report/prompt.ts';
import type { CommandContext } from './command.ts';
import { type OpenedTable, openDesk } from './wire.ts';
import { checkSpace } from './wire-folders.ts';
import { hurryOn } from './wire-limits.ts';
import { placeOwnProgram } from './wire-program.ts';

export { repositoryAround, withHome };

/** Often enough for an agent that works for minutes, seldom enough for any host. */
const LOOK_EVERY_MS = 60_000;

export interface RunWish {
  readonly context: CommandContext;
  readonly table: OpenedTable;
  readonly made: MadePlan;
  readonly agents: readonly AgentSettings[];
  /** `--jobs`. */
  readonly jobs?: number;
  /** `--worktrees`. */
  readonly worktrees?: string;
  /** `--again` and `--accept`. */
  readonly again: ReadonlySet<TaskId>;
  readonly accept: ReadonlySet<TaskId>;
}

/** Where a run's result goes, and where it works. */
export function placesOf(ask: Pick<RunWish, 'context' | 'table' | 'made' | 'worktrees'>): {
  readonly branch: ResultBranch;
  readonly worktrees: string;
} {
  const { context, table, made } = ask;
  const { settings, plan } = made;
  const wanted = ask.worktrees === undefined ? settings.worktrees : resolve(context.cwd, ask.worktrees);
  const name = settings.publish.branch ?? nameResultBranch(plan.target);
  return {
    branch: { ref: `refs/heads/${name}` as RefName, in: table.table.kind === 'local' ? 'clone' : 'remote' },
    worktrees: worktreeFolder({
      commonDir: table.clone.commonDir,
      root: table.root,
      env: context.env,
      ...(wanted === undefined ? {} : { wanted }),
    }),
  };
}

export type OpenedRunContext =
  | { readonly kind: 'finished-before'; readonly commit: Oid; readonly cleaned: readonly Leftover[] }
  | {
      readonly kind: 'open';
      readonly run: RunContext;
      readonly joined: boolean;
      readonly unfinished: readonly string[];
      readonly brought: readonly string[];
      /** Those whose commit the clone has not. */
      readonly emptySubmodules: readonly RepoPath[];
      readonly cleaned: readonly Leftover[];
      /** Deletes what other runs left in the table that have long been over. */
      readonly tidy: () => Promise<void>;
    };

/** Cleans up after killed runs, opens the run in the table, and builds what its actions work with. */
export async function openRunContext(wish: RunWish): Promise<Checked<OpenedRunContext>> {
  const { context, table, made, agents } = wish;
  const { settings } = made;
  const { branch, worktrees: folder } = placesOf(wish);
  const who = whoWorksHere(table.clone, context.env);
  const holder = await processHolder(who);
  await noteThisProcess(table.repository.path, who);
  const { desk, reach } = patientDesk(await openDesk(table, holder, context.env), context.signal);
  const publishing = gitPublishing(table.repository, table.clone);
  const { repository, root, clone } = table;
  await lendObjects({ clone, repository });
  const { link: links } = settings;
  const mask = maskOf(wish);
  const worktrees = gitWorktrees({
    repository,
    clone,
    folder,
    root,
    owner: holder,
    isKnownDead,
    links,
    mask,
  });
  const cleaned = await worktrees.cleanLeftovers(rescueWork({ desk, publishing }));
  await dropOldKept(table.repository, desk.machine.now().wall);
  const tight = await checkSpace(wish, folder);
  if (tight !== undefined) return { ok: false, problems: [tight] };
  const { again, accept } = wish;
  const base = made.base.ref === undefined ? {} : { base: made.base.ref };
  const asked = { plan: made.plan, writePlan: planFileText, branch, again, accept, ...base };
  const opening = await openRun({ ...asked, desk, publishing });
  if (!opening.ok) return opening;
  const opened = opening.value;
  if (opened.kind === 'finished-before') return { ok: true, value: { ...opened, cleaned }, warnings: [] };
  const { plan, listed } = opened;
  const checkout = openCheckout(clone);
  const largeFiles = openLargeFiles({ repository, clone, url: table.remoteUrl });
  const emptySubmodules = await findEmptySubmodules({ repository, clone, commit: plan.head });
  const program = await placeOwnProgram(context, table);
  const limits = { ...settings.limits, ...(wish.jobs === undefined ? {} : { agents: wish.jobs }) };
  await worktrees.showRefs(refsToShow(made));
  const run: RunContext = {
    plan,
    digests: opened.digests,
    accept,
    known: opened.known,
    planFile: planFileText(plan),
    settings: { ...settings, limits },
    roles: settings.roles,
    agentSettings: new Map(agents.map((agent) => [agent.id, agent])),
    desk,
    worktrees,
    agents: agentsOfRun(program?.folder, clone),
    ...(program === undefined ? {} : { programPath: program.path }),
    exchange: fileExchange(mask),
    publishing,
    ...(checkout === undefined ? {} : { checkout }),
    ...(largeFiles === undefined ? {} : { largeFiles }),
    writePrompt,
    logs: join(table.repository.path, 'logs', plan.run),
    branch,
    result: opened.result,
    watch: { branches: branchesOf(made), everyMs: LOOK_EVERY_MS },
    reach,
    board: emptyBoard(opened),
  };
  const tidy = async () => {
    await tidyRuns({
      desk,
      listed,
      own: plan.run,
      check: { contains: publishing.contains, ...(branch.in === 'remote' ? { branch: branch.ref } : {}) },
    });
    await giveBackObjects({ clone, repository });
  };
  const { joined, unfinished, brought } = opened;
  const value = { kind: 'open', run, joined, unfinished, brought, emptySubmodules, cleaned, tidy } as const;
  return { ok: true, value, warnings: [] };
}

/** What the environment and the configuration hold for agents must not be told by them. */
const maskOf = ({ context, agents }: RunWish): Mask =>
  maskSecrets([context.env, ...agents.map(({ env }) => env)].flatMap(secretValues));

/** An interrupted run waits for its agents' ends first: what they held is given back in a second from then on. */
const agentsOfRun = (programs: string | undefined, { config }: OpenedTable['clone']): Agents => {
  const emptied = credentialSettings(config);
  const agents = localAgents({ emptied, ...(programs === undefined ? {} : { programs }) });
  return {
    start(order) {
      const running = agents.start(order);
      void running.ended.then(hurryOn);
      return running;
    },
  };
};

/** Name of the remote that holds the table, as git commands take it; undefined: there is none. */
export function remoteName({ clone, settings }: OpenedTable): string | undefined {
  const choice = chooseTable(clone, settings.remote === undefined ? {} : { configured: settings.remote });
  return choice.ok && choice.value.kind === 'remote' ? choice.value.name : undefined;
}
