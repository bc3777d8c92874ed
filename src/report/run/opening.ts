import type { Oid } from '../../core/model/ids.ts';
import type { Plan } from '../../core/model/plan.ts';
import type { Problem } from '../../core/model/problem.ts';
import { count } from '../count.ts';
import { escapeText } from '../escape.ts';
import type { GivenOptions } from '../own-command.ts';
import { nothingOwn } from '../plan/plan-screen.ts';
import { uncommittedLine } from '../plan/uncommitted-line.ts';
import { describeProblem, problemsJson } from '../problems/describe-problem.ts';
import { shellWord } from '../shell-word.ts';
import { branchLine, nextSteps, type ResultReport, resultJson } from './result-line.ts';
import { saidOf } from './said-of-task.ts';

/** Line 1: what goes where, before anything is pushed. */
export function openingLine(from: {
  readonly plan: Plan;
  readonly branch: string;
  /** The file that the result goes into instead. */
  readonly patch?: { readonly file: string };
  readonly table: { readonly kind: 'remote' | 'local'; readonly display: string };
  readonly unpushed: number;
  readonly uncommitted: number | undefined;
  readonly joined: boolean;
}): string {
  const { plan, branch, patch, table, unpushed, joined } = from;
  const where = table.kind === 'remote' ? ` on ${escapeText(table.display)}` : ' in this clone';
  const goal = patch === undefined ? `${escapeText(branch)}${where}` : `the file ${escapeText(patch.file)}`;
  const pushed =
    patch === undefined ? 'refs/agentic/* and that branch' : `refs/agentic/*${where}, and no branch`;
  const pushes =
    table.kind === 'remote'
      ? `pushes ${pushed}${unpushed > 0 ? `, with ${count(unpushed, 'commit')} that you have not pushed` : ''}`
      : 'nothing is pushed: there is no remote';
  const tasks = count(plan.tasks.length, 'task');
  const again = joined ? '\ngoing on with a run that was begun before; what is done stays done' : '';
  const loose = uncommittedLine(from.uncommitted);
  return `${escapeText(plan.target)} → ${goal}     ${tasks}; ${pushes}${again}${loose === '' ? '' : `\n${loose}`}\n`;
}

const MOST_SUBMODULES = 5;

/** Submodules come from what the clone has; whose commit it has not is an empty folder to agents. */
export function submodulesLine(empty: readonly string[]): string {
  const shown = empty.slice(0, MOST_SUBMODULES).map((path) => escapeText(path));
  const more = empty.length - shown.length;
  const named = `${shown.join(', ')}${more > 0 ? ` and ${more} more` : ''}`;
  const [are, have] = empty.length === 1 ? ['submodule', 'is'] : ['submodules', 'are'];
  return `note: ${are} ${named} ${have} empty for agents: your clone has not the commit that is wanted; \`git submodule update --init --recursive\` gets it, or let \`setup\` do so\n`;
}

/** What was found of a run that was killed: one line for each worktree. */
export function leftoverLine(
  leftover: {
    readonly path: string;
    readonly stays: boolean;
    readonly detail?: string;
    readonly kept?: { readonly task: string; readonly ref: string };
  },
  repository: string,
): string {
  const { path, stays, detail, kept } = leftover;
  const what = stays
    ? `note: a killed run left ${escapeText(path)}, which cannot be removed${detail === undefined ? '' : ` (${escapeText(detail)})`}`
    : `cleaned up after a run that was killed: ${escapeText(path)}`;
  if (kept === undefined) return `${what}\n`;
  const get = `git fetch ${shellWord(repository)} ${shellWord(kept.ref)}`;
  return `${what}; what it had written for ${escapeText(kept.task)} is kept for 14 days: ${get}\n`;
}

/** Nothing is left to do: everything was done by an earlier start. */
export function finishedBefore(from: {
  readonly plan: Plan;
  readonly branch: string;
  readonly patch?: NonNullable<ResultReport['patch']>;
  /** Why the file was not written. */
  readonly problem?: Problem;
  readonly commit: Oid;
  readonly remote: string | undefined;
  readonly given: GivenOptions;
}): { readonly text: string; readonly json: Record<string, unknown> } {
  const { plan, problem, given, ...place } = from;
  const result = { ...place, problem };
  const said = problem === undefined ? `${branchLine(result, given)}\n` : describeProblem(problem, given);
  return {
    text: `This run is done already; nothing was changed\n${said}`,
    json: {
      version: 1,
      command: 'run',
      outcome: problem === undefined ? 'done' : 'failed',
      changed: false,
      run: plan.run,
      tasks: plan.tasks.map(({ id }) => ({ id, ...saidOf(plan, id), outcome: 'done' })),
      result: resultJson(result),
      next: nextSteps(result, given),
      problems: problemsJson(problem === undefined ? [] : [problem], given),
    },
  };
}

/** The end of a run that had nothing to begin with. */
export function nothingToDoText(plan: Plan, uncommitted: number | undefined, given: GivenOptions): string {
  const why =
    plan.base === plan.head
      ? nothingOwn(plan.target, { command: 'run', given })
      : ['this change asks for no task'];
  const loose = uncommittedLine(uncommitted);
  const lines = [
    `nothing to do, and nothing was changed: ${why.join('\n  ')}`,
    ...(loose === '' ? [] : [loose]),
  ];
  return `${lines.join('\n')}\n`;
}
