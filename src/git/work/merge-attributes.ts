import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Oid } from '../../core/model/ids.ts';
import { failGit } from '../fail-git.ts';
import { pathFromBytes } from '../path-bytes.ts';
import type { PrivateRepository } from '../private/private-repository.ts';
import { splitNul } from '../split-records.ts';

type Files = ReadonlyMap<string, string>;

const ATTRIBUTES = ':(top,glob)**/.gitattributes';
const MOST_FILES = 500;

/**
 * The `.gitattributes` of a commit, as far as they say how files are merged; empty: none does. No program is started for a
 * merge: of drivers that are not git's own nothing is known here, so what both sides have changed is a conflict.
 */
export async function readMergeAttributes(repository: PrivateRepository, commit: Oid): Promise<Files> {
  const files = await readMatching(repository, commit, '(merge|binary)');
  // a name of the team's own for attributes may stand anywhere
  const hasMacro = [...files.values()].some((text) => /^\[attr\]/m.test(text));
  const all = hasMacro ? await readMatching(repository, commit, '.') : files;
  return new Map([...all].map(([name, text]) => [name, text.replaceAll(DRIVER, '$1-merge')]));
}

const DRIVER = /(^|[ \t])merge=(?!(?:union|text|binary)(?:\s|$))[^\s]*/gm;

/** All lines of those files that have one which matches. */
async function readMatching(repository: PrivateRepository, commit: Oid, pattern: string): Promise<Files> {
  const args = ['grep', '-lzaE', '--no-textconv', '-e', pattern, commit, '--', ATTRIBUTES];
  const found = await repository.git({ args, env: { GIT_LITERAL_PATHSPECS: undefined } });
  if (found.code > 1 || found.code < 0) throw failGit('grep', found);
  const names = splitNul(found.stdout).map((line) => pathFromBytes(line.subarray(line.indexOf(58) + 1)));
  const files = new Map<string, string>();
  for (const name of names.filter(isPlain).slice(0, MOST_FILES)) {
    const read = await repository.git({ args: ['cat-file', 'blob', `${commit}:${name}`] });
    if (read.code === 0) files.set(name, read.stdout.toString('utf8'));
  }
  return files;
}

const isPlain = (name: string): boolean => !/(^|\/)(\.\.?|\.git)\//i.test(name) && !name.startsWith('/');

/** Git reads attributes where it works: in a folder of ours with nothing else in it. */
export async function inFolderWith<T>(files: Files, use: (folder: string) => Promise<T>): Promise<T> {
  const folder = await mkdtemp(path.join(tmpdir(), 'agentic-attributes-'));
  try {
    for (const [name, text] of files) {
      await mkdir(path.dirname(path.join(folder, name)), { recursive: true });
      await writeFile(path.join(folder, name), text);
    }
    return await use(folder);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
