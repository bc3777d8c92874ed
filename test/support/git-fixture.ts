import { spawnSync } from 'node:child_process';
import { mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Oid } from '../../src/core/model/ids.ts';
import { pathToBytes } from '../../src/git/path-bytes.ts';
import { writeEmptyRepository } from './git-template.ts';
import { readRepositoryState } from './repository-state.ts';

// Real repositories in temp folders, removed when the test file is done. Trees are written by `fast-import`, so a
// path may be anything git can hold, whatever the file system says; lone surrogates stand for bytes (`RepoPath`).

/** A file of a commit: its content; with a mode (`120000`: the link's target, `160000`: the commit's name); null: removed. */
export type Content =
  | string
  | Uint8Array
  | null
  | { readonly mode: '100644' | '100755' | '120000' | '160000'; readonly content: string };
export type Files = Readonly<Record<string, Content>> | Iterable<readonly [path: string, content: Content]>;

export interface CommitOptions {
  /** Short name of the branch that gets the commit; default: the one checked out. */
  readonly branch?: string;
  /** Revisions; default: the branch's tip if it exists. `[]` makes a root commit. The first one's tree is the start. */
  readonly parents?: readonly string[];
  readonly message?: string;
  readonly author?: string;
  /** Seconds since the epoch; default: a minute after this fixture's last commit. */
  readonly at?: number;
  /** Brings index and working tree to the new commit (default where the branch is checked out and not bare). */
  readonly checkout?: boolean;
}

export interface GitFixture {
  readonly dir: string;
  /** Runs git there, throws unless it exits with 0, and returns stdout without the last newline. */
  git(...args: readonly string[]): string;
  gitBytes(args: readonly string[], input?: string | Uint8Array): Buffer;
  /** Writes a commit with these changes on top of its first parent's tree. */
  commit(files: Files, options?: CommitOptions): Oid;
  tip(revision: string): Oid;
  /** A clone beside it; `args` go before the source, e.g. `--depth=1` (then the source is a `file://` URL). */
  clone(...args: readonly string[]): GitFixture;
}

const folders: string[] = [];

/** A fresh folder that is removed after the test file. Unless asked, its name has a space, because users' folders have. */
export function makeFolder(prefix = 'agentic plan-'): string {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), prefix)));
  folders.push(folder);
  return folder;
}

/** What is called after each test file (`end-file.ts`): a worker goes on to the next one, whose commits begin at the same time. */
export function endFile(): void {
  clock = FIRST;
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true, maxRetries: 3 });
}

/** An empty repository, branch `main`. */
export function makeRepository(
  options: { readonly bare?: boolean; readonly objectFormat?: 'sha1' | 'sha256'; readonly dir?: string } = {},
): GitFixture {
  const fixture = openFixture(options.dir ?? join(makeFolder(), options.bare ? 'remote.git' : 'repo'));
  const flags = [
    ...(options.bare ? ['--bare'] : []),
    ...(options.objectFormat ? [`--object-format=${options.objectFormat}`] : []),
  ];
  writeEmptyRepository(fixture.dir, flags);
  return fixture;
}

/** A clone and its bare remote `origin`: `main` is pushed with one commit and set as upstream and as `origin/HEAD`. */
export function makeTeam(files: Files = { 'README.md': '# shop\n' }): {
  repo: GitFixture;
  remote: GitFixture;
} {
  const remote = makeRepository({ bare: true });
  remote.commit(files, { message: 'first' });
  return { repo: remote.clone(), remote };
}

/** A fixture for a folder that holds (or will hold) a repository, e.g. a worktree or a submodule. */
export function openFixture(dir: string): GitFixture {
  const gitBytes = (args: readonly string[], input?: string | Uint8Array): Buffer => runGit(dir, args, input);
  const git = (...args: readonly string[]): string => gitBytes(args).toString('utf8').replace(/\n$/, '');
  const tip = (revision: string): Oid => git('rev-parse', '--verify', '--end-of-options', revision) as Oid;
  return {
    dir,
    git,
    gitBytes,
    tip,
    commit: (files, options = {}) => writeCommit({ dir, git, gitBytes }, files, options),
    clone: (...args) => {
      const target = join(makeFolder(), 'clone');
      const source = args.some((arg) => /^--(depth|filter|shallow)/.test(arg)) ? `file://${dir}` : dir;
      runGit('/', ['clone', '-q', ...args, '--', source, target]);
      return openFixture(target);
    },
  };
}

function runGit(cwd: string, args: readonly string[], input: string | Uint8Array = ''): Buffer {
  const done = spawnSync('git', ['-c', 'protocol.file.allow=always', '-c', 'gc.auto=0', ...args], {
    cwd,
    input,
    maxBuffer: 1 << 30,
  });
  if (done.status === 0) return done.stdout;
  throw new Error(`git ${args.join(' ')} ended with ${done.status}: ${done.stderr ?? done.error}`);
}

const FIRST = Date.UTC(2026, 0, 1) / 1000;
let clock = FIRST;

/** One `fast-import`, and where the branch is checked out one `reset`: tests make thousands of commits. */
function writeCommit(
  repo: Pick<GitFixture, 'dir' | 'git' | 'gitBytes'>,
  files: Files,
  options: CommitOptions,
): Oid {
  const state = readRepositoryState(repo.dir);
  const ref =
    options.branch === undefined ? (state.headRef ?? 'refs/heads/main') : `refs/heads/${options.branch}`;
  const parents = options.parents ?? (state.hasRef(ref) ? [ref] : []);
  clock = options.at ?? clock + 60;
  const author = options.author ?? 'Test';
  const head = [
    'feature done',
    `commit ${ref}`,
    'mark :1',
    `author ${author} <${author.toLowerCase()}@example.invalid> ${clock} +0000`,
    `committer ${author} <${author.toLowerCase()}@example.invalid> ${clock} +0000`,
    ...dataOf(options.message ?? 'change'),
    // `^0`, because the name of the branch that is written would stand for what has been written so far.
    ...parents.map((parent, at) => `${at === 0 ? 'from' : 'merge'} ${parent}^0`),
  ];
  const body: Uint8Array[] = [Buffer.from(`${head.join('\n')}\n`)];
  for (const [path, content] of Symbol.iterator in files ? files : Object.entries(files))
    body.push(...fileCommand(path, content));
  body.push(Buffer.from('\nget-mark :1\ndone\n'));
  const oid = repo
    .gitBytes(['fast-import', '--quiet', '--force'], Buffer.concat(body))
    .toString('latin1')
    .trim();
  if (options.checkout ?? (ref === state.headRef && !state.isBare)) repo.git('reset', '-q', '--hard', oid);
  return oid as Oid;
}

const dataOf = (text: string): string[] => [`data ${Buffer.byteLength(text)}`, text];

function fileCommand(path: string, content: Content): Buffer[] {
  const name = quotePath(path);
  if (content === null) return [Buffer.from(`D ${name}\n`)];
  const mode = typeof content === 'object' && 'mode' in content ? content.mode : '100644';
  const data = Buffer.from(typeof content === 'object' && 'mode' in content ? content.content : content);
  if (mode === '160000') return [Buffer.from(`M ${mode} ${data} ${name}\n`)];
  return [Buffer.from(`M ${mode} inline ${name}\ndata ${data.length}\n`), data, Buffer.from('\n')];
}

/** C-style, every byte that could matter as an octal escape. */
function quotePath(path: string): string {
  let text = '';
  for (const byte of pathToBytes(path)) {
    const plain = byte > 0x20 && byte < 0x7f && byte !== 0x22 && byte !== 0x5c;
    text += plain ? String.fromCharCode(byte) : `\\${byte.toString(8).padStart(3, '0')}`;
  }
  return `"${text}"`;
}
