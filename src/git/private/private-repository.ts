import type { Checked } from '../../core/model/problem.ts';
import type { CloneFacts } from '../clone/clone-facts.ts';
import { execGit, type GitCall, type GitResult } from '../exec-git.ts';
import { privateRepositoryPath } from '../private-place.ts';
import { type BareLayout, makeBareRepository, restoreConfig } from './bare-layout.ts';
import { configEnvironment, inheritedEntries, privateConfigText } from './inherited-config.ts';
import { removeStaleLocks } from './stale-locks.ts';

/** Our bare repository beside the clone's objects: our refs, objects and pushes live here alone. */
export interface PrivateRepository {
  readonly path: string;
  readonly objectFormat: 'sha1' | 'sha256';
  /** The clone's settings for a git process of ours in here or on a worktree of a run. May hold secrets. */
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Runs git in the private repository itself, whose configuration is made ours again before, where it is not. */
  git(call: Omit<GitCall, 'cwd'>): Promise<GitResult>;
}

const MOST_STALE_LOCKS = 20;

/**
 * Opens `<common dir>/agentic.git`, made or mended where needed, without a git process. Several processes may do so at
 * once. Problem: `disk` (`path`, `detail`), where the folder of the clone cannot be written.
 */
export async function openPrivateRepository(clone: CloneFacts): Promise<Checked<PrivateRepository>> {
  const path = privateRepositoryPath(clone);
  const inherited = inheritedEntries(clone.config);
  const config = privateConfigText(inherited, clone.objectFormat);
  const layout: BareLayout = {
    path,
    config,
    format: clone.objectFormat,
    objects: { beside: '../../objects' },
  };
  const unwritable = await makeBareRepository(layout, clone);
  if (unwritable) return { ok: false, problems: [unwritable] };
  const env = environmentOf(inherited);
  const git = async (call: Omit<GitCall, 'cwd'>): Promise<GitResult> => {
    await restoreConfig(layout);
    const whole = { ...call, cwd: path, env: { ...env, GIT_DIR: path, ...call.env } };
    for (let left = MOST_STALE_LOCKS; ; left--) {
      const result = await execGit(whole);
      // What has been handed on piece by piece cannot be taken back. Git names one lock at a time.
      if (result.code === 0 || call.onStdout !== undefined || left === 0) return result;
      if (!(await removeStaleLocks(path, result.stderr))) return result;
    }
  };
  return { ok: true, warnings: [], value: { path, objectFormat: clone.objectFormat, env, git } };
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
