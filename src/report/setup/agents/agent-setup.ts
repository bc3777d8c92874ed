import type { PackageManager } from '../../../core/setup/package-manager.ts';
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
  /** Where a file of it is called in another way by some: the first of these that is there counts. */
  readonly otherNames?: Readonly<Record<string, readonly string[]>>;
  /** What the vendor asks of a person, once. */
  readonly trust: string;
}

/** How the team's sessions find our program: on PATH, or among the packages of the repository. */
export interface OwnProgram {
  /** As it is typed in a shell at the root of the repository; the last word is the program. */
  readonly words: readonly [string, ...string[]];
  /** The program itself, in the repository. */
  readonly bin?: string;
}

const BIN = 'node_modules/.bin/agentic-plan';
const ON_PATH: OwnProgram = { words: ['agentic-plan'] };
const AS_PACKAGE: Readonly<Record<PackageManager, OwnProgram>> = {
  npm: { words: ['npx', '--no-install', 'agentic-plan'], bin: BIN },
  pnpm: { words: ['pnpm', 'exec', 'agentic-plan'], bin: BIN },
  yarn: { words: ['yarn', 'run', 'agentic-plan'], bin: BIN },
  // `bunx` would bring what a registry has under this name
  bun: { words: ['bun', 'run', 'agentic-plan'], bin: BIN },
};
/** Where yarn links no programs. */
const PLUG_AND_PLAY: OwnProgram = { words: AS_PACKAGE.yarn.words };

/** Where our program is: nowhere in the repository, or a package of its root, or of one folder of it. */
export type OwnPlace =
  | { readonly in: 'path' }
  | { readonly in: 'root'; readonly manager: PackageManager; readonly linked: boolean }
  | { readonly in: 'folder'; readonly folder: string };

export function ownProgramAt(place: OwnPlace): OwnProgram {
  switch (place.in) {
    case 'path':
      return ON_PATH;
    case 'root':
      return place.linked ? AS_PACKAGE[place.manager] : PLUG_AND_PLAY;
    case 'folder': {
      const bin = `${place.folder}/${BIN}`;
      return { words: [bin], bin };
    }
  }
}

/** Every way that files of ours may name, besides those of single folders. */
const ALL_WAYS: readonly OwnProgram[] = [ON_PATH, ...Object.values(AS_PACKAGE), PLUG_AND_PLAY];

/** The files of an agent, with what stands in them where they were written for another way to our program. */
export function agentFiles({ files }: Pick<AgentSetup, 'files'>, own: OwnProgram): readonly WantedFile[] {
  const others = ALL_WAYS.map(files);
  return files(own).map((file, at) => {
    if (file.kind !== 'entries') return file;
    const otherFiles = others.flatMap((all) => {
      const other = all[at];
      return other?.kind === 'entries' ? [other] : [];
    });
    const entries = file.entries.map((entry, which) => ({
      ...entry,
      otherValues: otherFiles.flatMap((other) => other.entries[which]?.value ?? []),
    }));
    return { ...file, entries };
  });
}

/** What every hook of ours says, whatever stands around it: by it hooks are known again. */
const HOOK_WORDS = 'hook agent';
const HOOK_MARK = `agentic-plan ${HOOK_WORDS}`;

/** Inside it a claim may take 3 s, after the start of the process and of git. */
export const HOOK_TIMEOUT_S = 10;

/** The command line of a hook. `root`: the repository's, as the agent names it to its hooks. */
export const hookCommand = ({ words, bin }: OwnProgram, more: string, root?: string): string =>
  `${bin === undefined ? words.join(' ') : `${root === undefined ? '' : `"${root}"/`}${bin}`} ${HOOK_WORDS} ${more}`;

/** Our program as an agent types it in its shell. */
export const commandWords = ({ words }: OwnProgram): string => words.join(' ');

/** The server of our tools, as argv. What some package managers say of themselves would be no answer of a server. */
export const serverArgv = ({ words, bin }: OwnProgram): readonly [string, ...string[]] =>
  bin !== undefined && ['yarn', 'bun'].includes(words[0]) ? [bin, 'mcp'] : [...words, 'mcp'];

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
