import type { RunNotes } from '../../app/ports/run-notes.ts';
import { privateRepositoryPath } from '../../git/private-place.ts';
import { fileRunNotes } from '../../process/disk/run-notes.ts';

/** What this clone remembers of its runs; they are in its own private repository, wherever else is looked. */
export const notesOf = (clone: { readonly commonDir: string }): RunNotes =>
  fileRunNotes(privateRepositoryPath(clone));
