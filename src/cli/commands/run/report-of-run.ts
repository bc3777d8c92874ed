import type { RunContext } from '../../../app/perform/run-context.ts';
import { proposeMergeable } from '../../../app/run/propose-mergeable.ts';
import type { RunRecord } from '../../../core/run/run-record.ts';
import type { RunState } from '../../../core/run/run-state.ts';
import { pulledTasks } from '../../../report/run/pull-words.ts';
import type { RunReport } from '../../../report/run/run-report.ts';
import type { CommandContext } from '../../command.ts';
import { offerResult, type ResultPull } from '../../open/offer-result.ts';
import { type OpenRun, placeOf, type ReadyRun, writtenPlace } from './ready-run.ts';

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
  const place = placeOf(context, ready, run.plan.run);
  const { ending } = run;
  const to = ending.branch?.kind === 'moved' ? ending.branch.to : undefined;
  const written = await writtenPlace(context, { ...ready, place, to });
  const moved = { ...whereItMoved(run, repository), ...(written.problem ? notWritten(run, repository) : {}) };
  const offered = moved.commit === undefined ? {} : await offerRun({ ...ask, branch: place.branch });
  return {
    plan: made.plan,
    state,
    record,
    pushes: table.store.pushes,
    proposed: await proposeMergeable({ context: run, state, record }),
    result: { ...place, ...moved, ...written, ...(offered.pull ? { pull: offered.pull } : {}) },
    kept: [
      ...[...run.leavings.kept].map(([task, ref]) => ({ task, ref, repository })),
      ...[...run.leavings.aside].flatMap(([task, all]) =>
        all.map(({ ref, ...aside }) => ({ task, repository, aside, ...(ref === undefined ? {} : { ref }) })),
      ),
    ],
    stays: run.leavings.stays,
    rescued: cleaned.flatMap(({ kept }) => (kept ? [{ ...kept, repository }] : [])),
    notes: [...run.leavings.notes.values(), ...(offered.problem ? [[offered.problem]] : [])].flat(),
    leftBehind: run.leavings.leftBehind,
    told: ready.told,
    given: context.given,
    unfinished: opened.unfinished,
    ...(ready.resumed ? { resumed: ready.resumed } : {}),
  };
}

/** The pull request of what the branch shows now. */
function offerRun({
  context,
  ready: { made, table },
  state,
  branch,
}: Pick<Parameters<typeof reportOf>[0], 'context' | 'ready' | 'state'> & {
  readonly branch: string;
}): Promise<ResultPull> {
  const { publish } = made.settings;
  const { target, run } = made.plan;
  const tasks = pulledTasks(made.plan, state);
  return offerResult({ env: context.env, publish, table: table.table.display, branch, target, run, tasks });
}

function whereItMoved(
  { ending, result }: RunContext,
  repository: string,
): Pick<RunReport['result'], 'commit' | 'problem' | 'work'> {
  const moved = ending.branch;
  // undefined: interrupted, before the branch was to move
  const hasWork = moved === undefined || moved.kind === 'not-moved';
  return {
    commit: moved?.kind === 'moved' ? moved.to : undefined,
    problem: moved?.kind === 'not-moved' ? moved.problem : moved?.unmarked,
    ...(hasWork ? workOf(result, repository) : {}),
  };
}

/** The result is in the table, and in no file. */
const notWritten = ({ result }: RunContext, repository: string) => ({
  commit: undefined,
  ...workOf(result, repository),
});

const workOf = (
  { ref, tip, head }: RunContext['result'],
  repository: string,
): Pick<RunReport['result'], 'work'> => (tip === head ? {} : { work: { ref, commit: tip, repository } });
