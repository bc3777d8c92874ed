import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { readIfThere, writeDurably } from '../disk/durable-file.ts';
import { withFileLock } from '../disk/file-lock.ts';
import { holderDigest } from './claim-files.ts';

/** What the hooks of one session keep from one call to the next. Paths are from the root of the repository. */
export interface SessionState {
  /** Edited while nobody could be asked: still to be claimed. */
  readonly wanted: readonly string[];
  /** What was told of others last; it is not told twice. */
  readonly told: string;
  /** Changed files and when each was written, as they were before each command that runs now, by the name of its call. */
  readonly before: Readonly<Record<string, Stamps>>;
}

/** Files, and what tells whether they are written again. */
export type Stamps = Readonly<Record<string, string>>;

const NO_STATE: SessionState = { wanted: [], told: '', before: {} };

export interface SessionStateFile {
  load(): Promise<SessionState>;
  /** Agents call tools side by side, and so their hooks: each changes what the one before has left. */
  change(to: (state: SessionState) => SessionState): Promise<void>;
  remove(): Promise<void>;
}

const LARGEST = 4 * 1024 * 1024;
// A turn is a read and a write of one small file.
const LONGEST_TURN_MS = 1_000;

/** One file for each holder, beside the notes of sessions. What cannot be read counts as nothing. */
export function fileSessionState(folder: string, holder: string): SessionStateFile {
  const path = join(folder, `state-${holderDigest(holder)}.json`);
  const load = async (): Promise<SessionState> =>
    parseState(await readIfThere(path, LARGEST).catch(() => undefined));
  return {
    load,
    async change(to) {
      await mkdir(folder, { recursive: true });
      const act = async (): Promise<void> => {
        const before = await load();
        const after = to(before);
        if (after !== before) await writeDurably(path, JSON.stringify(after));
      };
      const turn = await withFileLock({ path: `${path}.lock`, timeoutMs: LONGEST_TURN_MS }, act);
      // a note too few is worse than one that another hook has overwritten
      if (turn.kind === 'busy') await act();
    },
    remove: () => rm(path, { force: true }),
  };
}

/** Our own words, or what somebody made of them. */
function parseState(bytes: Buffer | undefined): SessionState {
  try {
    const { wanted, told, before } = JSON.parse(bytes?.toString('utf8') ?? '{}') as Partial<SessionState>;
    return {
      wanted: Array.isArray(wanted) ? wanted.filter((path) => typeof path === 'string') : [],
      told: typeof told === 'string' ? told : '',
      before: typeof before === 'object' && before !== null ? before : {},
    };
  } catch {
    return NO_STATE;
  }
}
