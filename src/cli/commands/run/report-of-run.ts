import type { RunContext } from '../../../app/perform/run-context.ts';
import { proposeMergeable } from '../../../app/propose-mergeable.ts';
import type { RunRecord } from '../../../core/run/run-record.ts';
import type { RunState } from '../../../core/run/run-state.ts';
import type { RunReport } from '../../../report/run/run-report.ts';
import type { CommandContext } from '../../command.ts';
import { type OpenRun, placeOf, type ReadyRun } from './ready-run.ts';

/** What is told of a run at its end. */
export async function reportOf(ask: {
  readonly context: CommandContext;
  readonly ready: ReadyRun;
  readonly opened: OpenRun;
  readonly state: RunState;
  readonly record: RunRecord;
}): Promise<RunReport> {
  const { context, ready, opened, state, record } = ask;
  const { table, made } = ready;
  const { run, cleaned } = opened;
  const repository = table.repository.path;
  return {
    plan: made.plan,
    state,
    record,
    pushes: table.store.pushes,
    proposed: await proposeMergeable({ context: run, state, record }),
    result: { ...placeOf(context, ready), ...whereItMoved(run, repository) },
    kept: [
      ...[...run.leavings.kept].map(([task, ref]) => ({ task, ref, repository })),
      ...[...run.leavings.aside].flatMap(([task, all]) =>
        all.map(({ ref, ...aside }) => ({ task, repository, aside, ...(ref === undefined ? {} : { ref }) })),
      ),
    ],
    stays: run.leavings.stays,
    rescued: cleaned.flatMap(({ kept }) => (kept ? [{ ...kept, repository }] : [])),
    notes: [...run.leavings.notes.values()].flat(),
    leftBehind: run.leavings.leftBehind,
    told: ready.told,
    given: context.given,
    unfinished: opened.unfinished,
    ...(ready.resumed ? { resumed: ready.resumed } : {}),
  };
}

function whereItMoved(
  { ending, result }: RunContext,
  repository: string,
): Pick<RunReport['result'], 'commit' | 'problem' | 'work'> {
  const moved = ending.branch;
  // undefined: interrupted, before the branch was to move
  const hasWork = (moved === undefined || moved.kind === 'not-moved') && result.tip !== result.head;
  return {
    commit: moved?.kind === 'moved' ? moved.to : undefined,
    problem: moved?.kind === 'not-moved' ? moved.problem : moved?.unmarked,
    ...(hasWork ? { work: { ref: result.ref, commit: result.tip, repository } } : {}),
  };
}
