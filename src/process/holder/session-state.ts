import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { readIfThere, writeDurably } from '../disk/durable-file.ts';
import { holderDigest } from './claim-files.ts';

/** What the hooks of one session keep from one call to the next. Paths are from the root of the repository. */
export interface SessionState {
  /** Edited while nobody could be asked: still to be claimed. */
  readonly wanted: readonly string[];
  /** What was told of others last; it is not told twice. */
  readonly told: string;
  /** Changed files and when each was written, as they were before the command that runs now. */
  readonly before: Readonly<Record<string, string>>;
}

const NO_STATE: SessionState = { wanted: [], told: '', before: {} };

export interface SessionStateFile {
  load(): Promise<SessionState>;
  save(state: SessionState): Promise<void>;
  remove(): Promise<void>;
}

const LARGEST = 1024 * 1024;

/** One file for each holder, beside the notes of sessions. What cannot be read counts as nothing. */
export function fileSessionState(folder: string, holder: string): SessionStateFile {
  const path = join(folder, `state-${holderDigest(holder)}.json`);
  return {
    async load() {
      const bytes = await readIfThere(path, LARGEST).catch(() => undefined);
      try {
        return { ...NO_STATE, ...(JSON.parse(bytes?.toString('utf8') ?? '{}') as Partial<SessionState>) };
      } catch {
        return NO_STATE;
      }
    },
    save: (state) => writeDurably(path, JSON.stringify(state)),
    remove: () => rm(path, { force: true }),
  };
}
