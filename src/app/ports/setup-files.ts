import type { FilePlace, FoundFile } from '../../core/setup/wanted-file.ts';

type Place = Pick<FilePlace, 'path' | 'in'>;

/** The files of a clone that set-up reads and writes. A link on the way to one is never followed. */
export interface SetupFiles {
  read(place: Place): Promise<FoundFile>;
  /** Whole or not at all, whatever happens in between; who may read it and what may start it stays as it was. */
  write(place: Place & Pick<FilePlace, 'executable'>, text: string): Promise<void>;
  /** With the folders that are empty then. */
  remove(place: Place): Promise<void>;
  /** Runs `act` while no other set-up of this clone is at it; `busy`: one was, all the time. */
  alone<T>(
    act: () => Promise<T>,
  ): Promise<{ readonly kind: 'done'; readonly value: T } | { readonly kind: 'busy' }>;
}
