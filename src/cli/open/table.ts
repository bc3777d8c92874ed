import type { RefStore } from '../../app/ports/ref-store.ts';
import type { Checked } from '../../core/model/problem.ts';
import type { PrivateRepository } from '../../git/private/private-repository.ts';
import type { remoteRefStore } from '../../git/table/remote-ref-store.ts';
import { onceFor } from './once.ts';
import type { Call, OpenedTable, Project } from './opened.ts';

/** Loaded while something else is waited for. */
export const loadTableModules = () =>
  Promise.all([
    import('../../git/clone/choose-table.ts'),
    import('../../git/private/private-repository.ts'),
    import('../../git/private/look-repository.ts'),
  ]);

/** `writes`: makes the private repository in the clone where there is none. */
export async function openTable(
  call: Pick<Call, 'env'>,
  project: Project,
  wish: { readonly writes: boolean; readonly lookTimeoutMs?: number },
): Promise<Checked<OpenedTable>> {
  const { clone, settings } = project;
  const [{ chooseTable }, { openPrivateRepository }, { openLookRepository }] = await loadTableModules();
  const choice = chooseTable(clone, settings.remote === undefined ? {} : { configured: settings.remote });
  if (!choice.ok) return choice;
  const { value: chosen } = choice;
  const { writes, ...limits } = wish;
  const opened = writes
    ? await openPrivateRepository(clone)
    : await openLookRepository(clone, { isTable: chosen.kind === 'local' });
  if (!opened.ok) return opened;
  const repository = opened.value;
  const around = {
    ...project,
    repository,
    writes,
    session: onceFor(async () => (await import('./claims.ts')).openSession(call, value)),
    process: onceFor(async () => (await import('./claims.ts')).openProcess(call, value)),
  };
  const value: OpenedTable =
    chosen.kind === 'local'
      ? { ...around, ...(await localTable(repository)) }
      : {
          ...around,
          store: await remoteStore({ ...chosen, ...limits, repository }),
          table: { kind: 'remote', display: chosen.display },
          remoteUrl: chosen.url,
        };
  return { ok: true, value, warnings: [] };
}

async function localTable(repository: PrivateRepository): Promise<Pick<OpenedTable, 'store' | 'table'>> {
  const { localRefStore } = await import('../../git/table/local-ref-store.ts');
  const store = localRefStore(repository);
  return { store, table: { kind: 'local', display: store.table } };
}

async function remoteStore(table: Parameters<typeof remoteRefStore>[0]): Promise<RefStore> {
  return (await import('../../git/table/remote-ref-store.ts')).remoteRefStore(table);
}
