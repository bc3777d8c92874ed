import { resolve } from 'node:path';
import type { Checked } from '../core/model/problem.ts';
import type { ProjectState } from '../core/model/project-state.ts';
import { readRegularFile } from './load-regular-file.ts';

/** A file that somebody named on the command line: it may be anywhere, and may be a link. */
export interface NamedFile {
  readonly cwd: string;
  readonly file: string;
}

const read = ({ cwd, file }: NamedFile) =>
  readRegularFile({ path: resolve(cwd, file), name: file, followLink: true });

/** `analyze --state FILE`. */
export async function loadStateFile(named: NamedFile): Promise<Checked<ProjectState>> {
  const source = await read(named);
  if (!source.ok) return source;
  const { parseStateFile } = await import('./parse/parse-state-file.ts');
  return parseStateFile(source.value.bytes, source.value.name);
}
