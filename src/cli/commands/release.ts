import { evictClaim } from '../../app/claim/clear-claims.ts';
import type { ClaimDesk, HeldClaim } from '../../app/claim/desk.ts';
import { endClaim } from '../../app/claim/end-claim.ts';
import { heldClaims } from '../../app/claim/hold-paths.ts';
import { type ClaimInForce, listClaims } from '../../app/claim/list-claims.ts';
import { observe } from '../../app/claim/observe.ts';
import { releaseLeft } from '../../app/claim/release-left.ts';
import { storeProblem } from '../../app/store-problem.ts';
import { deleteRefs } from '../../app/upkeep/delete-refs.ts';
import { lockOf } from '../../core/claim/lock-name.ts';
import { lockRef } from '../../core/claim/refs.ts';
import type { LockView } from '../../core/claim/table.ts';
import type { LockName, RepoPath } from '../../core/model/ids.ts';
import type { Problem } from '../../core/model/problem.ts';
import { whoHolds } from '../../report/claim/held-claims.ts';
import { keptJson, keptText, releasedJson, releasedText } from '../../report/claim/released.ts';
import type { CommandContext, CommandInput, ExitCode } from '../command.ts';
import { openingExit, refuse, warn } from '../refuse.ts';
import { type OpenedTable, openProject, openTable } from '../wire.ts';
import { withSession } from '../wire-session.ts';
import { relativeToRoot } from './claim-locks.ts';

/** `release [claim]`: mine, all of them when none is named (in CI: all of the run); with --force anybody's, a person's decision. */
export async function runRelease(context: CommandContext, input: CommandInput): Promise<ExitCode> {
  if (context.env['AGENTIC_CLAIM'] && context.env['AGENTIC_DIR'] && input.operands.length === 0) {
    const kept = { claim: context.env['AGENTIC_CLAIM'] };
    context.output.result(context.json ? JSON.stringify(keptJson(kept)) : keptText(kept));
    return 0;
  }
  const configFile = input.options['config'];
  const opened = await openProject(context, typeof configFile === 'string' ? configFile : undefined);
  if (!opened.ok)
    return refuse(context, {
      command: 'release',
      problems: opened.problems,
      exit: openingExit(opened.problems),
    });
  const table = await openTable(opened.value, { writes: true });
  if (!table.ok)
    return refuse(context, {
      command: 'release',
      problems: table.problems,
      exit: openingExit(table.problems),
    });
  warn(context, opened.warnings);
  const force = input.options['force'] === true;
  const named = nameOf(table.value, input.operands[0]);
  return withSession({ context, table: table.value, command: 'release' }, (desk) =>
    release({ context, desk, table: table.value, named, force }),
  );
}

interface Release {
  readonly context: CommandContext;
  readonly desk: ClaimDesk;
  readonly table: OpenedTable;
  /** undefined: all of mine */
  readonly named: Named | undefined;
  readonly force: boolean;
}

/** What was typed: a claim's id, its task, a lock as `status` shows it, or a path, meant from where one stands. */
interface Named {
  readonly name: string;
  readonly path: RepoPath;
}

function nameOf(table: OpenedTable, name: string | undefined): Named | undefined {
  if (name === undefined) return undefined;
  const [path = name] = relativeToRoot(table, [name]);
  return { name, path: path.replace(/\/+$/, '') as RepoPath };
}

async function release(ask: Release): Promise<ExitCode> {
  const { named } = ask;
  const mine = await heldClaims(ask.desk);
  if (named === undefined) return giveBack(ask, mine);
  const meant = mine.filter(({ record }) => isNamed(record, named));
  return meant.length > 0 ? giveBack(ask, meant) : releaseForeign(ask, named);
}

const isNamed = ({ claim, task, paths }: HeldClaim['record'], { name, path }: Named): boolean =>
  claim === name || task === name || paths.includes(path);

async function giveBack(ask: Release, claims: readonly HeldClaim[]): Promise<ExitCode> {
  const problems: Problem[] = [];
  const released: HeldClaim['record'][] = [];
  for (const held of claims) {
    const outcome = await endClaim(ask.desk, held, { state: 'released' });
    if (outcome.kind === 'failed') problems.push(storeProblem(outcome.failure, ask.table.table.display));
    else released.push(held.record);
  }
  if (ask.named === undefined) {
    const left = await releaseLeft(ask.desk);
    if (left.failure) problems.push(storeProblem(left.failure, ask.table.table.display));
    released.push(...left.released);
  }
  if (problems.length > 0) return refuse(ask.context, { command: 'release', problems, exit: 4 });
  return report(ask, released);
}

function report(
  { context, table }: Release,
  records: readonly HeldClaim['record'][],
  locks: readonly LockName[] = [],
): ExitCode {
  const released = { records, locks, table: table.table.display };
  context.output.result(context.json ? JSON.stringify(releasedJson(released)) : releasedText(released));
  return 0;
}

async function releaseForeign(ask: Release, named: Named): Promise<ExitCode> {
  const { context, desk, table, force } = ask;
  const { name } = named;
  const look = await observe(desk, { locks: 'all', taskRefs: [] });
  const failed = (problem: Problem, exit: ExitCode): ExitCode =>
    refuse(context, { command: 'release', problems: [problem], exit });
  if (!look.ok) return failed(storeProblem(look.failure, table.table.display), 4);
  const { claims, unknown } = listClaims(look.value);
  const claim = claims.find(({ record }) => isNamed(record, named));
  const forged = [...look.value.view.locks.values()].filter((one) => one.forged);
  const locks = [...unknown, ...forged].filter(({ lock }) => isAtOrBelow(lock, named));
  if (!claim && locks.length === 0)
    return failed({ code: 'claim-unknown', severity: 'error', data: { claim: name } }, 2);
  if (!force)
    return failed(
      { code: 'not-yours', severity: 'error', data: { claim: name, holder: whoHolds(claim?.record) } },
      3,
    );
  return claim ? forceClaim(ask, claim) : forceLocks(ask, locks);
}

function isAtOrBelow(lock: LockName, { name, path }: Named): boolean {
  const wanted = lockOf(path).lock;
  return lock === name || lock === wanted || lock.startsWith(`${wanted}/`);
}

async function forceClaim(ask: Release, claim: ClaimInForce): Promise<ExitCode> {
  const { desk, context, table } = ask;
  const tip = { tip: claim.record, anchor: claim.anchor, task: claim.task, reason: 'released by a person' };
  const outcome = await evictClaim(desk, tip);
  if (outcome.kind === 'applied') return report(ask, [claim.record]);
  const failure =
    outcome.kind === 'failed'
      ? outcome.failure
      : { kind: 'other' as const, detail: 'it changed meanwhile; look again' };
  return refuse(context, {
    command: 'release',
    problems: [storeProblem(failure, table.table.display)],
    exit: 4,
  });
}

/** Locks that nobody readable holds are deleted by themselves, each by exact object. */
async function forceLocks(ask: Release, locks: readonly LockView[]): Promise<ExitCode> {
  const { context, desk, table } = ask;
  const updates = locks.map(({ lock, anchor }) => ({ ref: lockRef(lock), expect: anchor, to: null }));
  const failure = await deleteRefs(desk, updates);
  if (failure)
    return refuse(context, {
      command: 'release',
      problems: [storeProblem(failure, table.table.display)],
      exit: 4,
    });
  const deleted = locks.map(({ lock }) => lock);
  return report(ask, [], deleted);
}
