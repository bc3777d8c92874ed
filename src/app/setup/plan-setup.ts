import { decideFile, decideUndo } from '../../core/setup/decide-file.ts';
import type { FileDecision, FilePlace, Kept, WantedFile } from '../../core/setup/wanted-file.ts';
import type { SetupFiles } from '../ports/setup-files.ts';

/** What set-up would do: a file's whole text before and after; undefined: there is no file. */
export interface SetupChange {
  readonly place: FilePlace;
  readonly before: string | undefined;
  readonly after: string | undefined;
}

export interface SetupPlan {
  /** All that was looked at. */
  readonly places: readonly FilePlace[];
  readonly changes: readonly SetupChange[];
  /** What stays as it is although something else was wanted. */
  readonly kept: readonly (Omit<Kept, 'kind'> & { readonly place: FilePlace })[];
}

/** What has to change so that the files are as they are wanted. Writes nothing. */
export const planSetup = (
  files: Pick<SetupFiles, 'read'>,
  wanted: readonly WantedFile[],
): Promise<SetupPlan> => planEach(wanted, async (one) => decideFile(one, await files.read(one)));

/** What has to change so that nothing of ours is left in these places. Writes nothing. */
export const planUndo = async (
  files: Pick<SetupFiles, 'read'>,
  places: readonly FilePlace[],
): Promise<SetupPlan> => {
  const plan = await planEach(places, async (one) => decideUndo(one, await files.read(one)));
  // what calls a script of ours goes before the script
  return { ...plan, changes: plan.changes.toReversed() };
};

async function planEach<P extends FilePlace>(
  places: readonly P[],
  decide: (place: P) => Promise<FileDecision>,
): Promise<SetupPlan> {
  const decided = await Promise.all(places.map(async (place) => ({ place, ...(await decide(place)) })));
  return {
    places,
    changes: decided.flatMap((one) =>
      one.kind === 'change' ? [{ place: one.place, before: one.before, after: one.after }] : [],
    ),
    kept: decided.flatMap((one) => {
      if (one.kind !== 'kept') return [];
      const { kind: _, ...kept } = one;
      return [kept];
    }),
  };
}
