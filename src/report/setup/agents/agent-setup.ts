import type { EntriesPlace, JsonEntry, WantedFile } from '../../../core/setup/wanted-file.ts';

/** What an agent needs to take part in sessions that a person starts: its hooks, and our tools. */
export interface AgentSetup {
  /** The part of `init`, and the agent as hooks name it. */
  readonly name: string;
  /** Its executable. */
  readonly program: string;
  readonly does: string;
  /** Where the formats of its files are described. */
  readonly source: string;
  files(own: OwnProgram): readonly WantedFile[];
  /** What the vendor asks of a person, once. */
  readonly trust: string;
}

/** How the team's sessions find our program. */
export interface OwnProgram {
  /** Among the packages of the repository; otherwise on PATH. */
  readonly isPackage: boolean;
}

/** What every hook of ours says, whatever stands around it: by it hooks are known again. */
const HOOK_MARK = 'agentic-plan hook agent';

/** Inside it a claim may take 3 s, after the start of the process and of git. */
export const HOOK_TIMEOUT_S = 10;

/** The command line of a hook. `root`: the repository's, as the agent names it to its hooks. */
export const hookCommand = ({ isPackage }: OwnProgram, words: string, root?: string): string =>
  `${isPackage ? `${root === undefined ? '' : `"${root}"/`}node_modules/.bin/` : ''}${HOOK_MARK} ${words}`;

/** Our program as an agent types it in its shell. */
export const commandWords = ({ isPackage }: OwnProgram): string =>
  isPackage ? 'npx --no-install agentic-plan' : 'agentic-plan';

/** The server of our tools, as argv. */
export const serverArgv = ({ isPackage }: OwnProgram): readonly [string, ...string[]] =>
  isPackage ? ['npx', '--no-install', 'agentic-plan', 'mcp'] : ['agentic-plan', 'mcp'];

export const jsonFile = (path: string, entries: readonly JsonEntry[]): EntriesPlace => ({
  path,
  in: 'checkout',
  kind: 'entries',
  entries,
});

/** One more element of the list of hooks of an event. */
export const hookEntry = (event: string, value: unknown): JsonEntry => ({
  at: ['hooks', event],
  value,
  list: true,
  mark: HOOK_MARK,
});

/** Our server among those of a file that names them by their names. */
export function serverEntry(own: OwnProgram, more: object = {}): JsonEntry {
  const [command, ...args] = serverArgv(own);
  return { at: ['mcpServers', 'agentic-plan'], value: { command, args, ...more }, mark: '"mcp"' };
}
