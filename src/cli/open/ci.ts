import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { CiGround } from '../../app/ci/ci-ground.ts';
import type { CiRun } from '../../app/ci/ci-run.ts';
import { givenContext } from '../../app/ci/given-context.ts';
import { readOnce } from '../../app/ci/read-once.ts';
import { readConditions } from '../../app/opening/read-conditions.ts';
import type { RunContext } from '../../app/perform/run-context.ts';
import type { ChangedFiles } from '../../app/ports/changed-files.ts';
import type { AgentExchange } from '../../app/ports/exchange.ts';
import { SEARCH_PLACES } from '../../config/load-search-place.ts';
import { loadSettings } from '../../config/load-settings.ts';
import { defaultSettings } from '../../config/normalize/defaults.ts';
import { type Mask, maskSecrets } from '../../core/agents/mask-secrets.ts';
import { ownPasses } from '../../core/agents/presets.ts';
import { asPrinted, secretValues } from '../../core/agents/secret-values.ts';
import type { Oid } from '../../core/model/ids.ts';
import { type Checked, problemOf } from '../../core/model/problem.ts';
import type { Settings } from '../../core/model/settings.ts';
import { changedFiles } from '../../git/work/apply-changes.ts';
import { collectCheckout } from '../../git/work/collect-checkout.ts';
import { largeObjects } from '../../git/work/large-objects.ts';
import { gitPublishing } from '../../git/work/publishing.ts';
import { folderArtifacts } from '../../process/disk/artifact-folder.ts';
import { ciHolder } from '../../process/holder/choose-holder.ts';
import { fileExchange } from '../../process/start/exchange-folder.ts';
import type { CommandContext } from '../command.ts';
import { openClaimant } from './claimant.ts';
import { findLacking } from './find-lacking.ts';
import type { OpenedTable } from './opened.ts';
import { findAgents } from './planning.ts';
import { placesOf } from './run.ts';
import { openTable } from './table.ts';
import { contextAt, openWorkplace } from './workplace.ts';
import { openWorkspace } from './workspace.ts';

/** A job of CI in its clone. */
export interface OpenedCi {
  readonly ground: CiGround;
  readonly table: OpenedTable;
  readonly files: ChangedFiles;
  /** What stands in the checkout, as a tree, whoever has worked in it. */
  readonly collectCheckout: (base: Oid) => Promise<Oid>;
}

export const artifactsAt = folderArtifacts;

/** Prompt and output of an agent that somebody else's tool starts. */
export const exchangeAt = (
  context: CommandContext,
  run: Pick<CiRun, 'agents'>,
  folder: string,
): AgentExchange => fileExchange(maskOfJob(context, run)).open(folder);

const LARGEST_CONFIGURATION = 1_000_001;

/**
 * The configuration is never the checkout's: whoever proposed what is checked out has written that. `settings`: the team's, where
 * they are known already.
 */
export async function openCi(context: CommandContext, settings?: Settings): Promise<Checked<OpenedCi>> {
  const holder = ciHolder(context.env);
  if (holder === undefined) return { ok: false, problems: [problemOf('not-in-ci', {})] };
  const place = await openWorkspace(context).place();
  if (!place.ok) return place;
  const opened = await openTable(
    context,
    { ...place.value, settings: settings ?? defaultSettings() },
    { writes: true },
  );
  if (!opened.ok) return opened;
  const table = opened.value;
  const claimant = await openClaimant(table, holder, context.env);
  const publishing = gitPublishing(table.repository, table.clone);
  const ground: CiGround = {
    claimant: { ...claimant, store: readOnce(claimant.store), holder },
    publishing,
    large: largeObjects(table.repository, table.remoteUrl),
    settingsAt: async (commit) => {
      const wish = { commit, maxBytes: LARGEST_CONFIGURATION };
      const places = await publishing.readFiles({ ...wish, names: SEARCH_PLACES });
      // a commit that is not here is not one without a configuration
      const problem = places.size > 0 ? undefined : await findLacking(table, publishing, [commit]);
      if (problem !== undefined) return { ok: false, problems: [problem] };
      const readBlob = async (name: string) => {
        const isPlace = SEARCH_PLACES.includes(name);
        const text = isPlace ? places.get(name) : await publishing.readFile({ ...wish, name });
        return text === undefined ? undefined : Buffer.from(text);
      };
      return loadSettings({ root: table.root, readBlob });
    },
    lacking: async (commits) => (table.clone.shallow ? findLacking(table, publishing, commits) : undefined),
    findAgents: (team) => findAgents(context.env, team),
    branchOf: (team, target) =>
      placesOf({ context, table, made: { settings: team, plan: { target } } }).branch,
  };
  return {
    ok: true,
    warnings: [],
    value: {
      ground,
      table,
      files: changedFiles(table.repository),
      collectCheckout: (base) => collectCheckout(table.repository, table.root, base),
    },
  };
}

/** What a job works with that tests or runs agents. */
export async function openGiven(
  context: CommandContext,
  { ground, table }: OpenedCi,
  of: { readonly run: CiRun; readonly onto: Oid },
): Promise<RunContext> {
  const { run, onto } = of;
  const { settings, agents, plan } = run;
  const made = { settings, plan };
  const places = placesOf({ context, table, made });
  const wish = { context, table, made, agents, ...places, claimant: ground.claimant };
  const hidden = secretsOfJob(context, run);
  const place = await openWorkplace({ ...wish, hidden });
  const conditions = await readConditions(plan.tasks, plan.state);
  return givenContext({ ...(await contextAt(place, { ...wish, plan, hidden })), conditions }, run, onto);
}

/**
 * What must not be told by agents, in whatever they leave or print. What a team's `pass` names comes from secrets here, whatever
 * it is called.
 */
export function secretsOfJob(
  { env }: Pick<CommandContext, 'env'>,
  { agents }: Pick<CiRun, 'agents'>,
): readonly string[] {
  const passed = agents.flatMap(({ passes, preset }) => ownPasses(passes, preset));
  return [
    ...new Set([
      ...[env, ...agents.map((agent) => agent.env)].flatMap(secretValues),
      ...asPrinted(passed.map((name) => env[name] ?? '')),
    ]),
  ];
}

const maskOfJob = (context: CommandContext, run: Pick<CiRun, 'agents'>): Mask =>
  maskSecrets(secretsOfJob(context, run));

/** Where the steps of one job leave things for each other: the runner's own folder, which goes with the job. */
export const jobFolder = (
  { env }: Pick<CommandContext, 'env'>,
  of: { readonly run: string; readonly wave: number; readonly task: string },
): string =>
  join(
    env['RUNNER_TEMP'] || env['AGENTIC_JOB_FOLDER'] || tmpdir(),
    `agentic-job-${of.run}-${of.wave}-${of.task}`,
  );
