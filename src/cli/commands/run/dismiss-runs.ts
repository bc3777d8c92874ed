import { dismissRuns as dismiss } from '../../../app/upkeep/dismiss-runs.ts';
import type { Oid } from '../../../core/model/ids.ts';
import { EXIT } from '../../../report/exit-codes.ts';
import { dismissedJson, dismissedText } from '../../../report/run/dismissed.ts';
import { type CommandContext, type CommandInput, configOf, type ExitCode } from '../../command.ts';
import { gitPublishing } from '../../open/ground.ts';
import { notesOf } from '../../open/notes.ts';
import type { OpenedTable } from '../../open/opened.ts';
import { openWorkspace } from '../../open/workspace.ts';
import { refuse, warn } from '../../refuse.ts';

/** `run --dismiss RUN…`: gives up what these runs have left unfinished, whoever began them; never one that is at work. */
export async function dismissRuns(context: CommandContext, input: CommandInput): Promise<ExitCode> {
  const { dismiss: named } = input.options;
  const table = await openWorkspace(context).table({ configFile: configOf(input), writes: true });
  if (!table.ok) return refuse(context, table.problems);
  warn(context, table.warnings);
  const claimant = await table.value.process();
  const publishing = gitPublishing(table.value.repository, table.value.clone);
  const runs = Array.isArray(named) ? named.map(String) : [];
  const dismissed = await dismiss({ claimant, publishing, runs, published: headOf(table.value) });
  if (!dismissed.ok) return refuse(context, dismissed.problems);
  await forget(table.value, new Set(runs));
  const report = {
    table: table.value.table.display,
    runs: dismissed.value,
    repository: table.value.repository.path,
    pushes: claimant.store.pushes,
    given: context.given,
  };
  context.output.result(context.json ? JSON.stringify(dismissedJson(report)) : dismissedText(report));
  return EXIT.done;
}

const headOf = ({ clone: { head } }: OpenedTable): readonly Oid[] =>
  head.kind === 'unborn' ? [] : [head.oid];

/** This clone goes on with none of them any more. */
const forget = ({ clone }: OpenedTable, runs: ReadonlySet<string>): Promise<void> =>
  notesOf(clone).forget((run) => runs.has(run));
