import { type Checked, type Problem, problemOf } from '../../core/model/problem.ts';
import type { FoundFile } from '../../core/setup/wanted-file.ts';
import type { SetupFiles } from '../ports/setup-files.ts';
import type { SetupChange, SetupPlan } from './plan-setup.ts';

/**
 * Makes the changes that somebody has seen and agreed to. Where a file is not any more what they were shown, nothing is
 * written; another set-up of the same clone is waited for, and what it has done already is done. Each file is whole at every
 * moment: what was interrupted is finished by the next call.
 */
export async function applySetup(
  files: SetupFiles,
  { changes, places }: Pick<SetupPlan, 'changes' | 'places'>,
): Promise<Checked<undefined>> {
  const done = await files.alone(async () => {
    for (const place of places) await files.removeRests(place);
    const seen = await Promise.all(changes.map(({ place }) => files.read(place)));
    const left = changes.filter(({ after }, at) => !holds(seen[at], after));
    const moved = left.filter((change) => !holds(seen[changes.indexOf(change)], change.before));
    return moved.length > 0 ? movedProblems(moved) : movedProblems(await applyEach(files, left));
  });
  const problems = done.kind === 'busy' ? [problemOf('setup-busy', {})] : done.value;
  return problems.length === 0 ? { ok: true, value: undefined, warnings: [] } : { ok: false, problems };
}

/** Returns those that somebody has changed in the meantime. */
async function applyEach(
  files: SetupFiles,
  changes: readonly SetupChange[],
): Promise<readonly SetupChange[]> {
  const moved: SetupChange[] = [];
  for (const change of changes) {
    const { place, before, after } = change;
    const isDone =
      after === undefined ? await files.remove(place, before) : await files.write(place, { before, after });
    if (!isDone) moved.push(change);
  }
  return moved;
}

const movedProblems = (moved: readonly SetupChange[]): readonly Problem[] =>
  moved.length === 0 ? [] : [problemOf('setup-moved', { paths: moved.map(({ place }) => place.path) })];

const holds = (found: FoundFile | undefined, text: string | undefined): boolean =>
  text === undefined
    ? found?.kind === 'absent'
    : found?.kind === 'file' && Buffer.compare(found.bytes, Buffer.from(text)) === 0;
