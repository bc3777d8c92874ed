import type { Oid, RefName } from '../../core/model/ids.ts';
import { readBranch } from '../perform/ending/move-branch.ts';
import type { RunContext } from '../perform/run-context.ts';
import type { SiblingSeen } from './read-table.ts';

/** `finished` counts only if the branch contains the result: the one of this start, or that which it was brought to then. */
export async function finishedBefore(
  { publishing, branch, claimant }: Pick<RunContext, 'publishing' | 'branch' | 'claimant'>,
  own: SiblingSeen | undefined,
  branchAt: Oid | undefined,
): Promise<{ readonly commit: Oid; readonly branch: RefName } | undefined> {
  const said = own?.plan?.state === 'finished' && own.result !== undefined ? own.plan : undefined;
  if (said?.result === undefined) return undefined;
  const commit = said.result;
  const isOn = async (at: Oid | undefined): Promise<boolean> =>
    at !== undefined && (await publishing.contains({ commit, in: at }));
  if (await isOn(branchAt)) return { commit, branch: branch.ref };
  if (branch.isPatch || said.branch === undefined || said.branch === branch.ref) return undefined;
  const other = await readBranch({ branch: { ...branch, ref: said.branch }, claimant, publishing });
  return other.ok && (await isOn(other.at)) ? { commit, branch: said.branch } : undefined;
}
