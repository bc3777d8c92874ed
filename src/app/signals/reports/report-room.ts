import type { ReportKind } from '../../../core/analyse/reports/report-places.ts';
import {
  type GoModule,
  makeEndingResolver,
  makeImportResolver,
  makePathResolver,
  moduleName,
  type PathResolver,
} from '../../../core/analyse/reports/resolve-report-path.ts';
import type { Change } from '../../../core/model/change.ts';
import type { Oid, RepoPath } from '../../../core/model/ids.ts';
import type { Problem } from '../../../core/model/problem.ts';
import type { WallTime } from '../../../core/model/time.ts';
import type { Repository } from '../../ports/repository.ts';

export type ReportRepository = Pick<
  Repository,
  | 'place'
  | 'readWorkingFile'
  | 'findWorkingFiles'
  | 'readWorkingTimes'
  | 'listFiles'
  | 'readFiles'
  | 'readCommitTime'
>;

/** What all readers of reports share: asked of git at most once, and only where a report needs it. */
export interface ReportRoom {
  readonly repository: ReportRepository;
  readonly changes: readonly Change[];
  /** Files of the change that are still there. */
  readonly changed: readonly RepoPath[];
  /** All files of the head commit. */
  readonly files: () => Promise<readonly RepoPath[]>;
  /** Whether `path` was changed after a report was written. A report that git tracks is as old as its last change. */
  readonly isOlder: (report: {
    readonly file: string;
    readonly at: WallTime;
  }) => Promise<(path: RepoPath) => boolean>;
  readonly goModules: () => Promise<readonly GoModule[]>;
}

export function openReportRoom(ask: {
  readonly repository: ReportRepository;
  readonly head: Oid;
  readonly changes: readonly Change[];
}): ReportRoom {
  const { repository, head, changes } = ask;
  const changed = changes.filter(({ kind }) => kind !== 'deleted').map(({ path }) => path);
  const files = once(() => repository.listFiles(head));
  const times = once(() => repository.readWorkingTimes(changed));
  const headTime = once(() => repository.readCommitTime(head));
  return {
    repository,
    changes,
    changed,
    files,
    goModules: once(async () => readGoModules(repository, head, await files())),
    isOlder: async ({ file, at }) => {
      const isTracked = (await files()).some((path) => path === file);
      const isChanged = changes.some(({ path }) => path === file);
      if (isTracked) return () => !isChanged;
      const written = await times();
      const committed = await headTime();
      return (path) => (written.get(path) ?? committed ?? at) > at;
    },
  };
}

function once<T>(ask: () => Promise<T>): () => Promise<T> {
  let asked: Promise<T> | undefined;
  return () => {
    asked ??= ask();
    return asked;
  };
}

const MAX_MODULES = 100;
const MAX_GO_MOD = 100_000;

async function readGoModules(
  repository: Pick<Repository, 'readFiles'>,
  head: Oid,
  files: readonly RepoPath[],
): Promise<readonly GoModule[]> {
  const paths = files.filter((path) => /(^|\/)go\.mod$/.test(path)).slice(0, MAX_MODULES);
  if (paths.length === 0) return [];
  const blobs = await repository.readFiles(head, paths, MAX_GO_MOD);
  return [...blobs].flatMap(([path, bytes]) => {
    const name = moduleName(new TextDecoder().decode(bytes));
    return name === undefined ? [] : [{ name, folder: path.slice(0, -'go.mod'.length) }];
  });
}

/** How the names of one report are understood; only files of `known` are found. */
export async function resolversOf(
  room: ReportRoom,
  known: readonly RepoPath[],
  report: { readonly file: string; readonly roots?: readonly string[]; readonly isGo?: boolean },
): Promise<Readonly<Record<'path' | 'ending' | 'import', PathResolver>>> {
  const { root } = room.repository.place;
  const modules = report.isGo === true ? await room.goModules() : [];
  return {
    path: makePathResolver({ known, root, report: report.file, roots: report.roots ?? [] }),
    ending: makeEndingResolver(known, report.file),
    import: makeImportResolver(known, modules),
  };
}

export const otherFiles = (file: string, of: ReportKind): Problem => ({
  code: 'report-of-other-files',
  where: { file },
  data: { of },
});
