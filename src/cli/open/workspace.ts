import { resolve } from 'node:path';
import type { Claimant } from '../../app/claim/claimant.ts';
import type { Forge } from '../../app/ports/forge.ts';
import type { RefStore } from '../../app/ports/ref-store.ts';
import { type CiHolder, type Holder, holderKey } from '../../core/claim/holder.ts';
import type { Checked } from '../../core/model/problem.ts';
import type { Settings } from '../../core/model/settings.ts';
import { type CloneFacts, openClone } from '../../git/clone/clone-facts.ts';
import type { PrivateRepository } from '../../git/private/private-repository.ts';
import { type Limits, limitsNow } from '../../process/limits.ts';
import type { CommandContext } from '../command.ts';

// This folder alone builds gateways: everything else gets ports.

/** A clone with its configuration. */
export interface Opened {
  readonly clone: CloneFacts;
  readonly root: string;
  readonly settings: Settings;
}

export async function openProject(
  context: Pick<CommandContext, 'cwd'>,
  configFile?: string,
): Promise<Checked<Opened>> {
  // What comes next is loaded while git answers: the settings' reader, and what `openTable` needs.
  const [clone, { loadSettings }] = await Promise.all([
    openClone(context.cwd),
    import('../../config/load-settings.ts'),
    loadTableModules(),
  ]);
  if (!clone.ok) return clone;
  const root = clone.value.topLevel ?? clone.value.gitDir;
  const settings = await loadSettings({
    root,
    ...(configFile === undefined ? {} : { configFile: resolve(context.cwd, configFile) }),
  });
  if (!settings.ok) return settings;
  return {
    ok: true,
    value: { clone: clone.value, root, settings: settings.value },
    warnings: settings.warnings,
  };
}

/** The team's table, and the private repository through which we reach it. */
export interface OpenedTable extends Opened {
  readonly store: RefStore;
  readonly table: { readonly kind: 'remote' | 'local'; readonly display: string };
  /** Of the remote, as git takes it; it may hold a password and is never printed. */
  readonly remoteUrl?: string;
  readonly repository: PrivateRepository;
  /** Whether anything may be sent or kept: else nothing of ours is made in the clone. */
  readonly writes: boolean;
}

const loadTableModules = () =>
  Promise.all([
    import('../../git/clone/choose-table.ts'),
    import('../../git/private/private-repository.ts'),
    import('../../git/private/look-repository.ts'),
  ]);

/** `writes`: makes the private repository in the clone where there is none. */
export async function openTable(
  opened: Opened,
  wish: { readonly writes: boolean; readonly lookTimeoutMs?: number },
): Promise<Checked<OpenedTable>> {
  const { clone, settings } = opened;
  const [{ chooseTable }, { openPrivateRepository }, { openLookRepository }] = await loadTableModules();
  const choice = chooseTable(clone, settings.remote === undefined ? {} : { configured: settings.remote });
  if (!choice.ok) return choice;
  const { value: table } = choice;
  const { writes, ...limits } = wish;
  const repository = writes
    ? await openPrivateRepository(clone)
    : await openLookRepository(clone, { isTable: table.kind === 'local' });
  if (!repository.ok) return repository;
  if (table.kind === 'local') {
    const { localRefStore } = await import('../../git/table/local-ref-store.ts');
    const store = localRefStore(repository.value);
    const value = {
      ...opened,
      writes,
      store,
      table: { kind: 'local' as const, display: store.table },
      repository: repository.value,
    };
    return { ok: true, value, warnings: [] };
  }
  const { remoteRefStore } = await import('../../git/table/remote-ref-store.ts');
  const store = remoteRefStore({ ...table, ...limits, repository: repository.value });
  const value = {
    ...opened,
    writes,
    store,
    table: { kind: 'remote' as const, display: table.display },
    remoteUrl: table.url,
    repository: repository.value,
  };
  return { ok: true, value, warnings: [] };
}

// For one use case, within the command's budget. A command gives up in time for the shells of agents, which stop it after
// 10 to 120 s.
const COMMAND_RETRY_MS = 20_000;

/**
 * A claimant for one holder: a session remembers in a file, a process in itself. With `env` the repository's host is asked
 * about CI runs whose claims stand in the way.
 */
export async function openClaimant(
  table: OpenedTable,
  holder: Holder,
  env?: CommandContext['env'],
): Promise<Claimant> {
  const [
    { realMachine },
    { fileHolderMemory, fileSightings, holderFile },
    { isKnownDead },
    { processMemory },
  ] = await Promise.all([
    import('../../process/machine.ts'),
    import('../../process/claim-files.ts'),
    import('../../process/choose-holder.ts'),
    import('../../app/claim/claimant.ts'),
  ]);
  const memory =
    holder.kind === 'process'
      ? processMemory()
      : fileHolderMemory(holderFile(table.repository.memory, holderKey(holder)));
  return {
    store: table.store,
    machine: realMachine(),
    holder,
    memory,
    sightings: fileSightings(table.repository.path),
    isKnownDead: async (other) =>
      (await isKnownDead(other)) || (other.kind === 'ci' && (await isRunOver(other, table, env))),
    retryBudgetMs: COMMAND_RETRY_MS,
    ...budgetOf(limitsNow()),
  };
}

const budgetOf = (limits: Limits | undefined): Pick<Claimant, 'budget'> =>
  limits ? { budget: { leftMs: () => limits.budget.networkLeftMs(), hurried: limits.interrupted } } : {};

const forges = new WeakMap<OpenedTable, Forge>();

/** Nothing of it is loaded before a claim of a CI run is met. */
async function isRunOver(
  holder: CiHolder,
  table: OpenedTable,
  env: CommandContext['env'] | undefined,
): Promise<boolean> {
  if (env === undefined || table.table.kind !== 'remote') return false;
  let forge = forges.get(table);
  if (forge === undefined) {
    const [{ findApi }, { githubForge }] = await Promise.all([
      import('../../github/find-api.ts'),
      import('../../github/run-attempts.ts'),
    ]);
    const api = findApi(env);
    if (api === undefined) return false;
    forge = githubForge({ ...api, table: table.table.display });
    forges.set(table, forge);
  }
  return (await forge.isAttemptOver(holder)) === 'over';
}
