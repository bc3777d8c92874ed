import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { readFormatWish } from '../../src/config/backlog/choose-format.ts';
import { knownFiles } from '../../src/config/backlog/known-files.ts';
import { readTasks } from '../../src/config/backlog/read-tasks.ts';
import type { Checked } from '../../src/core/model/problem.ts';
import type { Task } from '../../src/core/model/task.ts';
import { accepted, bytesOf } from '../config/parse.ts';

export interface Import {
  readonly from?: string;
  readonly lenient?: boolean;
  /** Files of HEAD. */
  readonly tree?: readonly string[];
  readonly isFolder?: boolean;
}

/** Files of a backlog by name, as `--tasks` reads them. */
export function importFiles(
  files: Readonly<Record<string, string | Uint8Array>>,
  { from, lenient = false, tree = [], isFolder = Object.keys(files).length > 1 }: Import = {},
): Promise<Checked<readonly Task[]>> {
  const sources = {
    name: isFolder ? 'spec' : (Object.keys(files)[0] ?? ''),
    isFolder,
    files: Object.entries(files).map(([name, text]) => ({
      name,
      bytes: typeof text === 'string' ? bytesOf(text) : text,
    })),
  };
  const known = knownFiles(tree);
  return readTasks(sources, {
    wish: from === undefined ? undefined : accepted(readFormatWish(from)),
    lenient,
    around: async () => ({ files: known, pathOf: (file) => (known.has(file) ? file : undefined) }),
  });
}

const SAMPLES = new URL('./samples/', import.meta.url);

/** A sample, by its name alone. */
export const sample = (path: string): Readonly<Record<string, string>> => ({
  [basename(path)]: readFileSync(new URL(path, SAMPLES), 'utf8'),
});

/** What a table of tasks is compared by. */
export const brief = (tasks: Checked<readonly Task[]>) =>
  accepted(tasks).map(({ id, title, kind, writes, needs, priority, acceptance }) => ({
    id,
    title,
    kind,
    writes,
    needs,
    priority,
    acceptance: acceptance.length,
  }));

/** Notes and refusals as people read their codes. */
export const codes = (checked: Checked<unknown>): readonly string[] =>
  (checked.ok ? checked.warnings : checked.problems).map(({ code }) => code);
