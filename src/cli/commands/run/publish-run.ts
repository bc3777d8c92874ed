import { makePlan } from '../../../app/plan/make-plan.ts';
import type { Checked } from '../../../core/model/problem.ts';
import type { NotedOptions } from '../../../core/run/run-note.ts';
import { EXIT } from '../../../report/exit-codes.ts';
import { givenOptions } from '../../../report/own-command.ts';
import { publishedJson, publishedText } from '../../../report/run/published.ts';
import { type CommandContext, type CommandInput, configOf, type ExitCode } from '../../command.ts';
import { findElsewhere } from '../../open/find-elsewhere.ts';
import { notesOf } from '../../open/notes.ts';
import { openPlanning } from '../../open/planning.ts';
import { openWorkspace } from '../../open/workspace.ts';
import { refuse, warn } from '../../refuse.ts';
import { planOptions, withProblems } from '../plan/plan.ts';
import { bringWaiting, type WaitingAsk } from './bring-waiting.ts';
import { readResultOption, sendTo } from './read-result-option.ts';

/** `run --publish`: brings what this branch's runs have finished to its branch. Starts no agent, does nothing again. */
export async function publishRun(context: CommandContext, input: CommandInput): Promise<ExitCode> {
  const ready = await prepare(context, input);
  if (!ready.ok) return refuse(context, ready.problems);
  warn(context, ready.warnings);
  const published = await bringWaiting(ready.value);
  if (!published.ok) return refuse(context, published.problems);
  const { value } = published;
  context.output.result(context.json ? JSON.stringify(publishedJson(value)) : publishedText(value));
  return value.problems.length === 0 ? EXIT.done : EXIT.found;
}

/** A plan of no tasks: what is published is not looked at again, only brought together. */
async function prepare(context: CommandContext, typed: CommandInput): Promise<Checked<WaitingAsk>> {
  const workspace = openWorkspace(context);
  const [deps, project] = await Promise.all([
    openPlanning(workspace, { writes: true }),
    workspace.project(configOf(typed)),
  ]);
  if (!deps.ok) return deps;
  if (!project.ok) return project;
  const note = await notesOf(project.value.clone).load(deps.value.repository.place.target);
  const input = withNoted(typed, note?.options ?? {});
  const result = readResultOption(input);
  if (!result.ok) return result;
  const { tasks: _, ...options } = planOptions(input);
  const made = await withProblems(() => makePlan(deps.value, { ...options, given: { file: '', tasks: [] } }));
  if (!made.ok) return made;
  const table = await workspace.table({ configFile: options.configFile, writes: true });
  if (!table.ok) return table;
  const { worktrees } = input.options;
  const published = sendTo(made.value, result.value);
  const elsewhere = findElsewhere(table.value, published);
  if (elsewhere !== undefined) return { ok: false, problems: [elsewhere] };
  return {
    ok: true,
    warnings: made.warnings,
    value: {
      context: { ...context, given: { ...givenOptions(input.options), ...context.given } },
      table: table.value,
      made: published,
      ...(typeof worktrees === 'string' ? { worktrees } : {}),
      // a file may have been deleted, and is written anew
      withFinished: result.value !== undefined || published.settings.publish.to === 'patch',
    },
  };
}

/** What the run that waits was begun with holds for its result, too; what is typed wins. */
function withNoted(input: CommandInput, { branch, patch, config, worktrees }: NotedOptions): CommandInput {
  const place = (input.options['branch'] ?? input.options['patch']) ? {} : { branch, patch };
  const noted = Object.entries({ ...place, config, worktrees }).filter(([, value]) => value !== undefined);
  return { ...input, options: { ...Object.fromEntries(noted), ...input.options } };
}
