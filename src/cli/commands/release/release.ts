import { type ReleaseOutcome, releaseClaims } from '../../../app/session/release-claims.ts';
import { actForSession } from '../../../app/session/session.ts';
import { understandNames } from '../../../app/session/understand-names.ts';
import { unreachable } from '../../../core/model/unreachable.ts';
import { folderBelow } from '../../../core/paths/plain-path.ts';
import {
  keptJson,
  keptText,
  type Released,
  releasedJson,
  releasedText,
} from '../../../report/claim/released.ts';
import { EXIT } from '../../../report/exit-codes.ts';
import { jsonText } from '../../../report/json-text.ts';
import { type CommandContext, type CommandInput, configOf, type ExitCode } from '../../command.ts';
import type { OpenedTable } from '../../open/opened.ts';
import { openWorkspace } from '../../open/workspace.ts';
import { readTypedPaths } from '../../read-typed-paths.ts';
import { refuse, warn } from '../../refuse.ts';
import { partOfFolder } from './part-of-folder.ts';

/** `release [claim|path…]`: mine, all of it when nothing is named (in CI: all of the run); with --force anybody's, a person's decision. */
export async function runRelease(context: CommandContext, input: CommandInput): Promise<ExitCode> {
  const typed = await readTypedPaths(context, input);
  if (!typed.ok) return refuse(context, typed.problems);
  if (isWrapped(context) && typed.value.typed.every((name) => name === context.env['AGENTIC_CLAIM']))
    return reportKept(context);
  const workspace = openWorkspace(context);
  const configFile = configOf(input);
  const project = await workspace.project(configFile);
  if (!project.ok) return refuse(context, project.problems);
  const names = await understandNames({ place: project.value, ...typed.value });
  if (!names.ok) return refuse(context, names.problems);
  const table = await workspace.table({ configFile, writes: true });
  if (!table.ok) return refuse(context, table.problems);
  warn(context, table.warnings);
  const isAll = typed.value.typed.length === 0 && !typed.value.exact;
  const acted = await actForSession(await table.value.session(), (claimant) =>
    releaseClaims({
      claimant,
      names: isAll ? undefined : names.value,
      force: input.options['force'] === true,
      wrapped: context.env['AGENTIC_CLAIM'],
      signal: context.signal,
    }),
  );
  return acted.ok ? report(context, table.value, acted.value) : refuse(context, acted.problems);
}

const isWrapped = ({ env }: CommandContext): boolean => Boolean(env['AGENTIC_CLAIM'] && env['AGENTIC_DIR']);

function reportKept(context: CommandContext): ExitCode {
  const kept = { claim: context.env['AGENTIC_CLAIM'] ?? '' };
  context.output.result(context.json ? jsonText(keptJson(kept)) : keptText(kept));
  return EXIT.done;
}

async function report(
  context: CommandContext,
  table: OpenedTable,
  outcome: ReleaseOutcome,
): Promise<ExitCode> {
  switch (outcome.kind) {
    case 'kept':
      return reportKept(context);
    case 'refused':
      return refuse(context, outcome.problems);
    case 'in-folders':
      return refuse(context, await partOfFolder({ table, context }, outcome.inFolders));
    case 'released': {
      const below = folderBelow(table.root, table.clone.cwd);
      const released: Released = { ...outcome.released, table: table.table.display, below };
      context.output.result(context.json ? jsonText(releasedJson(released)) : releasedText(released));
      return EXIT.done;
    }
    default:
      return unreachable(outcome);
  }
}
