import type { Changed } from '../../app/look/read-changed.ts';
import { checkPaths } from '../../app/session/check-paths.ts';
import { coveredPaths, type TypedPaths, understandPaths } from '../../app/session/understand-paths.ts';
import type { Checked } from '../../core/model/problem.ts';
import { folderBelow } from '../../core/paths/plain-path.ts';
import { type Check, checkJson, checkText, isClear, notSeenText } from '../../report/claim/check.ts';
import { besidesNotThere } from '../../report/claim/not-there.ts';
import { EXIT } from '../../report/exit-codes.ts';
import { jsonText } from '../../report/json-text.ts';
import { exitCodeOf } from '../../report/problems/describe-problem.ts';
import { type CommandContext, type CommandInput, configOf, type ExitCode } from '../command.ts';
import type { OpenedTable } from '../open/opened.ts';
import { openWorkspace } from '../open/workspace.ts';
import { readTypedPaths } from '../read-typed-paths.ts';
import { refuse, warn } from '../refuse.ts';

/** `check [path…]`: am I clear? Exit code 1 where others hold what was changed. Without paths: all that was changed. */
export async function runCheck(context: CommandContext, input: CommandInput): Promise<ExitCode> {
  const changeOf = input.options['changeOf'];
  if (typeof changeOf === 'string')
    return (await import('./check-change.ts')).runCheckChange(context, input, changeOf);
  const typed = await readTypedPaths(context, input);
  if (!typed.ok) return refuse(context, typed.problems);
  const table = await openWorkspace(context).table({ configFile: configOf(input), writes: false });
  if (!table.ok) return refuse(context, table.problems);
  warn(context, table.warnings);
  const session = await table.value.session();
  const outcome = await checkPaths({
    session,
    changed: () => findChanged(table.value, input, typed.value),
    named: input.operands.length > 0 || input.options['stdin'] === true,
    wrapped: context.env['AGENTIC_CLAIM'],
    signal: context.signal,
  });
  if (outcome.kind === 'not-seen') return notSeen(context, outcome.problem);
  if (outcome.kind === 'refused') return refuse(context, outcome.problems);
  warn(context, besidesNotThere(outcome.warnings));
  const { root, clone } = table.value;
  const check: Check = {
    ...outcome.check,
    table: table.value.table.display,
    now: session.claimant.machine.now().wall,
    below: folderBelow(root, clone.cwd),
    notes: [...table.warnings, ...outcome.warnings],
    given: context.given,
  };
  context.output.result(context.json ? jsonText(checkJson(check)) : checkText(check));
  return isClear(check) ? EXIT.done : EXIT.found;
}

function notSeen(context: CommandContext, problem: Parameters<typeof notSeenText>[0]): ExitCode {
  if (context.json) return refuse(context, [problem]);
  context.output.say(notSeenText(problem, context.given));
  return exitCodeOf([problem]);
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
  const { readChangedIn } = await import('../open/changed.ts');
  const wanted = input.options['base'];
  return readChangedIn(table.clone, {
    ...(typeof wanted === 'string' ? { wanted } : {}),
    conflictsMs: 1000,
  });
}
