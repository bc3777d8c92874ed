import { publishWaiting, type Waited } from '../../../app/perform/ending/publish-waiting.ts';
import type { MadePlan } from '../../../app/plan/make-plan.ts';
import { resultRef } from '../../../core/claim/refs.ts';
import { type Checked, type Problem, problemOf } from '../../../core/model/problem.ts';
import type { PublishedReport } from '../../../report/run/published.ts';
import type { CommandContext } from '../../command.ts';
import { offerResult, type ResultPull } from '../../open/offer-result.ts';
import type { OpenedTable } from '../../open/opened.ts';
import { openPublishing } from '../../open/publishing.ts';
import { noteRefusal } from './note-refusal.ts';
import { placeOf, writtenPlace } from './ready-run.ts';

export interface WaitingAsk {
  readonly context: CommandContext;
  readonly table: OpenedTable;
  readonly made: MadePlan;
  readonly worktrees?: string;
  readonly withFinished: boolean;
}

/** Brings finished work that waits to its branch, and tells what came of it. */
export async function bringWaiting(ask: WaitingAsk): Promise<Checked<PublishedReport>> {
  const { context, table, made, withFinished } = ask;
  const { wish, unfinished } = await openPublishing(ask);
  const interrupt = (): void => wish.context.interruption.abort();
  context.signal.addEventListener('abort', interrupt, { once: true });
  const waited = await publishWaiting({ ...wish, base: made.base.ref, withFinished });
  context.signal.removeEventListener('abort', interrupt);
  if (!waited.ok) return waited;
  const { brought, finished, end } = waited.value;
  await noteRefusal({ context, table, branch: wish.context.branch.ref, end });
  const place = placeOf(context, { made, table });
  const { branch } = place;
  const repository = table.repository.path;
  const commit = end?.kind === 'moved' ? end.to : undefined;
  const written = await writtenPlace(context, { made, table, place, to: commit });
  const offered = commit === undefined ? {} : await offerBrought(ask, { branch, runs: brought });
  return {
    ok: true,
    warnings: [],
    value: {
      target: made.plan.target,
      runs: brought.map(({ run }) => run),
      finished,
      unfinished: await unfinished(),
      result: {
        ...place,
        commit,
        problem: undefined,
        ...(written.patch ? { patch: written.patch } : {}),
        ...(offered.pull ? { pull: offered.pull } : {}),
      },
      works: brought.map(({ run, result }) => ({ ref: resultRef(run), commit: result, repository })),
      problems: [...problemsOf(waited.value), ...(written.problem ? [written.problem] : [])],
      ...(offered.problem ? { notes: [offered.problem] } : {}),
      pushes: table.store.pushes,
      given: context.given,
    },
  };
}

/** The pull request of what was brought; its tasks are named by their runs. */
const offerBrought = (
  { context, table, made }: WaitingAsk,
  { branch, runs }: { readonly branch: string; readonly runs: Waited['brought'] },
): Promise<ResultPull> =>
  offerResult({
    env: context.env,
    publish: made.settings.publish,
    table: table.table.display,
    branch,
    target: made.plan.target,
    run: made.plan.run,
    tasks: runs.map(({ run, result }) => ({ id: run, title: 'what it has published', commit: result })),
  });

const problemsOf = ({ end, leftOut }: Waited): readonly Problem[] => [
  ...(end?.kind === 'not-moved' ? [end.problem] : []),
  ...(end?.kind === 'moved' && end.unmarked ? [end.unmarked] : []),
  ...[...leftOut].map(([run, { ref, from, paths }]) => problemOf('run-left-out', { run, ref, from, paths })),
];
