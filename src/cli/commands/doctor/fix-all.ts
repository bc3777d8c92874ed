import type { Claimant } from '../../../app/claim/claimant.ts';
import { recallClaims } from '../../../app/claim/recall-claims.ts';
import type { StoreFailure } from '../../../app/ports/ref-store.ts';
import { storeProblem } from '../../../app/store-problem.ts';
import { examineTable, type TableExam } from '../../../app/upkeep/examine-table.ts';
import { fixTable } from '../../../app/upkeep/fix-table.ts';
import { describeUpkeep, lockFilesIn } from '../../../core/claim/describe-upkeep.ts';
import { type Checked, datumOf, type Problem } from '../../../core/model/problem.ts';
import type { CommandContext } from '../../command.ts';
import type { OpenedTable } from '../../open/opened.ts';
import { placeOwnProgram } from '../../open/own-program.ts';
import {
  branchCheck,
  cleanWorktrees,
  dropKept,
  examinePlace,
  forEachSession,
  type PlaceExam,
  tryClaims,
} from '../../open/upkeep.ts';

export interface Fixed {
  readonly exam: TableExam;
  readonly place: PlaceExam;
  /** How many of each finding are gone. */
  readonly fixed: Readonly<Record<string, number>>;
  readonly more: readonly Problem[];
}

/** Puts right what is over, then looks again: only what a look shows counts as done. */
export async function fixAll(ask: {
  readonly context: CommandContext;
  readonly table: OpenedTable;
  readonly claimant: Claimant;
  readonly exam: TableExam;
  readonly place: PlaceExam;
}): Promise<Checked<Fixed>> {
  const { context, table, claimant, exam, place } = ask;
  const { display } = table.table;
  // what any session of this clone sent and did not learn the end of
  await forEachSession(context, table, async (one) => {
    await recallClaims(one);
  });
  const worktrees = await cleanWorktrees(context, table, { keepWork: true });
  const dropped = await dropKept(context, table);
  await placeOwnProgram(context, table);
  const refused = (await tryClaims(context, table)) ?? (await fixTable(claimant, exam.upkeep));
  if (refused) return { ok: false, problems: failureProblems(refused, display) };
  const again = await examineTable(claimant, branchCheck(table));
  if (!again.ok) return { ok: false, problems: [storeProblem(again.failure, display)] };
  const stays = worktrees.filter((one) => one.stays).map(({ path, detail }) => `${path} (${detail ?? ''})`);
  const found = await examinePlace(context, table);
  return {
    ok: true,
    warnings: [],
    value: {
      exam: again.value,
      place: found,
      fixed: {
        ...difference(counted(exam, table), counted(again.value, table)),
        'old-kept-work': dropped,
        'hook-without-program': place.program === undefined && found.program !== undefined ? 1 : 0,
        'left-worktrees': place.leftWorktrees.length - stays.length,
      },
      more: stays.length === 0 ? [] : [{ code: 'fix-incomplete', data: { detail: stays } }],
    },
  };
}

/** What a server answered, to `doctor`: lock files that are left there have a remedy of their own. */
export function failureProblems(failure: StoreFailure, display: string): readonly Problem[] {
  const files = lockFilesIn(failure.detail);
  if (failure.kind !== 'server-lock' || files.length === 0) return [storeProblem(failure, display)];
  return [{ code: 'server-lock-files', data: { files } }];
}

const counted = ({ upkeep, counts }: TableExam, { store }: OpenedTable): ReadonlyMap<string, number> =>
  new Map(
    describeUpkeep(upkeep, { ...counts, place: store.place }).map((found) => [
      found.code,
      Number(datumOf(found, 'count') ?? 0),
    ]),
  );

function difference(
  before: ReadonlyMap<string, number>,
  after: ReadonlyMap<string, number>,
): Readonly<Record<string, number>> {
  const gone = [...before].map(([code, count]) => [code, Math.max(0, count - (after.get(code) ?? 0))]);
  return Object.fromEntries(gone.filter(([, count]) => Number(count) > 0));
}
