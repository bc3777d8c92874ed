import { pathsUnder, sharedPaths } from '../../app/claim/list-claims.ts';
import type { Changed } from '../../app/read-changed.ts';
import { storeProblem } from '../../app/store-problem.ts';
import type { ClaimRecord } from '../../core/claim/record.ts';
import type { LockName } from '../../core/model/ids.ts';
import type { Checked } from '../../core/model/problem.ts';
import { covers, lockOf } from '../../core/paths/lock-name.ts';
import { folderBelow } from '../../core/paths/plain-path.ts';
import { type Check, checkJson, checkText, isClear, notSeenText } from '../../report/claim/check.ts';
import { besidesNotThere } from '../../report/claim/not-there.ts';
import type { StatusClaim } from '../../report/claim/status.ts';
import { EXIT } from '../../report/exit-codes.ts';
import { jsonText } from '../../report/json-text.ts';
import { exitCodeOf } from '../../report/problems/describe-problem.ts';
import type { CommandContext, CommandInput, ExitCode } from '../command.ts';
import { lookAtTable } from '../look-at-table.ts';
import { openSessionClaimant, settleSession } from '../open/session.ts';
import { type OpenedTable, openProject, openTable } from '../open/workspace.ts';
import { readTypedPaths, type TypedPaths } from '../read-typed-paths.ts';
import { refuse, warn } from '../refuse.ts';
import { coveredPaths, understandPaths } from '../understand-paths.ts';

/** `check [path…]`: am I clear? Exit code 1 where others hold what was changed. Without paths: all that was changed. */
export async function runCheck(context: CommandContext, input: CommandInput): Promise<ExitCode> {
  const typed = await readTypedPaths(context, input);
  if (!typed.ok) return refuse(context, typed.problems);
  const configFile = input.options['config'];
  const opened = await openProject(context, typeof configFile === 'string' ? configFile : undefined);
  if (!opened.ok) return refuse(context, opened.problems);
  const table = await openTable(opened.value, { writes: false });
  if (!table.ok) return refuse(context, table.problems);
  warn(context, opened.warnings);
  await settleSession(context, table.value);
  const claimant = await openSessionClaimant(context, table.value);
  const display = table.value.table.display;
  const [seen, changed] = await Promise.all([
    lookAtTable(claimant, context.env['AGENTIC_CLAIM']),
    findChanged(table.value, input, typed.value),
  ]);
  if (!seen.ok) {
    const problem = storeProblem(seen.failure, display);
    if (context.json) return refuse(context, [problem]);
    context.output.say(notSeenText(problem, context.given));
    return exitCodeOf([problem]);
  }
  if (!changed.ok) return refuse(context, changed.problems);
  warn(context, besidesNotThere(changed.warnings));
  const { paths, presence, unseen } = changed.value;
  const check = assembleCheck({
    table: display,
    claims: seen.value.claims,
    unreadable: seen.value.unknown,
    remembered: seen.value.lost,
    named: input.operands.length > 0 || input.options['stdin'] === true,
    paths,
    presence,
    unseen,
    now: claimant.machine.now().wall,
    below: folderBelow(table.value.root, table.value.clone.cwd),
    notes: [...opened.warnings, ...changed.warnings],
    given: context.given,
  });
  context.output.result(context.json ? jsonText(checkJson(check)) : checkText(check));
  return isClear(check) ? EXIT.done : EXIT.found;
}

function assembleCheck(
  ask: Omit<Check, 'held' | 'unknown' | 'unclaimed' | 'lost'> & {
    readonly claims: readonly StatusClaim[];
    readonly unreadable: readonly LockName[];
    readonly remembered: readonly ClaimRecord[];
    /** The paths were named: nobody says that they have changed. */
    readonly named: boolean;
  },
): Check {
  const { claims, paths } = ask;
  const others = claims.filter(({ mine, over }) => !mine && !over);
  const own = claims.filter(({ mine }) => mine).flatMap(({ record }) => record.locks);
  const held = others
    .map((claim) => ({ claim, paths: sharedPaths(claim, paths) }))
    .filter((one) => one.paths.length > 0);
  const unknown = ask.unreadable
    .map((lock) => ({ lock, paths: pathsUnder([lock], paths) }))
    .filter((one) => one.paths.length > 0);
  const unclaimed = paths.filter((path) => {
    const { lock } = lockOf(path);
    return !ask.named && own.length > 0 && !own.some((mine) => covers(mine, lock));
  });
  const lost = ask.remembered.filter((record) => sharedPaths({ record }, paths).length > 0);
  return { ...ask, held, unknown, unclaimed, lost };
}

async function findChanged(
  table: OpenedTable,
  input: CommandInput,
  typed: TypedPaths,
): Promise<Checked<Changed>> {
  if (typed.typed.length > 0 || typed.exact) {
    const meant = await understandPaths({ place: table, ...typed });
    if (!meant.ok) return meant;
    return { ...meant, value: { paths: coveredPaths(meant.value), presence: undefined, unseen: [] } };
  }
  const [{ openRepository }, { readChanged }, { setTimeout: wait }] = await Promise.all([
    import('../open/repository.ts'),
    import('../../app/read-changed.ts'),
    import('node:timers/promises'),
  ]);
  const repository = openRepository(table.clone);
  if (!repository.ok) return repository;
  const wanted = input.options['base'];
  return readChanged({
    repository: repository.value,
    ...(typeof wanted === 'string' ? { wanted } : {}),
    conflictsMs: 1000,
    wait: (ms, signal) => wait(ms, undefined, { signal }).catch(() => undefined),
  });
}
