import type { FilePlace, FoundFile } from '../../core/setup/wanted-file.ts';

type Place = Pick<FilePlace, 'path' | 'in'>;

/** The files of a clone that set-up reads and writes. A link on the way to one is never followed. */
export interface SetupFiles {
  read(place: Place): Promise<FoundFile>;
  /**
   * Whole or not at all, whatever happens in between; whose it is, who may read it and what may start it stays as it was.
   * `false`: it is not any more as it was before, and stays as it is.
   */
  write(
    place: Place & Pick<FilePlace, 'executable'>,
    text: { readonly before: string | undefined; readonly after: string },
  ): Promise<boolean>;
  /** With the folders that are empty then; `false` as in `write`. */
  remove(place: Place, before: string | undefined): Promise<boolean>;
  /** Removes what a `write` that was killed has left there. */
  removeRests(place: Place): Promise<void>;
  /** Runs `act` while no other set-up of this clone is at it; `busy`: one was, all the time. */
  alone<T>(
    act: () => Promise<T>,
  ): Promise<{ readonly kind: 'done'; readonly value: T } | { readonly kind: 'busy' }>;
}
