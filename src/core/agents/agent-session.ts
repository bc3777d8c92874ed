/** A conversation with an agent, as the agent itself names it, over all the processes that it starts. */
export interface AgentSession {
  /** Which program: `claude`, `codex`. */
  readonly agent: string;
  readonly id: string;
}

// How agents tell the commands that they start which conversation these belong to. AGENTIC_SESSION is for those that
// have no variable of their own: `<agent>=<id>`.
const SESSION_VARIABLES = [
  ['CLAUDE_CODE_SESSION_ID', 'claude'],
  ['CLAUDE_SESSION_ID', 'claude'],
  ['CODEX_SESSION_ID', 'codex'],
  ['CODEX_THREAD_ID', 'codex'],
  ['OPENCODE_SESSION_ID', 'opencode'],
  ['GEMINI_SESSION_ID', 'gemini'],
] as const;

const OWN_VARIABLE = 'AGENTIC_SESSION';
const LONGEST_ID = 180;

type Environment = Readonly<Record<string, string | undefined>>;

/** The session that the environment names; `undefined`: none. */
export function sessionOfEnvironment(env: Environment): AgentSession | undefined {
  for (const [variable, agent] of SESSION_VARIABLES) {
    const id = env[variable];
    if (id) return { agent, id };
  }
  return parseSession(env[OWN_VARIABLE] ?? '');
}

/** The environment with a session in it, where there is one and it names none yet. */
export function withSession<E extends Environment>(env: E, session: AgentSession | undefined): E {
  if (session === undefined || sessionOfEnvironment(env) !== undefined) return env;
  return { ...env, [OWN_VARIABLE]: writeSession(session) };
}

/** `claude=315f2d72-…`: as a holder's id, and in files. */
export const writeSession = ({ agent, id }: AgentSession): string => `${agent}=${id.slice(0, LONGEST_ID)}`;

/** The inverse; `undefined`: it is no such text. */
export function parseSession(text: string): AgentSession | undefined {
  const [, agent, id] = /^([a-z][a-z-]{0,15})=([^\0\n]{1,180})$/.exec(text) ?? [];
  return agent === undefined || id === undefined ? undefined : { agent, id };
}
