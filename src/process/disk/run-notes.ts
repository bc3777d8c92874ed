import { createHash } from 'node:crypto';
import { readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { RunNotes } from '../../app/ports/run-notes.ts';
import { readRefusal, writeRefusal } from '../../core/run/refusal-note.ts';
import { readRunNote, writeRunNote } from '../../core/run/run-note.ts';
import { hostId } from '../holder/host-id.ts';
import { readIfThere, writeDurably } from './durable-file.ts';

const FOLDER = 'unfinished';
const LARGEST = 8 * 1024 * 1024;

/** One file for each branch that runs work for, and one for each result branch that was refused. */
export function fileRunNotes(privateRepository: string): RunNotes {
  const fileOf = (kind: 'run' | 'refusal', name: string): string =>
    join(
      privateRepository,
      FOLDER,
      `${kind}-${createHash('sha256').update(name).digest('hex').slice(0, 24)}.json`,
    );
  const read = async (path: string): Promise<string | undefined> =>
    (await readIfThere(path, LARGEST))?.toString('utf8');
  return {
    async load(target) {
      const text = await read(fileOf('run', target));
      const note = text === undefined ? undefined : readRunNote(text);
      return note?.target === target && note.place === (await placeOf(privateRepository)) ? note : undefined;
    },
    save: async (note) =>
      writeDurably(
        fileOf('run', note.target),
        writeRunNote({ ...note, place: await placeOf(privateRepository) }),
      ),
    drop: (target) => rm(fileOf('run', target), { force: true }),
    async forget(isMeant) {
      const folder = join(privateRepository, FOLDER);
      for (const name of await readdir(folder).catch(() => [])) {
        const text = name.startsWith('run-') ? await read(join(folder, name)) : undefined;
        const note = text === undefined ? undefined : readRunNote(text);
        if (note !== undefined && isMeant(note.run)) await rm(join(folder, name), { force: true });
      }
    },
    async refusal(branch) {
      const text = await read(fileOf('refusal', branch));
      const refusal = text === undefined ? undefined : readRefusal(text);
      return refusal?.branch === branch ? refusal : undefined;
    },
    saveRefusal: (refusal) => writeDurably(fileOf('refusal', refusal.branch), writeRefusal(refusal)),
    dropRefusal: (branch) => rm(fileOf('refusal', branch), { force: true }),
  };
}

/**
 * A name that nobody can know who is not this user on this machine: files that were unpacked or copied to here, with
 * commands in their tasks, are not taken for what was begun here.
 */
async function placeOf(privateRepository: string): Promise<string> {
  const { ino } = await stat(privateRepository, { bigint: true });
  return createHash('sha256')
    .update(JSON.stringify([await hostId(), privateRepository, String(ino)]))
    .digest('hex');
}
