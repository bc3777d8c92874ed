import { setTimeout as wait } from 'node:timers/promises';
import { type ChangedQuestion, readChanged } from '../../app/look/read-changed.ts';
import type { CloneFacts } from '../../git/clone/clone-facts.ts';
import { openRepository } from './repository.ts';

/** All that was changed in a clone, and who else is on it. */
export async function readChangedIn(
  clone: CloneFacts,
  ask: Pick<ChangedQuestion, 'wanted' | 'conflictsMs'>,
): ReturnType<typeof readChanged> {
  const repository = openRepository(clone);
  if (!repository.ok) return repository;
  return readChanged({
    ...ask,
    repository: repository.value,
    wait: (ms, signal) => wait(ms, undefined, { signal }).catch(() => undefined),
  });
}
