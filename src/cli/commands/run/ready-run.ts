import type { MadePlan } from '../../../app/plan/make-plan.ts';
import type { Oid } from '../../../core/model/ids.ts';
import type { Problem } from '../../../core/model/problem.ts';
import type { AgentSettings } from '../../../core/model/settings.ts';
import { shortBranch } from '../../../core/model/short-branch.ts';
import type { GivenOptions } from '../../../report/own-command.ts';
import type { ResumedRun } from '../../../report/run/resuming.ts';
import type { CommandContext } from '../../command.ts';
import type { OpenedTable } from '../../open/opened.ts';
import { patchName, type WrittenPatch, writePatch } from '../../open/patch-file.ts';
import type { WriteReport } from '../../open/report-file.ts';
import { type OpenedRunContext, placesOf, remoteName } from '../../open/run.ts';
import type { NoteKeeping } from './keep-note.ts';
import type { TaskWords } from './read-task-words.ts';

/** A plan with somebody to work it off. */
export interface ReadyRun extends TaskWords {
  readonly made: MadePlan;
  readonly agents: readonly AgentSettings[];
  readonly table: OpenedTable;
  readonly jobs: number | undefined;
  readonly worktrees: string | undefined;
  /** What this start goes on with. */
  readonly resumed?: ResumedRun;
  readonly note: NoteKeeping;
  /** Notes that people were told before it started. */
  readonly told: readonly Problem[];
  /** `--report`. */
  readonly report: WriteReport;
  /** What was typed, and what of an earlier start holds on. */
  readonly given: GivenOptions;
}

/** A run that is there to be worked off. */
export type OpenRun = Extract<OpenedRunContext, { kind: 'open' }>;

/** The branch of the results, and the remote that it is on; or the file that they go into. */
export function placeOf(
  context: CommandContext,
  { made, table }: Pick<ReadyRun, 'made' | 'table'>,
  run?: string,
) {
  const file = patchName(made.settings.publish, run ?? made.plan.run);
  return {
    branch: shortBranch(placesOf({ context, table, made }).branch.ref),
    remote: remoteName(table),
    ...(file === undefined ? {} : { patch: { file } }),
  };
}

/** The same once the result is there: a file is written then, for the commit that the plan is of. */
export async function writtenPlace(
  { cwd }: Pick<CommandContext, 'cwd'>,
  of: Pick<ReadyRun, 'made' | 'table'> & {
    readonly place: ReturnType<typeof placeOf>;
    readonly to: Oid | undefined;
  },
): Promise<{ readonly patch?: WrittenPatch; readonly problem?: Problem }> {
  const { made, table, place, to } = of;
  if (place.patch === undefined || to === undefined) return {};
  const { file } = place.patch;
  const written = await writePatch({ table, cwd, file, base: made.plan.head, to });
  return 'problem' in written ? written : { patch: written };
}
