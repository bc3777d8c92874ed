import { applySetup } from '../../../app/setup/apply-setup.ts';
import { planSetup, planUndo, type SetupPlan } from '../../../app/setup/plan-setup.ts';
import type { Checked, Problem } from '../../../core/model/problem.ts';
import { problemOf } from '../../../core/model/problem.ts';
import type { FilePlace, WantedFile } from '../../../core/setup/wanted-file.ts';
import { EXIT } from '../../../report/exit-codes.ts';
import { jsonText } from '../../../report/json-text.ts';
import { paintFor } from '../../../report/layout.ts';
import { fileDiff, type TextChange } from '../../../report/setup/file-diff.ts';
import { QUESTION, type SetupReport, setupJson, setupText } from '../../../report/setup/setup-report.ts';
import type { CommandContext, CommandInput, ExitCode } from '../../command.ts';
import { onceFor } from '../../open/once.ts';
import { askAtTerminal, canAskAtTerminal, setupFilesOf } from '../../open/setup.ts';
import { openWorkspace } from '../../open/workspace.ts';
import { refuse, warn } from '../../refuse.ts';
import { chooseParts } from './choose-parts.ts';
import type { SetupGround, SetupPart } from './part.ts';
import { PARTS } from './part-list.ts';
import { findPrograms } from './parts/at-hand.ts';

/** `init`: set-up, shown as a diff first. `--undo` takes back what it wrote; what a person has changed stays. */
export async function runInit(context: CommandContext, input: CommandInput): Promise<ExitCode> {
  const chosen = chooseParts(PARTS, input);
  if (!chosen.ok) return refuse(context, chosen.problems);
  const workspace = openWorkspace(context);
  const clone = await workspace.clone();
  if (!clone.ok) return refuse(context, clone.problems);
  const files = setupFilesOf(clone.value);
  if (files === undefined) return refuse(context, [problemOf('no-checkout', {})]);
  const programsAtHand = onceFor(() => findPrograms({ context, input, workspace }));
  const ground: SetupGround = { context, input, workspace, files, programsAtHand };
  const undo = input.options['undo'] === true;
  const planned = undo ? await undoOf(ground, chosen.value) : await setupOf(ground, chosen.value);
  if (!planned.ok) return refuse(context, planned.problems);
  const changes = planned.value.changes.map(({ place, ...texts }) => ({
    path: shownPath(place),
    in: place.in,
    ...texts,
  }));
  const kept = planned.value.kept.map(({ place, why, lines = '' }) =>
    problemOf('setup-kept', { path: shownPath(place), why, lines: lines.trimEnd() }),
  );
  warn(context, [...planned.warnings, ...kept]);
  if (!context.json && input.options['yes'] !== true) showDiff(context, changes);
  const outcome = changes.length === 0 ? nothingToDo(kept) : await agree(context, input);
  if (outcome === 'written') {
    const done = await applySetup(files, planned.value.changes);
    if (!done.ok) return refuse(context, done.problems);
  }
  const todo = outcome === 'written' ? await todoOf(ground, chosen.value) : [];
  return report(context, { undo, outcome, changes, kept, todo, given: context.given });
}

/** What is in git's folder is no file of the repository. */
const _shownPath = ({ in: where, path }: FilePlace): string =>
  where === 'git-folder' ? `.git/${path}` : path;

async function setupOf(ground: SetupGround, parts: readonly SetupPart[]): Promise<Checked<SetupPlan>> {
  const wanted: WantedFile[] = [];
  const problems: Problem[] = [];
  const warnings: Problem[] = [];
  for (const part of parts) {
    const composed = await part.compose(ground);
    if (!composed.ok) problems.push(...composed.problems);
    else {
      wanted.push(...composed.value);
      warnings.push(...composed.warnings);
    }
  }
  if (problems.length > 0) return { ok: false, problems };
  return { ok: true, value: await planSetup(ground.files, wanted), warnings };
}

async function undoOf(ground: SetupGround, parts: readonly SetupPart[]): Promise<Checked<SetupPlan>> {
  const places = await Promise.all(parts.map((part) => part.places(ground)));
  return { ok: true, value: await planUndo(ground.files, places.flat()), warnings: [] };
}

/** Git's folder has its usual name in it, wherever it lies. */
const shownPath = ({ path, in: where }: FilePlace): string => (where === 'checkout' ? path : `.git/${path}`);

const nothingToDo = (kept: readonly Problem[]): 'nothing-to-do' | 'kept' =>
  kept.length === 0 ? 'nothing-to-do' : 'kept';

/** Whether the change is wanted: said beforehand, or asked of the person at the terminal. */
async function agree(
  context: CommandContext,
  { options }: CommandInput,
): Promise<'written' | 'shown' | 'declined'> {
  if (options['yes'] === true) return 'written';
  if (options['check'] === true || context.json || !canAskAtTerminal()) return 'shown';
  return (await askAtTerminal(QUESTION, context.signal)) ? 'written' : 'declined';
}

async function todoOf(ground: SetupGround, parts: readonly SetupPart[]): Promise<readonly string[]> {
  return (await Promise.all(parts.map((part) => part.todo(ground)))).flat();
}

function showDiff({ output }: CommandContext, changes: readonly TextChange[]): void {
  const paint = paintFor(output.colour);
  if (changes.length > 0) output.result(changes.map((change) => fileDiff(change, paint)).join('\n'));
}

/** A difference that was only shown is a finding, as `check` has them, and so is one that a person has to settle. */
function report(context: CommandContext, told: SetupReport): ExitCode {
  if (context.json) context.output.result(jsonText(setupJson(told)));
  else context.output.say(setupText(told));
  return told.outcome === 'shown' || told.kept.length > 0 ? EXIT.found : EXIT.done;
}
