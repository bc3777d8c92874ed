import type { CheckChangeDeps } from '../../app/review/check-change.ts';
import type { Checked } from '../../core/model/problem.ts';
import { branchesOfPull } from '../../git/clone/branches-of-pull.ts';
import { gitPublishing } from '../../git/work/publishing.ts';
import { openLookingClaimant } from './claims.ts';
import type { Workspace } from './opened.ts';
import { openPlanning } from './planning.ts';
import { openTable } from './table.ts';

/** What the check of a change needs; nothing of it writes to the clone or sends anything. */
export async function openChangeCheck(workspace: Workspace): Promise<Checked<CheckChangeDeps>> {
  const [planning, place] = await Promise.all([openPlanning(workspace), workspace.place()]);
  if (!place.ok) return place;
  if (!planning.ok) return planning;
  const { repository, loadSettings } = planning.value;
  const value: CheckChangeDeps = {
    repository,
    loadSettings,
    async openTable(settings) {
      const table = await openTable(workspace.call, { ...place.value, settings }, { writes: false });
      if (!table.ok) return table;
      const { repository: ours, remoteUrl: url, clone } = table.value;
      const claimant = await openLookingClaimant(workspace.call, table.value);
      const { readTaskLines } = gitPublishing(ours, clone);
      return {
        ...table,
        value: {
          claimant,
          readTaskLines,
          branchesOfPull: async (number) =>
            url === undefined ? undefined : branchesOfPull({ repository: ours, url }, number),
        },
      };
    },
  };
  return { ok: true, warnings: planning.warnings, value };
}
