import { realpath, stat } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { type AgentSession, withSession } from '../../core/agents/agent-session.ts';
import type { RepoPath } from '../../core/model/ids.ts';
import { type Checked, problemOf } from '../../core/model/problem.ts';
import type { Settings } from '../../core/model/settings.ts';
import { keepIgnoredOut } from '../../git/clone/keep-ignored-out.ts';
import { listUnpushed } from '../../git/clone/list-unpushed.ts';
import { pathToBytes } from '../../git/path-bytes.ts';
import { sessionNotesPath } from '../../git/private-place.ts';
import { forgetSession, noteSession } from '../../process/holder/session-notes.ts';
import type { SessionStateFile, Stamps } from '../../process/holder/session-state.ts';
import { type HookPlace, openHookPlace } from './hook-place.ts';

type Environment = Readonly<Record<string, string | undefined>>;

/** What the hooks of an agent's session work with. */
export interface AgentPlace {
  /** With the session in it, so that all that is called from here acts for that. */
  readonly env: Environment;
  readonly root: string;
  readonly state: SessionStateFile;
  /** What the agent's processes are from now on. */
  note(): Promise<void>;
  forget(): Promise<void>;
  /**
   * Of what is changed, what is to be claimed: files of the repository that git does not ignore, and that no claim of this
   * session covers for some time to come.
   */
  listMissing(typed: readonly string[]): Promise<readonly RepoPath[]>;
  /** Of the team, as they stand in the checkout. */
  loadSettings(): Promise<Checked<Settings>>;
  /** What git's hooks ask of a folder, for this session; `undefined`: it is in no repository that can be read. */
  hookPlaceAt(folder: string): Promise<HookPlace | undefined>;
  /** The clone, for all that is called from here. */
  readonly clone: HookPlace['clone'];
  /** All that the session holds. */
  listOwn(): Promise<readonly RepoPath[]>;
  /** Uncommitted files and when each was written; `undefined` where there are too many, or git takes too long. */
  readStamps(): Promise<Stamps | undefined>;
  /** Changed and not pushed; `undefined`: nobody can say. */
  listUnpushed(): Promise<ReadonlySet<string> | undefined>;
}

// Kept for each command that runs; a checkout with more of them is no work of an hour.
const MOST_STAMPS = 2000;

export async function openAgentPlace(ask: {
  readonly cwd: string;
  readonly env: Environment;
  readonly session: AgentSession | undefined;
}): Promise<Checked<AgentPlace>> {
  const { cwd, session } = ask;
  const env = withSession(ask.env, session);
  const opened = await openHookPlace(cwd, env);
  if (!opened.ok) return opened;
  const { clone, state, locate, listHeld, loadClaims, readUncommitted } = opened.value;
  if (clone.topLevel === undefined)
    return { ok: false, problems: [problemOf('not-a-repository', { path: cwd })] };
  const sessions = sessionNotesPath(clone);
  const root = clone.topLevel;
  const value: AgentPlace = {
    env,
    root,
    clone,
    state,
    hookPlaceAt: (folder) => placeAt(opened.value, folder, env),
    async note() {
      const pid = Number(env['CLAUDE_PID']) || undefined;
      if (session !== undefined) await noteSession(sessions, session, pid);
    },
    forget: async () => (session === undefined ? undefined : forgetSession(sessions, session)),
    async listMissing(typed) {
      const found = await Promise.all(typed.map(locate));
      const inside = found.flatMap((path) => (path === undefined ? [] : [path]));
      const held = await listHeld(inside);
      const missing = inside.filter((path) => !held.has(path));
      return missing.length === 0 ? [] : keepIgnoredOut(clone, missing);
    },
    loadSettings: async () => (await import('../../config/load-settings.ts')).loadSettings({ root }),
    listOwn: async () => (await loadClaims()).flatMap(({ record }) => record.paths),
    async readStamps() {
      const seen = await readUncommitted();
      const paths = seen === undefined ? undefined : [...seen.tracked, ...seen.untracked];
      return paths === undefined || paths.length > MOST_STAMPS ? undefined : readStamps(root, paths);
    },
    async listUnpushed() {
      const [commits, work] = await Promise.all([listUnpushed(clone), readUncommitted()]);
      if (commits === undefined || work === undefined) return undefined;
      return new Set<string>([...commits, ...work.tracked, ...work.untracked]);
    },
  };
  return { ok: true, warnings: [], value };
}

/** The same place where the folder is the clone's, else that of another checkout. */
async function placeAt(here: HookPlace, folder: string, env: Environment): Promise<HookPlace | undefined> {
  const cwd = await realpath(resolve(here.clone.cwd, folder)).catch(() => undefined);
  if (cwd === undefined) return undefined;
  if (cwd === here.clone.cwd) return here;
  const place = await openHookPlace(cwd, env);
  return place.ok ? place.value : undefined;
}

async function readStamps(root: string, paths: readonly RepoPath[]): Promise<Stamps> {
  const stamps = await Promise.all(
    paths.map(async (path) => {
      const seen = await stat(pathToBytes(join(root, path))).catch(() => undefined);
      return [path, seen === undefined ? 'gone' : `${seen.mtimeMs} ${seen.size} ${seen.ino}`] as const;
    }),
  );
  return Object.fromEntries(stamps);
}
