import { applySetup } from '../../../app/setup/apply-setup.ts';
import { planSetup, planUndo, type SetupChange, type SetupPlan } from '../../../app/setup/plan-setup.ts';
import { repoPath } from '../../../core/model/ids.ts';
import type { Checked, Problem } from '../../../core/model/problem.ts';
import { problemOf } from '../../../core/model/problem.ts';
import type { FilePlace, WantedFile } from '../../../core/setup/wanted-file.ts';
import { EXIT } from '../../../report/exit-codes.ts';
import { jsonText } from '../../../report/json-text.ts';
import { paintFor } from '../../../report/layout.ts';
import { commandWords } from '../../../report/setup/agents/agent-setup.ts';
import { fileDiff, type TextChange } from '../../../report/setup/file-diff.ts';
import {
  isShort,
  keptLines,
  QUESTION,
  type SetupFileChange,
  type SetupReport,
  setupJson,
  setupText,
} from '../../../report/setup/setup-report.ts';
import type { CommandContext, CommandInput, ExitCode } from '../../command.ts';
import { onceFor } from '../../open/once.ts';
import {
  askAtTerminal,
  type CloneFacts,
  canAskAtTerminal,
  keepIgnoredOut,
  setupFilesOf,
} from '../../open/setup.ts';
import { openWorkspace } from '../../open/workspace.ts';
import { refuse, warn } from '../../refuse.ts';
import { chooseParts } from './choose-parts.ts';
import type { SetupGround, SetupPart } from './part.ts';
import { PARTS } from './part-list.ts';
import { findPrograms } from './parts/at-hand.ts';
import { findOwnProgram } from './parts/own-program.ts';

/** `init`: set-up, shown as a diff first. `--undo` takes back what it wrote; what a person has changed stays. */
export async function runInit(context: CommandContext, input: CommandInput): Promise<ExitCode> {
  const chosen = chooseParts(PARTS, input);
  if (!chosen.ok) return refuse(context, chosen.problems);
  const workspace = openWorkspace(context);
  const clone = await workspace.clone();
  if (!clone.ok) return refuse(context, clone.problems);
  const files = setupFilesOf(clone.value);
  if (files === undefined) return refuse(context, [problemOf('no-checkout', {})]);
  const ground: SetupGround = {
    ...{ context, input, workspace, files },
    programsAtHand: onceFor(() => findPrograms({ context, input, workspace })),
    ownProgram: onceFor(() => findOwnProgram({ workspace, files })),
  };
  const undo = input.options['undo'] === true;
  const planned = undo ? await undoOf(ground, chosen.value) : await setupOf(ground, chosen.value);
  if (!planned.ok) return refuse(context, planned.problems);
  const changes = await shownChanges(clone.value, planned.value.changes);
  const kept = planned.value.kept.map(keptProblem);
  warn(context, [...planned.warnings, ...kept]);
  const lines = keptLines(planned.value.kept);
  if (lines !== '' && !context.json) context.output.say(lines);
  if (!context.json && input.options['yes'] !== true) showDiff(context, changes);
  const outcome = changes.length === 0 ? nothingToDo(kept) : await agree(context, input);
  if (outcome === 'written' || isAgreed(input)) {
    const done = await applySetup(files, planned.value);
    if (!done.ok) return refuse(context, done.problems);
  }
  const todo = outcome === 'written' ? await todoOf(ground, chosen.value) : [];
  const command = commandWords(await ground.ownProgram());
  return report(context, { undo, outcome, changes, kept, todo, command, given: context.given });
}

const keptProblem = ({ place, why, lines = '' }: SetupPlan['kept'][number]): Problem =>
  problemOf('setup-kept', {
    path: shownPath(place),
    why,
    lines: isShort(lines) ? lines.trimEnd() : 'the lines below',
  });

async function shownChanges(
  clone: CloneFacts,
  changes: readonly SetupChange[],
): Promise<readonly SetupFileChange[]> {
  const paths = changes.flatMap(({ place }) => (place.in === 'checkout' ? [place.path] : []));
  const shared = paths.length === 0 ? [] : await keepIgnoredOut(clone, paths.map(repoPath));
  return changes.map(({ place, ...texts }) => ({
    path: shownPath(place),
    in: place.in,
    isIgnored: place.in === 'checkout' && !shared.includes(repoPath(place.path)),
    ...texts,
  }));
}

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

const isAgreed = ({ options }: Pick<CommandInput, 'options'>): boolean =>
  options['yes'] === true && options['check'] !== true;

/** Whether the change is wanted: said beforehand, or asked of the person at the terminal. */
async function agree(
  context: CommandContext,
  input: CommandInput,
): Promise<'written' | 'shown' | 'declined'> {
  if (isAgreed(input)) return 'written';
  if (input.options['check'] === true || context.json || !canAskAtTerminal()) return 'shown';
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
