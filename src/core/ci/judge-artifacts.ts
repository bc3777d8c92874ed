import type { HeldClaim } from '../claim/held-claim.ts';
import type { RunId, TaskId } from '../model/ids.ts';
import { artifactName, type WorkResult } from './work-result.ts';

/** What was given out, and to which wave of which run. */
export interface GivenWave {
  readonly run: RunId;
  readonly wave: number;
  readonly given: ReadonlyMap<TaskId, HeldClaim>;
}

export interface NamedArtifacts {
  /** One for each task that was given out and left something. */
  readonly wanted: ReadonlyMap<TaskId, string>;
  readonly refused: ReadonlyMap<string, 'not-given-out' | 'another-run'>;
}

/** Which of the artifacts are looked into, by their names alone. */
export function sortArtifacts({ run, wave, given }: GivenWave, names: readonly string[]): NamedArtifacts {
  const wanted = new Map<TaskId, string>();
  const refused = new Map<string, 'not-given-out' | 'another-run'>();
  const tasks = new Map([...given.keys()].map((task) => [artifactName({ run, wave, task }), task]));
  const own = artifactName({ run, wave, task: '' });
  for (const name of names) {
    const task = tasks.get(name);
    if (task !== undefined) wanted.set(task, name);
    else refused.set(name, name.startsWith(own) ? 'not-given-out' : 'another-run');
  }
  return { wanted, refused };
}

/** Why a result is not of the claim that it stands under; `undefined`: it is. */
export function judgeResult(
  { run, wave, given }: GivenWave,
  task: TaskId,
  result: WorkResult,
): 'another-run' | 'misnamed' | 'another-claim' | 'another-base' | undefined {
  const held = given.get(task);
  if (result.run !== run || result.wave !== wave) return 'another-run';
  if (result.task !== task) return 'misnamed';
  if (held === undefined || result.claim !== held.claim) return 'another-claim';
  return result.base === held.record.base ? undefined : 'another-base';
}

/** Tasks that more than one of the results name: nobody knows which of them is its job's. */
export function findDoubled(named: readonly TaskId[]): ReadonlySet<TaskId> {
  const seen = new Set<TaskId>();
  return new Set(named.filter((task) => seen.size === seen.add(task).size));
}
