import { join } from 'node:path';
import { measureKept } from '../../git/work/kept-work.ts';
import { measureFolder } from '../../process/disk/measure-folder.ts';
import type { Sizes } from '../../report/doctor/doctor-report.ts';
import type { OpenedTable } from './opened.ts';

/** What we keep takes on the disk. */
export async function measureAll({ repository }: OpenedTable, folders: string): Promise<Sizes> {
  const logs = join(repository.path, 'logs');
  const [all, ofLogs, ofFolders, kept] = await Promise.all([
    measureFolder(repository.path, [logs]),
    measureFolder(logs),
    measureFolder(folders),
    measureKept(repository),
  ]);
  return {
    repository: all.own,
    shared: all.shared,
    logs: ofLogs.own,
    folders: ofFolders.own + ofFolders.shared,
    kept,
  };
}
