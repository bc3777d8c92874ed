import { type Checked, type Problem, problemOf } from '../../core/model/problem.ts';
import type { SetupFiles } from '../ports/setup-files.ts';
import type { SetupChange } from './plan-setup.ts';

/**
 * Makes the changes that somebody has seen and agreed to. Where a file is not any more what they were shown, nothing is
 * written; another set-up of the same clone is waited for. Each file is whole at every moment: what was interrupted is
 * finished by the next call.
 */
export async function applySetup(
  files: SetupFiles,
  changes: readonly SetupChange[],
): Promise<Checked<undefined>> {
  const done = await files.alone(async () => {
    const moved = await findMoved(files, changes);
    if (moved.length > 0) return moved;
    for (const { place, after } of changes) {
      if (after === undefined) await files.remove(place);
      else await files.write(place, after);
    }
    return [];
  });
  const problems = done.kind === 'busy' ? [problemOf('setup-busy', {})] : done.value;
  return problems.length === 0 ? { ok: true, value: undefined, warnings: [] } : { ok: false, problems };
}

async function findMoved(files: SetupFiles, changes: readonly SetupChange[]): Promise<readonly Problem[]> {
  const seen = await Promise.all(changes.map(({ place }) => files.read(place)));
  const paths = changes.flatMap(({ place, before }, at) => {
    const now = seen[at];
    const isSame =
      before === undefined
        ? now?.kind === 'absent'
        : now?.kind === 'file' && Buffer.compare(now.bytes, Buffer.from(before)) === 0;
    return isSame ? [] : [place.path];
  });
  return paths.length === 0 ? [] : [problemOf('setup-moved', { paths })];
}
