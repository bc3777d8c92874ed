import { settleSession } from '../../../app/session/session.ts';
import { storeProblem } from '../../../app/store-problem.ts';
import { examineTable, type TableExam } from '../../../app/upkeep/examine-table.ts';
import { describeUpkeep } from '../../../core/claim/describe-upkeep.ts';
import { type Problem, problemOf } from '../../../core/model/problem.ts';
import { type DoctorReport, doctorJson, doctorText } from '../../../report/doctor/doctor-report.ts';
import type { SetupProof } from '../../../report/doctor/setup-proof.ts';
import { EXIT } from '../../../report/exit-codes.ts';
import { type CommandContext, type CommandInput, configOf, type ExitCode } from '../../command.ts';
import { findsProcesses } from '../../open/folders.ts';
import type { OpenedTable } from '../../open/opened.ts';
import { proveSetup } from '../../open/prove-setup.ts';
import {
  branchCheck,
  examinePlace,
  mendPlace,
  type PlaceExam,
  pruneGoneClones,
  tryClaims,
} from '../../open/upkeep.ts';
import { openWorkspace } from '../../open/workspace.ts';
import { refuse, warn } from '../../refuse.ts';
import { failureProblems, fixAll } from './fix-all.ts';

/**
 * `doctor`: what is not as it should be; a claim is taken and given back to see it. `--fix` puts right what is over,
 * `--purge` removes all of ours.
 */
export async function runDoctor(context: CommandContext, input: CommandInput): Promise<ExitCode> {
  const { fix, purge, force } = input.options;
  if (fix === true && purge === true) {
    const message = '--fix and --purge at once: choose one';
    return refuse(context, [{ code: 'usage', data: { message } }]);
  }
  const table = await openWorkspace(context).table({ configFile: configOf(input), writes: true });
  if (!table.ok) return refuse(context, table.problems);
  warn(context, table.warnings);
  const seen = await examinePlace(context, table.value);
  if (purge === true) {
    const { purgeAll } = await import('./purge-all.ts');
    return purgeAll({ context, table: table.value, place: seen, force: force === true });
  }
  if (fix !== true) return examine({ context, table: table.value, place: seen, fix: false });
  const mended = await mendPlace(table.value, seen.repository);
  const place = await examinePlace(context, table.value);
  return examine({ context, table: table.value, place, fix: true, mended });
}

async function examine(ask: {
  readonly context: CommandContext;
  readonly table: OpenedTable;
  readonly place: PlaceExam;
  readonly fix: boolean;
  readonly mended?: Awaited<ReturnType<typeof mendPlace>>;
}): Promise<ExitCode> {
  const { context, table, place, fix, mended } = ask;
  const proof = await proveSetup(context, table);
  const session = await table.session();
  await settleSession(session, context.signal);
  const { claimant } = session;
  const { display } = table.table;
  const seen = await examineTable(claimant, branchCheck(table));
  if (!seen.ok) {
    const problems = [...damageProblems(place, table.repository.path), storeProblem(seen.failure, display)];
    return refuse(context, problems);
  }
  const pruned = await pruneGoneClones(context);
  const before = { exam: seen.value, place, proof };
  if (!fix) return reportSeen({ ...ask, ...before, pruned });
  const after = await fixAll({ context, table, claimant, ...before });
  if (!after.ok) return refuse(context, after.problems);
  return report({
    ...ask,
    ...after.value,
    proof,
    fixed: {
      'private-damaged': mended?.mended ?? 0,
      ...after.value.fixed,
      'private-rests': mended?.removed ?? 0,
      ...pruned,
    },
    more: [...after.value.more, ...lostProblems(table.repository.path, mended?.lost ?? [])],
    mayPush: true,
    pushes: claimant.store.pushes,
  });
}

async function reportSeen(ask: {
  readonly context: CommandContext;
  readonly table: OpenedTable;
  readonly exam: TableExam;
  readonly place: PlaceExam;
  readonly proof: SetupProof;
  readonly fix: boolean;
  readonly pruned: DoctorReport['fixed'];
}): Promise<ExitCode> {
  const { context, table, place } = ask;
  const isBroken = place.repository.broken !== undefined; // nothing can be sent from there
  const failure = isBroken ? undefined : await tryClaims(context, table);
  return report({
    ...ask,
    fixed: ask.pruned,
    mayPush: isBroken ? undefined : failure === undefined,
    pushes: table.store.pushes,
    more: failure ? failureProblems(failure, table.table.display) : [],
  });
}

function report(ask: {
  readonly context: CommandContext;
  readonly table: OpenedTable;
  readonly exam: TableExam;
  readonly place: PlaceExam;
  readonly proof: SetupProof;
  readonly fix: boolean;
  readonly fixed: DoctorReport['fixed'];
  readonly mayPush: boolean | undefined;
  readonly pushes: number;
  readonly more: readonly Problem[];
}): ExitCode {
  const { context, table, exam, place, fix } = ask;
  const findings = [
    ...placeProblems(place, table.repository.path),
    ...ask.proof.findings,
    ...describeUpkeep(exam.upkeep, { ...exam.counts, place: table.store.place }),
    ...ask.more,
  ];
  const doctor: DoctorReport = {
    ...ask,
    ...place,
    given: context.given,
    mode: fix ? 'fix' : 'look',
    table: table.table,
    counts: exam.counts,
    kept: place.repository.kept,
    findsProcesses: findsProcesses(),
    privateRepository: place.repository.broken === undefined ? table.repository.path : undefined,
    findings,
  };
  context.output.result(context.json ? JSON.stringify(doctorJson(doctor)) : doctorText(doctor));
  return findings.length === 0 ? EXIT.done : EXIT.found;
}

/** What is wrong with our own repository, and not with the clone. */
function damageProblems({ repository }: Pick<PlaceExam, 'repository'>, path: string): readonly Problem[] {
  const { files, refs } = repository.damage;
  if (files.length + refs.length === 0) return [];
  return [problemOf('private-damaged', { path, files, refs }, { severity: 'warning' })];
}

const lostProblems = (path: string, refs: readonly string[]): readonly Problem[] =>
  refs.length === 0 ? [] : [problemOf('lost-refs', { path, refs })];

function placeProblems(
  { repository, leftWorktrees, hook, program }: PlaceExam,
  path: string,
): readonly Problem[] {
  const { broken, leftovers } = repository;
  return [
    ...(broken === undefined ? [] : [problemOf('private-broken', { path, detail: broken })]),
    ...damageProblems({ repository }, path),
    ...(leftovers.length > 0 ? [problemOf('private-leftovers', { paths: leftovers })] : []),
    ...(leftWorktrees.length > 0
      ? [problemOf('left-worktrees', { count: leftWorktrees.length, paths: leftWorktrees })]
      : []),
    ...(hook?.byName && program === undefined
      ? [problemOf('hook-without-program', { hook: hook.path })]
      : []),
  ];
}
