import { resultRef } from '../../../core/claim/refs.ts';
import { claimValue } from '../../../core/claim/task-line.ts';
import type { RefName } from '../../../core/model/ids.ts';
import type { Claimant } from '../../claim/claimant.ts';
import type { Publishing } from '../../ports/publishing.ts';
import type { FoundWork, KeepFound } from '../../ports/worktrees.ts';
import { makeMessage } from '../publishing/make-message.ts';

interface Rescue {
  readonly claimant: Pick<Claimant, 'store' | 'machine'>;
  readonly publishing: Publishing;
}

/**
 * Keeps what a killed run had made for a task and not published, beside what failed tries leave. The same work is
 * always kept under the same name, however often it is found.
 */
export const rescueWork =
  (rescue: Rescue): KeepFound =>
  async (found) => {
    const { publishing, claimant } = rescue;
    const { run, task, claim, base, tree } = found;
    const [beside] = await keepAsideOf(rescue, found);
    if (tree === (await publishing.treeOf(base)) || (await isPublished(rescue, found))) return beside;
    const message = makeMessage({
      task: { id: task, title: `Unpublished work on ${task}`, kind: '', why: 'A killed run has left it.' },
      messages: found.messages,
      lines: [], // it has not been published
    });
    const commit = await publishing.commit({
      tree,
      parents: [base],
      message,
      at: claimant.machine.now().wall,
    });
    return publishing.keep(`${run}/${task}-${claim.slice(2, 10)}${tree.slice(0, 8)}`, commit);
  };

/** What lies beside the files, each under a name. What git cannot take throws: then the folder stays as it is. */
async function keepAsideOf(
  { publishing }: Rescue,
  { run, task, claim, aside }: FoundWork,
): Promise<readonly RefName[]> {
  const unnamed = aside.find(({ commit }) => commit === undefined);
  if (unnamed !== undefined) throw new Error(`${unnamed.name}: git cannot take it`);
  const kept: RefName[] = [];
  for (const { commit } of aside)
    if (commit !== undefined)
      kept.push(await publishing.keep(`${run}/${task}-${claim.slice(2, 10)}${commit.slice(0, 8)}`, commit));
  return kept;
}

/** Its push may have arrived although its sender was killed. A table that cannot be seen does not say so. */
async function isPublished({ claimant, publishing }: Rescue, found: FoundWork): Promise<boolean> {
  const { run, task, claim, base } = found;
  const ref = resultRef(run);
  const listed = await claimant.store.list([ref]);
  const tip = listed.ok ? listed.value.get(ref) : undefined;
  if (tip === undefined || tip === base) return false;
  const start = claimValue(run, task, claim);
  return (await publishing.findTrailer({ from: base, to: tip, start })) !== undefined;
}
