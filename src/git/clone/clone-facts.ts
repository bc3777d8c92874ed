import { readFile, realpath, stat } from 'node:fs/promises';
import { resolve } from 'node:path';
import type { Oid, RefName } from '../../core/model/ids.ts';
import { refName } from '../../core/model/ids.ts';
import { type Checked, type Problem, problemOf } from '../../core/model/problem.ts';
import { shortBranch } from '../../core/model/short-branch.ts';
import { diskProblemOfGit } from '../../process/disk/disk-problem.ts';
import { execGit } from '../exec-git.ts';
import { configValue, type GitConfigEntry, parseConfigList, splitConfigKey } from '../git-config.ts';
import { readGitVersion, TELL_VERSION } from '../git-version.ts';
import { cloneOfAgent } from '../private-place.ts';
import { gitProblem, versionProblem, whyNotStarted } from './open-problems.ts';
import { PLACE_ARGS, type Place, parsePlace } from './parse-place.ts';
import { whyNoRepository } from './why-no-repository.ts';

/** What we know of the user's clone after one look. Paths are absolute. */
export interface CloneFacts {
  /** The folder we were called in. */
  readonly cwd: string;
  /** Root of the working tree; absent in a bare repository. */
  readonly topLevel: string | undefined;
  readonly bare: boolean;
  /** Of this worktree; differs from `commonDir` in a linked worktree. */
  readonly gitDir: string;
  readonly commonDir: string;
  readonly objectFormat: 'sha1' | 'sha256';
  readonly shallow: boolean;
  readonly head: HeadFacts;
  /** Sorted as configured; urls raw, before `insteadOf`. */
  readonly remotes: readonly RemoteFacts[];
  /** Of the current branch, as configured; `remote` is `.` for a branch of this clone. */
  readonly upstream: UpstreamFacts | undefined;
  /** Everything git reads here, included files resolved, without our own `-c` settings. */
  readonly config: readonly GitConfigEntry[];
}

export type HeadFacts =
  | { readonly kind: 'branch'; readonly ref: RefName; readonly oid: Oid }
  | { readonly kind: 'detached'; readonly oid: Oid }
  | { readonly kind: 'unborn'; readonly ref: RefName };

export interface RemoteFacts {
  readonly name: string;
  /** The first url, which git fetches from. */
  readonly url: string;
}

export interface UpstreamFacts {
  readonly remote: string;
  /** The ref on that remote: `refs/heads/main`. */
  readonly ref: RefName;
}

/**
 * Looks at the repository around `cwd`: two git processes at once, the one way in for everything else. Problems:
 * `not-a-repository`, `unsafe-repository`, `git-too-old`, `git-missing`, `reftable-repository`, `git-failed`.
 */
export async function openClone(cwd: string): Promise<Checked<CloneFacts>> {
  const seen = await lookAround(cwd);
  const home = seen.ok ? await cloneOfAgent(seen.value.commonDir) : undefined;
  if (!seen.ok || home === undefined) return seen;
  // An agent's repository is its own; the team's remotes and settings are those of the clone.
  const clone = await lookAround(home);
  if (!clone.ok) return seen;
  const { commonDir, remotes, config } = clone.value;
  return { ...seen, value: { ...seen.value, commonDir, remotes, config } };
}

async function lookAround(cwd: string): Promise<Checked<CloneFacts>> {
  const [revParse, config] = await Promise.all([
    execGit({ args: [...PLACE_ARGS], cwd, ...TELL_VERSION }),
    execGit({ args: ['config', '-z', '--list', '--show-scope'], cwd }),
  ]);
  if (revParse.code === -1) return refuse(await whyNotStarted(cwd, revParse));
  const tooOld = versionProblem(await readGitVersion(cwd, revParse));
  if (tooOld) return refuse(tooOld);
  const place = parsePlace(revParse.stdout.toString('utf8'), await realpath(cwd));
  if (!place || config.code !== 0) return refuse(await whyNoRepository(cwd, place ? config : revParse));
  const entries = withoutOurs(parseConfigList(config.stdout));
  if (configValue(entries, 'extensions.refstorage')?.startsWith('reftable'))
    return refuse(gitProblem('reftable-repository', { path: place.commonDir }));
  const head = await readHead(place);
  if (!head) return refuse(gitProblem('git-failed', { detail: revParse.stderr.trim(), path: cwd }));
  const damaged = head.kind === 'unborn' ? await whyNotUnborn(place, head.ref, revParse.stderr) : undefined;
  if (damaged) return refuse(damaged);
  return {
    ok: true,
    warnings: [],
    value: {
      cwd: await realpath(cwd), // what is typed in a folder is compared with the root, which git has resolved
      topLevel: place.topLevel,
      bare: place.bare,
      gitDir: place.gitDir,
      commonDir: place.commonDir,
      objectFormat: place.objectFormat,
      shallow: place.shallow,
      head,
      remotes: remotesOf(entries),
      upstream: head.kind === 'detached' ? undefined : upstreamOf(entries, head.ref),
      config: entries,
    },
  };
}

/** Reads the name of an unborn branch from the HEAD file: no git command prints it beside the rest. */
async function readHead({ head, gitDir }: Place): Promise<HeadFacts | undefined> {
  const name = head?.name ?? /^ref: (refs\/\S+)\n?$/.exec(await readHeadFile(gitDir))?.[1];
  if (name?.startsWith('refs/'))
    return head
      ? { kind: 'branch', ref: refName(name), oid: head.oid }
      : { kind: 'unborn', ref: refName(name) };
  return head && { kind: 'detached', oid: head.oid };
}

const readHeadFile = (gitDir: string): Promise<string> =>
  readFile(resolve(gitDir, 'HEAD'), 'utf8').catch(() => '');

/** Git says of a branch whose file is broken what it says of one without commits, and of broken `packed-refs` more. */
async function whyNotUnborn(
  { commonDir }: Place,
  ref: RefName,
  stderr: string,
): Promise<Problem | undefined> {
  const file = resolve(commonDir, ref);
  if (await stat(file).catch(() => undefined))
    return problemOf('repository-damaged', { path: commonDir, what: ref });
  // fatal: unexpected line in .git/packed-refs: x y z
  if (stderr.includes('packed-refs'))
    return problemOf('repository-damaged', { path: commonDir, what: 'packed-refs' });
  return diskProblemOfGit(stderr, commonDir);
}

function remotesOf(entries: readonly GitConfigEntry[]): readonly RemoteFacts[] {
  const urls = new Map<string, string>();
  for (const { key, value } of entries) {
    const { section, subsection, variable } = splitConfigKey(key);
    if (
      section === 'remote' &&
      variable === 'url' &&
      subsection !== undefined &&
      value &&
      !urls.has(subsection)
    )
      urls.set(subsection, value);
  }
  return [...urls].map(([name, url]) => ({ name, url }));
}

function upstreamOf(entries: readonly GitConfigEntry[], ref: RefName): UpstreamFacts | undefined {
  const branch = shortBranch(ref);
  const remote = configValue(entries, `branch.${branch}.remote`);
  const merge = configValue(entries, `branch.${branch}.merge`);
  return remote === undefined || merge === undefined ? undefined : { remote, ref: refName(merge) };
}

// `execGit` hardens every call with `-c`; those are not the user's settings.
const OURS = new Set([
  'core.fsmonitor',
  'core.hookspath',
  'gc.auto',
  'maintenance.auto',
  'advice.detachedhead',
]);
const withoutOurs = (entries: readonly GitConfigEntry[]): readonly GitConfigEntry[] =>
  entries.filter((entry) => entry.scope !== 'command' || !OURS.has(entry.key));

const refuse = (one: Problem): Checked<never> => ({ ok: false, problems: [one] });
