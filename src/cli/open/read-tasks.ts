import { posix } from 'node:path';
import { addAbortSignal } from 'node:stream';
import type { TasksWish } from '../../app/plan/plan-deps.ts';
import type { Repository } from '../../app/ports/repository.ts';
import { readFormatWish } from '../../config/backlog/choose-format.ts';
import { knownFiles } from '../../config/backlog/known-files.ts';
import { readTasks } from '../../config/backlog/read-tasks.ts';
import type { Surroundings } from '../../config/backlog/task-table.ts';
import { loadTaskSources } from '../../config/load-task-sources.ts';
import type { Checked } from '../../core/model/problem.ts';
import type { Task } from '../../core/model/task.ts';
import type { Call } from './opened.ts';

/** `--tasks`: from wherever it is, beside the files of HEAD. */
export async function readTasksOf(
  { file, from, lenient }: TasksWish,
  { call, repository }: { readonly call: Call; readonly repository: Repository },
): Promise<Checked<readonly Task[]>> {
  const wish = from === undefined ? undefined : readFormatWish(from);
  if (wish?.ok === false) return wish;
  const stdin =
    file === '-' && call.signal !== undefined ? addAbortSignal(call.signal, process.stdin) : process.stdin;
  const sources = await loadTaskSources({ cwd: call.cwd, file, stdin });
  if (!sources.ok) return sources;
  return readTasks(sources.value, { wish: wish?.value, lenient, around: () => surroundings(repository) });
}

async function surroundings({ place, listFiles }: Repository): Promise<Surroundings> {
  const files = knownFiles(await listFiles(place.head));
  return {
    files,
    pathOf: (file) => {
      const path = pathFrom(place, file);
      return files.has(path) ? path : undefined;
    },
  };
}

/** A file that was typed, from the root of the repository; what is elsewhere is no path there. */
function pathFrom({ root, below }: Repository['place'], file: string): string {
  if (file.startsWith('/')) return file.startsWith(`${root}/`) ? file.slice(root.length + 1) : '';
  return posix.normalize(posix.join(below, file));
}
