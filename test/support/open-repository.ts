import type { Base, Repository } from '../../src/app/ports/repository.ts';
import type { Change } from '../../src/core/model/change.ts';
import { openClone } from '../../src/git/clone/clone-facts.ts';
import { openRepository } from '../../src/git/clone/repository.ts';

/** The repository around a folder; throws with the problems' codes where it is refused. */
export async function openAt(dir: string): Promise<Repository> {
  const facts = await openClone(dir);
  const opened = facts.ok ? openRepository(facts.value) : facts;
  if (opened.ok) return opened.value;
  throw new Error(opened.problems.map(({ code }) => code).join(', '));
}

/** Base found and changes read as a plan does it. */
export async function changesAt(
  dir: string,
  wanted?: string,
): Promise<{ repository: Repository; base: Base; changes: readonly Change[] }> {
  const repository = await openAt(dir);
  const base = await repository.findBase({ ...(wanted === undefined ? {} : { wanted }), mayFetch: false });
  if (!base.ok) throw new Error(base.problems.map(({ code }) => code).join(', '));
  const changes = await repository.readChanges({ base: base.value.commit, head: repository.place.head });
  return { repository, base: base.value, changes };
}
