import { allOf, giveBack } from '../../../app/claim/give-back.ts';
import { narrowClaim } from '../../../app/claim/narrow-claim.ts';
import { type Recalled, recallClaims } from '../../../app/claim/recall-claims.ts';
import { releaseLeft } from '../../../app/claim/release-left.ts';
import { storeProblem } from '../../../app/store-problem.ts';
import { decideRelease, type ReleaseChoice, type ReleaseStep } from '../../../core/claim/decide-release.ts';
import type { HeldClaim } from '../../../core/claim/held-claim.ts';
import { type Problem, problemOf } from '../../../core/model/problem.ts';
import { folderBelow } from '../../../core/paths/plain-path.ts';
import {
  keptJson,
  keptText,
  type Narrowed,
  type Released,
  releasedJson,
  releasedText,
} from '../../../report/claim/released.ts';
import { EXIT } from '../../../report/exit-codes.ts';
import { jsonText } from '../../../report/json-text.ts';
import type { CommandContext, CommandInput, ExitCode } from '../../command.ts';
import { withSession } from '../../open/session.ts';
import { openProject, openTable } from '../../open/workspace.ts';
import { readTypedPaths } from '../../read-typed-paths.ts';
import { refuse, warn } from '../../refuse.ts';
import { partOfFolder } from './part-of-folder.ts';
import { releaseForeign } from './release-foreign.ts';
import type { Release } from './release-types.ts';
import { understandNames } from './understand-names.ts';

/** `release [claim|path…]`: mine, all of it when nothing is named (in CI: all of the run); with --force anybody's, a person's decision. */
export async function runRelease(context: CommandContext, input: CommandInput): Promise<ExitCode> {
  const typed = await readTypedPaths(context, input);
  if (!typed.ok) return refuse(context, typed.problems);
  if (isWrapped(context) && typed.value.typed.every((name) => name === context.env['AGENTIC_CLAIM']))
    return reportKept(context);
  const configFile = input.options['config'];
  const opened = await openProject(context, typeof configFile === 'string' ? configFile : undefined);
  if (!opened.ok) return refuse(context, opened.problems);
  const names = await understandNames({ place: opened.value, ...typed.value });
  if (!names.ok) return refuse(context, names.problems);
  const table = await openTable(opened.value, { writes: true });
  if (!table.ok) return refuse(context, table.problems);
  warn(context, opened.warnings);
  const force = input.options['force'] === true;
  const isAll = typed.value.typed.length === 0 && !typed.value.exact;
  return withSession({ context, table: table.value }, (claimant) =>
    release({ context, claimant, table: table.value, names: isAll ? undefined : names.value, force }),
  );
}

const isWrapped = ({ env }: CommandContext): boolean => Boolean(env['AGENTIC_CLAIM'] && env['AGENTIC_DIR']);

function reportKept(context: CommandContext): ExitCode {
  const kept = { claim: context.env['AGENTIC_CLAIM'] ?? '' };
  context.output.result(context.json ? jsonText(keptJson(kept)) : keptText(kept));
  return EXIT.done;
}

/** Nothing is given back unless all that was named can be. */
async function release(ask: Release): Promise<ExitCode> {
  const mine = await recallClaims(ask.claimant, ask.context);
  if (ask.names === undefined) return giveAllBack(ask, mine);
  const { steps, inFolders, given, foreign } = decideRelease(allOf(mine), ask.names, mine.given);
  const problems = await partOfFolder(ask, inFolders);
  if (problems.length > 0) return refuse(ask.context, problems);
  if (foreign.length > 0) {
    const others = await releaseForeign(ask, foreign);
    if (others.kind === 'kept') return reportKept(ask.context);
    if (others.kind === 'refused') return refuse(ask.context, others.problems);
    return giveSomeBack({ ...ask, mine }, steps, { ...others, narrowed: narrowedOf(given) });
  }
  return giveSomeBack({ ...ask, mine }, steps, { records: [], locks: [], narrowed: narrowedOf(given) });
}

type GivenBack = Pick<Released, 'records' | 'over' | 'narrowed' | 'locks'>;

const narrowedOf = (given: ReleaseChoice['given']): readonly Narrowed[] =>
  given.map(({ held, paths }) => ({ record: held.record, paths }));

async function giveAllBack(ask: Release, mine: Recalled): Promise<ExitCode> {
  const steps = allOf(mine).map((held): ReleaseStep => ({ do: 'end', held }));
  const left = await releaseLeft(ask.claimant);
  const problems = left.failure ? [storeProblem(left.failure, ask.table.table.display)] : [];
  return giveSomeBack({ ...ask, mine }, steps, { records: left.released, locks: [] }, problems);
}

async function giveSomeBack(
  ask: Release & { readonly mine: Recalled },
  steps: readonly ReleaseStep[],
  before: GivenBack,
  problems: readonly Problem[] = [],
): Promise<ExitCode> {
  const { claimant, table, mine } = ask;
  const { display } = table.table;
  const ends = steps.flatMap((step) => (step.do === 'end' ? [step.held] : []));
  const { released, over, remembered, failure } = await giveBack(claimant, mine, ends);
  const failures: Problem[] = [...problems];
  if (failure) failures.push(storeProblem(failure, display));
  if (remembered.length > 0)
    failures.push(problemOf('end-remembered', { claims: remembered.map(({ claim }) => claim) }));
  const recordsOf = (claims: readonly HeldClaim[]) => claims.map(({ record }) => record);
  let given: GivenBack = {
    ...before,
    records: [...before.records, ...recordsOf(released)],
    over: recordsOf(over),
  };
  for (const step of steps) {
    if (step.do !== 'narrow') continue;
    const one = await narrow(ask, step);
    if ('code' in one) failures.push(one);
    else
      given = {
        ...given,
        over: [...(given.over ?? []), ...one.over],
        narrowed: [...(given.narrowed ?? []), ...one.narrowed],
      };
  }
  if (failures.length > 0) return refuse(ask.context, failures);
  return report(ask, given);
}

async function narrow(
  { claimant, table }: Release,
  { held, give }: Extract<ReleaseStep, { do: 'narrow' }>,
): Promise<Problem | Required<Pick<Released, 'over' | 'narrowed'>>> {
  const outcome = await narrowClaim(claimant, held, give);
  if (outcome.kind === 'failed') return storeProblem(outcome.failure, table.table.display);
  if (outcome.kind === 'lost') return { over: [held.record], narrowed: [] };
  const paths = held.record.paths.filter((_, at) => give.some((lock) => lock === held.record.locks[at]));
  return { over: [], narrowed: [{ record: outcome.held.record, paths }] };
}

function report({ context, table }: Release, given: GivenBack): ExitCode {
  const below = folderBelow(table.root, table.clone.cwd);
  const released: Released = { ...given, table: table.table.display, below };
  context.output.result(context.json ? jsonText(releasedJson(released)) : releasedText(released));
  return EXIT.done;
}
