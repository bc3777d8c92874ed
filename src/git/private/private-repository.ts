import { join } from 'node:path';
import type { Checked } from '../../core/model/problem.ts';
import type { CloneFacts } from '../clone/clone-facts.ts';
import { execGit, type GitCall, type GitResult } from '../exec-git.ts';
import { privateRepositoryPath } from '../private-place.ts';
import { type BareLayout, makeBareRepository, restoreConfig } from './bare-layout.ts';
import { configEnvironment, inheritedEntries, privateConfigText } from './inherited-config.ts';
import { markDamage } from './mark-damage.ts';
import { removeStaleLocks } from './stale-locks.ts';

/** A bare repository of ours above the clone's objects: our refs, objects and pushes live here alone. */
export interface PrivateRepository {
  readonly path: string;
  /** The folder with what holders of this clone remember, whether or not it is there: that of the clone's own one. */
  readonly memory: string;
  readonly objectFormat: 'sha1' | 'sha256';
  /** The clone's settings for a git process of ours in here or on a worktree of a run. May hold secrets. */
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Runs git in the private repository itself, whose configuration is made ours again before, where it is not. */
  git(call: Omit<GitCall, 'cwd'>): Promise<GitResult>;
}

const MOST_STALE_LOCKS = 20;

/**
 * Opens `<common dir>/agentic.git`, or one like it at `path`, made or mended where needed, without a git process. Several
 * processes may do so at once. Problem: `disk`, where it cannot be written.
 */
export async function openPrivateRepository(
  clone: CloneFacts,
  path = privateRepositoryPath(clone),
): Promise<Checked<PrivateRepository>> {
  const layout = layoutOf(clone, path);
  const unwritable = await makeBareRepository(layout, clone);
  if (unwritable) return { ok: false, problems: [unwritable] };
  return { ok: true, warnings: [], value: repositoryAt(clone, layout) };
}

/** The private repository that is there and cannot be written: good for reading what it holds. */
export const openAsItIs = (clone: CloneFacts): PrivateRepository =>
  repositoryAt(clone, layoutOf(clone, privateRepositoryPath(clone)));

function layoutOf(clone: CloneFacts, path: string): BareLayout {
  const own = path === privateRepositoryPath(clone);
  return {
    path,
    config: privateConfigText(inheritedEntries(clone.config), clone.objectFormat),
    format: clone.objectFormat,
    beside: own ? '../../objects' : join(clone.commonDir, 'objects'),
  };
}

function repositoryAt(clone: CloneFacts, layout: BareLayout): PrivateRepository {
  const { path } = layout;
  const env = environmentOf(inheritedEntries(clone.config));
  const git = async (call: Omit<GitCall, 'cwd'>): Promise<GitResult> => {
    await restoreConfig(layout);
    const whole = { ...call, cwd: path, env: { ...env, GIT_DIR: path, ...call.env } };
    for (let left = MOST_STALE_LOCKS; ; left--) {
      const result = await execGit(whole);
      // What has been handed on piece by piece cannot be taken back. Git names one lock at a time.
      if (result.code === 0 || call.onStdout !== undefined || left === 0)
        return markDamage(result, { path, call });
      if (!(await removeStaleLocks(path, result.stderr))) return markDamage(result, { path, call });
    }
  };
  return { path, memory: privateRepositoryPath(clone), objectFormat: clone.objectFormat, env, git };
}

const TRANSPORTS = ['file', 'ssh', 'http', 'https', 'git'];

function environmentOf(inherited: ReturnType<typeof inheritedEntries>): PrivateRepository['env'] {
  const narrower = process.env['GIT_ALLOW_PROTOCOL']?.split(':');
  return {
    ...configEnvironment(inherited, process.env),
    // beats `protocol.*.allow`: `ext::` and other transports that are programs stay shut
    GIT_ALLOW_PROTOCOL: TRANSPORTS.filter((name) => narrower?.includes(name) ?? true).join(':'),
  };
}
