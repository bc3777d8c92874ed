import type { Claimant } from '../../app/claim/claimant.ts';
import { readStatus } from '../../app/session/read-status.ts';
import { settleSession } from '../../app/session/session.ts';
import { coveredPaths, understandPaths } from '../../app/session/understand-paths.ts';
import { type Holder, whoHolds } from '../../core/claim/holder.ts';
import type { BranchesAtWork } from '../../core/model/branches-at-work.ts';
import type { RepoPath } from '../../core/model/ids.ts';
import type { Checked, Problem } from '../../core/model/problem.ts';
import { placeData } from '../../core/model/table-place.ts';
import { folderBelow } from '../../core/paths/plain-path.ts';
import { besidesNotThere } from '../../report/claim/not-there.ts';
import { type Status, statusJson, statusText } from '../../report/claim/status.ts';
import { EXIT } from '../../report/exit-codes.ts';
import { jsonText } from '../../report/json-text.ts';
import { budgetOf } from '../budgets.ts';
import { type CommandContext, type CommandInput, configOf, type ExitCode } from '../command.ts';
import type { OpenedTable } from '../open/opened.ts';
import { agentHere } from '../open/under-claim.ts';
import { restartBudget } from '../open/within-budget.ts';
import { openWorkspace } from '../open/workspace.ts';
import { readTypedPaths } from '../read-typed-paths.ts';
import { refuse, warn } from '../refuse.ts';

// Often enough to see a hand-over, seldom enough for hosts that count requests.
const WATCH_MS = 10_000;

/** `status [path…]`: who holds what; with --watch again and again until it is interrupted. */
export async function runStatus(context: CommandContext, input: CommandInput): Promise<ExitCode> {
  const typed = await readTypedPaths(context, input);
  if (!typed.ok) return refuse(context, typed.problems);
  const table = await openWorkspace(context).table({ configFile: configOf(input), writes: false });
  if (!table.ok) return refuse(context, table.problems);
  const meant = await understandPaths({ place: table.value, ...typed.value });
  if (!meant.ok) return refuse(context, meant.problems);
  const notes = [...table.warnings, ...meant.warnings];
  warn(context, besidesNotThere(notes));
  const session = await table.value.session();
  await settleSession(session, context.signal);
  const { claimant } = session;
  const ready = input.options['ready'] === true;
  const all = input.options['all'] === true;
  const paths = coveredPaths(meant.value);
  const ask = { context, claimant, table: table.value, ready, all, paths, notes };
  return input.options['watch'] === true ? watch(ask) : show(ask);
}

interface Showing {
  readonly context: CommandContext;
  readonly claimant: Claimant;
  readonly table: OpenedTable;
  readonly ready: boolean;
  /** Open branches, too. */
  readonly all: boolean;
  readonly paths: readonly RepoPath[];
  readonly notes: readonly Problem[];
}

async function watch(ask: Showing): Promise<ExitCode> {
  const { context, claimant } = ask;
  const ended = AbortSignal.any([context.signal, context.output.gone]);
  while (!ended.aborted) {
    if (context.output.terminal && !context.json) context.output.result('\x1b[H\x1b[2J');
    restartBudget(budgetOf('status').seconds);
    const code = await show(ask);
    if (code !== EXIT.done) return code;
    restartBudget(undefined);
    await claimant.machine.sleep(WATCH_MS, ended);
  }
  return EXIT.done;
}

async function show(ask: Showing): Promise<ExitCode> {
  const { context, claimant, table, ready, paths } = ask;
  const branches = ask.all ? branchesOf(table) : undefined;
  const seen = await readStatus({
    claimant,
    paths,
    wrapped: context.env['AGENTIC_CLAIM'],
    ready: ready ? await readinessOf(table) : undefined,
  });
  if (!seen.ok) return refuse(context, seen.problems);
  const open = await branches;
  const unseen = open === undefined || open.ok ? [] : open.problems;
  const notes = [...ask.notes, ...unseen.map((one) => ({ ...one, severity: 'warning' as const }))];
  warn(context, [...seen.warnings, ...unseen]);
  const status: Status = {
    ...seen.value,
    ...(open?.ok && open.value ? { branches: open.value } : {}),
    columns: context.output.columns,
    table: table.table.display,
    misplaced: { refs: seen.value.misplaced, at: placeData(claimant.store.place) },
    now: claimant.machine.now().wall,
    below: folderBelow(table.root, table.clone.cwd),
    you: await whoAsks(claimant.holder, context, table),
    notes: [...notes, ...seen.warnings],
    given: context.given,
  };
  context.output.result(context.json ? jsonText(statusJson(status)) : statusText(status));
  return EXIT.done;
}

/** As whom others see the claims of whoever asks, and whether another agent in this checkout would be the same holder. */
async function whoAsks(
  holder: Holder,
  context: Pick<CommandContext, 'env'>,
  table: Pick<OpenedTable, 'clone'>,
): Promise<Status['you']> {
  const agent = await agentHere(context, table);
  const isShared = holder.kind === 'session' && holder.id.startsWith('worktree-');
  return { name: whoHolds({ holder, ...(agent === undefined ? {} : { agent }) }), isShared };
}

/** What of it cannot be seen is told; the claims are shown all the same. */
async function branchesOf({ clone }: OpenedTable): Promise<Checked<BranchesAtWork | undefined>> {
  const { readBranchesIn } = await import('../open/branches.ts');
  return readBranchesIn(clone);
}

async function readinessOf({ repository, clone, settings }: OpenedTable) {
  const { gitPublishing } = await import('../open/ground.ts');
  return { plans: gitPublishing(repository, clone), mergeable: settings.claims.mergeable };
}
