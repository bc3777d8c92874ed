import { dismissRuns as dismiss } from '../../../app/upkeep/dismiss-runs.ts';
import type { Oid } from '../../../core/model/ids.ts';
import type { Problem } from '../../../core/model/problem.ts';
import { dismissedJson, dismissedText } from '../../../report/run/dismissed.ts';
import type { CommandContext, CommandInput, ExitCode } from '../../command.ts';
import { gitPublishing } from '../../open/ground.ts';
import { notesOf } from '../../open/notes.ts';
import { openProcessClaimant } from '../../open/session.ts';
import { type OpenedTable, openProject, openTable } from '../../open/workspace.ts';
import { openingExit, refuse, warn } from '../../refuse.ts';

/** `run --dismiss RUN…`: gives up what these runs have left unfinished, whoever began them; never one that is at work. */
export async function dismissRuns(context: CommandContext, input: CommandInput): Promise<ExitCode> {
  const no = (problems: readonly Problem[], exit = openingExit(problems)): ExitCode =>
    refuse(context, { command: 'run', problems, exit });
  const { config, dismiss: named } = input.options;
  const opened = await openProject(context, typeof config === 'string' ? config : undefined);
  if (!opened.ok) return no(opened.problems);
  const table = await openTable(opened.value, { writes: true });
  if (!table.ok) return no(table.problems);
  warn(context, opened.warnings);
  const claimant = await openProcessClaimant(context, table.value);
  const publishing = gitPublishing(table.value.repository, table.value.clone);
  const runs = Array.isArray(named) ? named.map(String) : [];
  const dismissed = await dismiss({ claimant, publishing, runs, published: headOf(table.value) });
  if (!dismissed.ok) return no(dismissed.problems, exitOf(dismissed.problems));
  await forget(table.value, new Set(runs));
  const report = {
    table: table.value.table.display,
    runs: dismissed.value,
    repository: table.value.repository.path,
    pushes: claimant.store.pushes,
    given: context.given,
  };
  context.output.result(context.json ? JSON.stringify(dismissedJson(report)) : dismissedText(report));
  return 0;
}

const headOf = ({ clone: { head } }: OpenedTable): readonly Oid[] =>
  head.kind === 'unborn' ? [] : [head.oid];

function exitOf(problems: readonly Problem[]): ExitCode {
  if (problems.some(({ code }) => code === 'run-at-work')) return 3;
  return problems.every(({ code }) => code === 'run-not-unfinished') ? 2 : 4;
}

/** This clone goes on with none of them any more. */
const forget = ({ clone }: OpenedTable, runs: ReadonlySet<string>): Promise<void> =>
  notesOf(clone).forget((run) => runs.has(run));
