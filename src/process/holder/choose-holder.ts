import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { type AgentSession, sessionOfEnvironment, writeSession } from '../../core/agents/agent-session.ts';
import type { CiHolder, Holder, SessionHolder } from '../../core/claim/holder.ts';
import { readIfThere, writeDurably } from '../disk/durable-file.ts';
import { markedProcesses, wrappedMark } from '../start/process-group.ts';
import { isSameProcessAlive, thisProcess } from './process-identity.ts';
import { findNotedSession } from './session-notes.ts';

type Environment = Readonly<Record<string, string | undefined>>;

/** Where a session works, and as who it is shown there (`nameHolder`). */
export interface SessionPlace {
  /** Of the worktree. */
  readonly gitDir: string;
  /** Where hooks of agents note which process is which session. */
  readonly sessions: string;
  readonly name: string;
  /** Whether a session that has no id yet gets one, in a file: whoever only looks holds nothing, and leaves none. */
  readonly keepsId: boolean;
}

/** Who a command without a process of its own to watch acts for: CI's run, else a session. */
export async function chooseHolder(
  env: Environment,
  { gitDir, sessions, name, keepsId }: SessionPlace,
): Promise<Holder> {
  const session = (id: string): SessionHolder => ({ kind: 'session', id: id.slice(0, 200), name });
  const own = env['AGENTIC_HOLDER'];
  if (own) return session(own);
  const run = ciHolder(env);
  if (run !== undefined) return run;
  const agents = await findSession(env, sessions);
  return session(agents === undefined ? await worktreeSession(gitDir, keepsId) : writeSession(agents));
}

// acme/shop 4711 1
const CI_RUN = /^(\S{1,300}) (\S{1,100}) ([1-9]\d{0,5})$/;

/** The run of CI that this is a job of, as GitHub's runner or, for every other CI, `AGENTIC_CI` says. */
export function ciHolder(env: Environment): CiHolder | undefined {
  const [, repository, run, attempt] = CI_RUN.exec(env['AGENTIC_CI'] ?? '') ?? [];
  if (repository && run) return { kind: 'ci', repository, run, attempt: Number(attempt) };
  const { GITHUB_ACTIONS, GITHUB_REPOSITORY, GITHUB_RUN_ID, GITHUB_RUN_ATTEMPT } = env;
  if (GITHUB_ACTIONS !== 'true' || !GITHUB_REPOSITORY || !GITHUB_RUN_ID) return undefined;
  return {
    kind: 'ci',
    repository: GITHUB_REPOSITORY,
    run: GITHUB_RUN_ID,
    attempt: Number(GITHUB_RUN_ATTEMPT) || 1,
  };
}

// A name that somebody gave, `team/ana` as well, not an id that a program made up; never an e-mail address.
const GIVEN_NAME = /^(?![0-9a-f-]{16,}$)[\p{L}\p{N}][\p{L}\p{N}._ /:#+-]{0,39}$/u;

/** What a session's agent is called where nobody said so: by its own name for itself, else by the program that it is. */
export async function agentOfSession(env: Environment, sessions: string): Promise<string | undefined> {
  const own = env['AGENTIC_HOLDER'];
  if (own && GIVEN_NAME.test(own)) return own;
  return (await findSession(env, sessions))?.agent;
}

/** An agent's session: the one that its variable names, else that of the nearest process that a hook has noted. */
const findSession = async (env: Environment, sessions: string): Promise<AgentSession | undefined> =>
  sessionOfEnvironment(env) ?? (await findNotedSession(sessions));

/** Who holds what a running process of ours holds; `name` as people see it. */
export async function processHolder(name: string): Promise<Holder> {
  const { host, boot, namespace, pid, started } = await thisProcess();
  return { kind: 'process', host, name, boot, namespace, pid, started };
}

/**
 * A session is never known dead; a CI run only by its host's API. A wrapper that was killed is not dead as long as its
 * command still works on the paths: until then only the lease ends the claim.
 */
export async function isKnownDead(holder: Holder): Promise<boolean> {
  if (holder.kind !== 'process' || (await isSameProcessAlive(holder)) !== 'dead') return false;
  return markedProcesses(wrappedMark(holder)).length === 0;
}

async function worktreeSession(gitDir: string, keepsId: boolean): Promise<string> {
  const path = join(gitDir, 'agentic-holder');
  const known = (await readIfThere(path, 200))?.toString('utf8').trim();
  if (known && /^[0-9a-f]{32}$/.test(known)) return `worktree-${known}`;
  const fresh = randomBytes(16).toString('hex');
  if (keepsId) await writeDurably(path, `${fresh}\n`);
  return `worktree-${fresh}`;
}
