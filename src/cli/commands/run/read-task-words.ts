import type { MadePlan } from '../../../app/plan/make-plan.ts';
import { nearest } from '../../../config/schema/nearest.ts';
import type { TaskId } from '../../../core/model/ids.ts';
import type { Plan } from '../../../core/model/plan.ts';
import { type Checked, type Problem, problemOf } from '../../../core/model/problem.ts';
import { withMembers } from '../../../core/plan/members.ts';
import type { CommandInput } from '../../command.ts';

/** What a person says about single tasks of a plan, beside running it. */
export interface TaskWords {
  readonly again: ReadonlySet<TaskId>;
  readonly accept: ReadonlySet<TaskId>;
}

/** `--again` and `--accept`, each as often as wanted; `*` names every task of the plan. */
export function readTaskWords({ options }: CommandInput, plan: Plan): Checked<TaskWords> {
  const problems: Problem[] = [];
  const ids = plan.tasks.flatMap(withMembers).map(({ id }) => id);
  const read = (option: 'again' | 'accept'): ReadonlySet<TaskId> => {
    const named = new Set<TaskId>();
    const value = options[option];
    for (const word of Array.isArray(value) ? value.map(String) : []) {
      const found =
        word === '*' ? plan.tasks : plan.tasks.flatMap(withMembers).filter(({ id }) => id === word);
      for (const { id } of found) named.add(id);
      if (found.length === 0) problems.push(unknownTask(`--${option}`, word, ids));
    }
    return named;
  };
  const words = { again: read('again'), accept: read('accept') };
  for (const id of words.again)
    if (words.accept.has(id))
      problems.push(
        usage(`--again ${id} and --accept ${id} exclude each other`, 'run it anew, or take it as it is'),
      );
  return problems.length > 0 ? { ok: false, problems } : { ok: true, value: words, warnings: [] };
}

/** Words of `--only` and `--until` that name nothing, and a selection of nothing. */
export function checkSelection({ plan, selection }: MadePlan): readonly Problem[] {
  if (selection === undefined) return [];
  const known = [...new Set([...selection.leftOut, ...plan.tasks.flatMap(({ id, kind }) => [id, kind])])];
  const unknown = selection.unknown.map(({ option, word }) => unknownTask(`--${option}`, word, known));
  if (unknown.length > 0 || selection.tasks.length > 0) return unknown;
  return [usage('no task is in both --only and --until', 'leave one of them out')];
}

const MOST_NAMED = 20;

function unknownTask(option: string, word: string, known: readonly string[]): Problem {
  const near = nearest(word, known);
  if (known.length === 0) return usage(`${option} ${word}: the plan has no task`, 'agentic-plan says why');
  const more = known.length > MOST_NAMED ? ` and ${known.length - MOST_NAMED} more` : '';
  return usage(
    `${option} ${word}: there is no such task`,
    `${near === undefined ? '' : `did you mean ${near}? `}tasks: ${known.slice(0, MOST_NAMED).join(', ')}${more}`,
  );
}

const usage = (message: string, remedy: string): Problem => problemOf('usage', { message, remedy });
