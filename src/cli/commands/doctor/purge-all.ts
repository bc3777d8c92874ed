import type { HeldClaim } from '../../../app/claim/claimant.ts';
import { endClaim } from '../../../app/claim/end-claim.ts';
import { recallClaims } from '../../../app/claim/recall-claims.ts';
import { storeProblem } from '../../../app/store-problem.ts';
import { type Problem, problemOf } from '../../../core/model/problem.ts';
import { purgedJson, purgedText } from '../../../report/doctor/purged.ts';
import { EXIT } from '../../../report/exit-codes.ts';
import type { CommandContext, ExitCode } from '../../command.ts';
import type { OpenedTable } from '../../open/opened.ts';
import { cleanWorktrees, forEachSession, type PlaceExam, removeEverything } from '../../open/upkeep.ts';
import { refuse } from '../../refuse.ts';

/** `doctor --purge`: gives back what this clone holds, then removes all that we keep beside it. */
export async function purgeAll(ask: {
  readonly context: CommandContext;
  readonly table: OpenedTable;
  readonly place: PlaceExam;
  readonly force: boolean;
}): Promise<ExitCode> {
  const { context, table, place, force } = ask;
  const { kept, broken } = place.repository;
  if (place.atWork.length > 0) return refuse(context, [problemOf('still-at-work', { who: place.atWork })]);
  const refuseKept = (refs: readonly string[]): ExitCode =>
    refuse(context, [problemOf('kept-work', { path: table.repository.path, refs })]);
  if (kept.length > 0 && !force) return refuseKept(kept.map(({ ref }) => ref));
  const worktrees = await cleanWorktrees(context, table, { keepWork: !force && broken === undefined });
  // what a killed run had written is as good as what was kept at once
  const rescued = worktrees.flatMap((one) => one.kept?.ref ?? []);
  if (rescued.length > 0) return refuseKept(rescued);
  const released: HeldClaim['record'][] = [];
  const problems: Problem[] = [];
  // in a broken one nothing can be sent: what is held ends with its lease
  if (broken === undefined)
    await forEachSession(context, table, async (claimant) => {
      const recalled = await recallClaims(claimant);
      released.push(...recalled.released.map(({ record }) => record));
      if (recalled.failure) problems.push(storeProblem(recalled.failure, table.table.display));
      for (const held of recalled.held) {
        const ended = await endClaim(claimant, held, { state: 'released' });
        if (ended.kind === 'failed') problems.push(storeProblem(ended.failure, table.table.display));
        else released.push(held.record);
      }
    });
  if (problems.length > 0) return refuse(context, problems);
  const { removed, stays } = await removeEverything(context, table);
  const purged = {
    table: table.table.display,
    released,
    removed: [...worktrees.filter((one) => !one.stays).map(({ path }) => path), ...removed],
    stays: [...worktrees.filter((one) => one.stays).map(({ path }) => path), ...stays],
  };
  context.output.result(context.json ? JSON.stringify(purgedJson(purged)) : purgedText(purged));
  return stays.length === 0 ? EXIT.done : EXIT.found;
}
