import type { Refusal } from '../../core/run/refusal-note.ts';
import type { RunNote } from '../../core/run/run-note.ts';

/** What this clone remembers of its runs, in files that nobody else writes; what cannot be read is not there. */
export interface RunNotes {
  /** The newest run for a branch that did not come to its end. */
  load(target: string): Promise<RunNote | undefined>;
  /** Takes the place of the one before. */
  save(note: Omit<RunNote, 'place'>): Promise<void>;
  drop(target: string): Promise<void>;
  /** Of all branches, those of runs that are meant. */
  forget(isMeant: (run: string) => boolean): Promise<void>;
  /** That a server took a result branch from nobody. */
  refusal(branch: string): Promise<Refusal | undefined>;
  saveRefusal(refusal: Refusal): Promise<void>;
  dropRefusal(branch: string): Promise<void>;
}
