import type { Claimant } from '../../app/claim/claimant.ts';
import { sharedPaths } from '../../app/claim/list-claims.ts';
import { findReady, type Ready } from '../../app/find-ready.ts';
import type { Looked } from '../../app/ports/ref-store.ts';
import { storeProblem } from '../../app/store-problem.ts';
import { type Holder, whoHolds } from '../../core/claim/holder.ts';
import type { RepoPath } from '../../core/model/ids.ts';
import { type Problem, problemOf } from '../../core/model/problem.ts';
import { placeData } from '../../core/model/table-place.ts';
import { lockOf, locksOverlap } from '../../core/paths/lock-name.ts';
import { folderBelow } from '../../core/paths/plain-path.ts';
import { besidesNotThere } from '../../report/claim/not-there.ts';
import { type Status, statusJson, statusText } from '../../report/claim/status.ts';
import { EXIT } from '../../report/exit-codes.ts';
import { jsonText } from '../../report/json-text.ts';
import { budgetOf } from '../budgets.ts';
import type { CommandContext, CommandInput, ExitCode } from '../command.ts';
import { lookAtTable, type TableSeen } from '../look-at-table.ts';
import { agentHere, openSessionClaimant, settleSession } from '../open/session.ts';
import { restartBudget } from '../open/within-budget.ts';
import { type OpenedTable, openProject, openTable } from '../open/workspace.ts';
import { readTypedPaths } from '../read-typed-paths.ts';
import { refuse, warn } from '../refuse.ts';
import { coveredPaths, understandPaths } from '../understand-paths.ts';

// Often enough to see a hand-over, seldom enough for hosts that count requests.
const WATCH_MS = 10_000;

/** `status [path…]`: who holds what; with --watch again and again until it is interrupted. */
export async function runStatus(context: CommandContext, input: CommandInput): Promise<ExitCode> {
  const typed = await readTypedPaths(context, input);
  if (!typed.ok) return refuse(context, typed.problems);
  const configFile = input.options['config'];
  const opened = await openProject(context, typeof configFile === 'string' ? configFile : undefined);
  if (!opened.ok) return refuse(context, opened.problems);
  const table = await openTable(opened.value, { writes: false });
  if (!table.ok) return refuse(context, table.problems);
  const meant = await understandPaths({ place: opened.value, ...typed.value });
  if (!meant.ok) return refuse(context, meant.problems);
  const notes = [...opened.warnings, ...meant.warnings];
  warn(context, besidesNotThere(notes));
  await settleSession(context, table.value);
  const claimant = await openSessionClaimant(context, table.value);
  const ready = input.options['ready'] === true;
  const ask = { context, claimant, table: table.value, ready, paths: coveredPaths(meant.value), notes };
  if (input.options['watch'] !== true) return show(ask);
  const ended = AbortSignal.any([context.signal, context.output.gone]);
  while (!ended.aborted) {
    if (context.output.terminal && !context.json) context.output.result('\x1b[H\x1b[2J');
    restartBudget(budgetOf('status').seconds);
    const code = await show(ask);
    if (code !== 0) return code;
    restartBudget(undefined);
    await claimant.machine.sleep(WATCH_MS, ended);
  }
  return EXIT.done;
}

async function show(ask: {
  readonly context: CommandContext;
  readonly claimant: Claimant;
  readonly table: OpenedTable;
  readonly ready: boolean;
  readonly paths: readonly RepoPath[];
  readonly notes: readonly Problem[];
}): Promise<ExitCode> {
  const { context, claimant, table, paths } = ask;
  const { display } = table.table;
  const look = await lookAtTable(claimant, context.env['AGENTIC_CLAIM']);
  if (!look.ok) return refuse(context, [storeProblem(look.failure, display)]);
  const wanted = paths.includes('' as RepoPath) ? [] : paths; // the root is everything
  const locks = wanted.map((path) => lockOf(path).lock);
  const { claims, unknown, runs, waits } = look.value;
  const ready = ask.ready ? await readReady(table, claimant, look.value) : undefined;
  if (ready && !ready.ok) return refuse(context, [storeProblem(ready.failure, display)]);
  const refused = (ready?.value.refused ?? []).map((one) => problemOf('plan-refused', one));
  warn(context, refused);
  const status: Status = {
    table: display,
    claims: wanted.length === 0 ? claims : claims.filter((claim) => sharedPaths(claim, wanted).length > 0),
    unknown:
      wanted.length === 0 ? unknown : unknown.filter((lock) => locks.some((one) => locksOverlap(one, lock))),
    misplaced: { refs: wanted.length === 0 ? look.value.misplaced : [], at: placeData(claimant.store.place) },
    runs: wanted.length === 0 ? runs : [],
    waits:
      wanted.length === 0
        ? waits
        : waits.filter((wait) => wait.locks.some((lock) => locks.some((one) => locksOverlap(one, lock)))),
    ...(ready ? { ready: ready.value.tasks } : {}),
    now: claimant.machine.now().wall,
    below: folderBelow(table.root, table.clone.cwd),
    you: whoAsks(claimant.holder, context.env),
    notes: [...ask.notes, ...refused],
    given: context.given,
  };
  context.output.result(context.json ? jsonText(statusJson(status)) : statusText(status));
  return EXIT.done;
}

/** As whom others see the claims of whoever asks, and whether another agent in this checkout would be the same holder. */
function whoAsks(holder: Holder, env: CommandContext['env']): Status['you'] {
  const agent = agentHere({ env });
  const isShared = holder.kind === 'session' && holder.id.startsWith('worktree-');
  return { name: whoHolds({ holder, ...(agent === undefined ? {} : { agent }) }), isShared };
}

async function readReady(
  table: OpenedTable,
  claimant: Claimant,
  { view, claims }: TableSeen,
): Promise<Looked<Ready>> {
  const { gitPublishing } = await import('../open/ground.ts');
  const inForce = claims.filter(({ over }) => !over).map(({ record }) => record);
  const { mergeable } = table.settings.claims;
  const publishing = gitPublishing(table.repository, table.clone);
  return findReady({ store: claimant.store, publishing, view, inForce, mergeable });
}
