import { analyzeClone } from '../../app/plan/analyze.ts';
import { type Derived, deriveTasks } from '../../core/analyse/derive-tasks.ts';
import type { Checked } from '../../core/model/problem.ts';
import type { Settings } from '../../core/model/settings.ts';
import { EXIT } from '../../report/exit-codes.ts';
import { taskJson } from '../../report/plan/task-json.ts';
import { taskListText } from '../../report/plan/task-list.ts';
import { TASK_WORDS } from '../../report/plan/task-words.ts';
import { problemsJson } from '../../report/problems/describe-problem.ts';
import type { CommandContext, CommandInput, ExitCode } from '../command.ts';
import { readInputFile } from '../open/read-input-file.ts';
import { refuse, warn } from '../refuse.ts';
import { planOptions, withProblems } from './plan/plan.ts';

/** `analyze`: the tasks that a change asks for; of `--state FILE` without looking at any repository. */
export async function runAnalyze(context: CommandContext, input: CommandInput): Promise<ExitCode> {
  const state = input.options['state'];
  const derived = await (typeof state === 'string'
    ? analyzeState(context, input, state)
    : analyzeHere(context, input));
  if (!derived.ok) return refuse(context, derived.problems);
  const { tasks, leftOut } = derived.value;
  if (context.json) {
    const report = {
      version: 1,
      command: 'analyze',
      outcome: tasks.length > 0 ? 'tasks' : 'nothing-to-do',
      changed: false,
      tasks: tasks.map(taskJson),
      left_out: leftOut,
      next: [],
      problems: problemsJson(derived.warnings, context.given),
    };
    context.output.result(JSON.stringify(report));
  } else {
    const { columns, colour } = context.output;
    context.output.result(taskListText(derived.value, { columns, colour }));
    warn(context, derived.warnings);
  }
  return EXIT.done;
}

async function analyzeHere(context: CommandContext, input: CommandInput): Promise<Checked<Derived>> {
  const [{ openPlanning }, { openWorkspace }] = await Promise.all([
    import('../open/planning.ts'),
    import('../open/workspace.ts'),
  ]);
  const deps = await openPlanning(openWorkspace(context));
  return deps.ok ? withProblems(() => analyzeClone(deps.value, planOptions(input))) : deps;
}

async function analyzeState(
  context: CommandContext,
  input: CommandInput,
  file: string,
): Promise<Checked<Derived>> {
  const [{ parseStateFile }, settings, bytes] = await Promise.all([
    import('../../config/parse/parse-state-file.ts'),
    loadGivenSettings(context, input),
    readInputFile(context.cwd, file),
  ]);
  const state = bytes.ok ? parseStateFile(bytes.value, file) : bytes;
  if (!state.ok || !settings.ok)
    return { ok: false, problems: [settings, state].flatMap((part) => (part.ok ? [] : part.problems)) };
  const { coverageTarget, rules, limits, goal } = settings.value;
  const known = state.value.goal === undefined && goal !== undefined ? { goal } : {};
  return {
    ok: true,
    warnings: [...settings.warnings, ...state.warnings],
    value: deriveTasks({
      state: { ...state.value, ...known, coverageTarget },
      rules,
      limit: limits.tasks,
      words: TASK_WORDS,
    }),
  };
}

/** A state stands by itself: only a configuration that is named counts, not one that happens to be around. */
async function loadGivenSettings(context: CommandContext, input: CommandInput): Promise<Checked<Settings>> {
  const config = input.options['config'];
  if (typeof config !== 'string') {
    const { defaultSettings } = await import('../../config/normalize/defaults.ts');
    return { ok: true, value: defaultSettings(), warnings: [] };
  }
  const bytes = await readInputFile(context.cwd, config);
  if (!bytes.ok) return bytes;
  const { parseSettings } = await import('../../config/parse/parse-settings.ts');
  return parseSettings(bytes.value, config);
}
