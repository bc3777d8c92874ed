import type { RunNotes } from '../../../app/ports/run-notes.ts';
import type { RunId } from '../../../core/model/ids.ts';
import type { WallTime } from '../../../core/model/time.ts';
import type { RunNote } from '../../../core/run/run-note.ts';

/** What this clone remembers of a run while it is not done. */
export interface NoteKeeping {
  /** Before anything of it is in the table. */
  begin(run: RunId): Promise<void>;
  /** It was not begun: what was remembered before still holds. */
  takeBack(): Promise<void>;
  /** There is nothing left to go on with. */
  end(run: RunId): Promise<void>;
}

/** `noted`: absent where a start without any options does the same. */
export function keepNote(ask: {
  readonly notes: RunNotes;
  readonly target: string;
  readonly now: WallTime;
  readonly noted: Pick<RunNote, 'options' | 'given'> | undefined;
}): NoteKeeping {
  const { notes, target, noted, now } = ask;
  let before: RunNote | undefined;
  return {
    begin: async (run) => {
      if (noted === undefined) return;
      const known = await notes.load(target);
      before ??= known;
      // since when it is under way is told of the first start
      const at = known?.run === run ? known.at : now;
      await notes.save({ run, target, at, ...noted });
    },
    takeBack: async () => {
      if (noted === undefined) return;
      await (before === undefined ? notes.drop(target) : notes.save(before));
    },
    end: async (run) => {
      if ((await notes.load(target))?.run === run) await notes.drop(target);
    },
  };
}
