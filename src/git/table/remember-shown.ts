import { createHash } from 'node:crypto';
import { stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/** A server begins to hide refs when somebody sets it up anew; until it is seen a plan shows an empty table. */
const HOLDS_MS = 60 * 60_000;

/** That a server shows our refs to who looks, as it was found out there a while ago. */
export interface ShownNote {
  isFresh(): Promise<boolean>;
  write(): Promise<void>;
}

/** A note beside the private repository's own files, one for each server; without it nothing is lost but time. */
export function shownNote(folder: string, url: string): ShownNote {
  const path = join(folder, `shown-${createHash('sha256').update(url).digest('hex').slice(0, 12)}`);
  return {
    isFresh: async () => {
      const age =
        Date.now() -
        (await stat(path).then(
          ({ mtimeMs }) => mtimeMs,
          () => 0,
        ));
      return age >= 0 && age < HOLDS_MS;
    },
    write: () => writeFile(path, '').catch(() => {}),
  };
}
