import { readdir, stat } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { compareText } from '../core/model/compare-text.ts';
import type { Checked } from '../core/model/problem.ts';
import type { TaskSources } from './backlog/read-tasks.ts';
import { readRegularFile } from './load-regular-file.ts';
import { errorAt, MAX_TASKS_BYTES, type SourceFile } from './parse/located.ts';

export interface NamedTasks {
  readonly cwd: string;
  /** A file or folder, anywhere; or `-`. */
  readonly file: string;
  readonly stdin: AsyncIterable<Uint8Array | string>;
}

const MOST_FILES = 2_000;
const DEEPEST = 6;
/** In a folder: whatever else lies there is not looked at. */
const OF_A_BACKLOG = /\.(md|markdown|jsonl)$|^(tasks|issues)\.json$/i;

/** What `--tasks` names, as bytes. In a folder hidden files, packages and links are passed over. */
export async function loadTaskSources({ cwd, file, stdin }: NamedTasks): Promise<Checked<TaskSources>> {
  if (file === '-') {
    const bytes = await readAll(stdin);
    return bytes === undefined ? tooLarge(STDIN) : accept(file, false, [{ bytes, name: STDIN }]);
  }
  const path = resolve(cwd, file);
  const isFolder = await stat(path).then(
    (sight) => sight.isDirectory(),
    () => false,
  );
  if (isFolder) return readFolder(path, file);
  const read = await readRegularFile({ path, name: file, followLink: true, most: MAX_TASKS_BYTES });
  return read.ok ? accept(file, false, [read.value]) : read;
}

const STDIN = 'standard input';

const accept = (name: string, isFolder: boolean, files: readonly SourceFile[]): Checked<TaskSources> => ({
  ok: true,
  value: { name: name === '-' ? STDIN : name, isFolder, files },
  warnings: [],
});

const tooLarge = (file: string): Checked<never> => ({
  ok: false,
  problems: [errorAt({ file }, 'file-too-large', { bytes: MAX_TASKS_BYTES + 1, max: MAX_TASKS_BYTES })],
});

async function readAll(stream: NamedTasks['stdin']): Promise<Uint8Array | undefined> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of stream) {
    const bytes = Buffer.from(chunk);
    chunks.push(bytes);
    length += bytes.length;
    if (length > MAX_TASKS_BYTES) return undefined;
  }
  return Buffer.concat(chunks);
}

async function readFolder(path: string, name: string): Promise<Checked<TaskSources>> {
  const found = await listFiles(path, '', 0);
  const files: SourceFile[] = [];
  let bytes = 0;
  for (const below of found.slice(0, MOST_FILES)) {
    const shown = `${name.replace(/\/+$/, '')}/${below}`;
    const most = MAX_TASKS_BYTES;
    const read = await readRegularFile({ path: join(path, below), name: shown, followLink: false, most });
    if (!read.ok) return read;
    files.push(read.value);
    bytes += read.value.bytes.length;
    if (bytes > MAX_TASKS_BYTES) break;
  }
  if (found.length <= MOST_FILES && bytes <= MAX_TASKS_BYTES) return accept(name, true, files);
  const data = { files: MOST_FILES, bytes: MAX_TASKS_BYTES };
  return { ok: false, problems: [errorAt({ file: name }, 'folder-too-large', data)] };
}

/** Relative, sorted, at most one more than are read. */
async function listFiles(root: string, below: string, depth: number): Promise<readonly string[]> {
  const files: string[] = [];
  const entries = await readdir(join(root, below), { withFileTypes: true }).catch(() => []);
  for (const entry of entries.toSorted((a, b) => compareText(a.name, b.name))) {
    if (files.length > MOST_FILES) break;
    const path = below === '' ? entry.name : `${below}/${entry.name}`;
    if (entry.name.startsWith('.') || entry.name === 'node_modules') continue;
    if (entry.isFile() && OF_A_BACKLOG.test(entry.name)) files.push(path);
    else if (entry.isDirectory() && depth < DEEPEST) files.push(...(await listFiles(root, path, depth + 1)));
  }
  return files;
}
