import { problemOf } from '../../../core/model/problem.ts';
import { escapeText } from '../../../report/escape.ts';
import { EXIT } from '../../../report/exit-codes.ts';
import { jsonText } from '../../../report/json-text.ts';
import { problemsJson } from '../../../report/problems/describe-problem.ts';
import type { CommandContext, CommandInput, ExitCode } from '../../command.ts';
import { insideARun } from '../../inside-a-run.ts';
import { refuse, warn } from '../../refuse.ts';
import { type StepCall, withInputs } from './step.ts';
import { CI_STEPS } from './step-list.ts';
import { STEPS } from './steps.ts';

/** `ci <step>`: what the Action's command of that name does, for any CI. */
export async function runCi(context: CommandContext, input: CommandInput): Promise<ExitCode> {
  const inside = insideARun(context);
  if (inside.length > 0) return refuse(context, inside);
  const [name = ''] = input.operands;
  const step = CI_STEPS.find((one) => one.name === name);
  if (step === undefined) {
    const remedy = `the steps are: ${CI_STEPS.map((one) => one.name).join(', ')}`;
    return refuse(context, [problemOf('usage', { message: `ci has no step ${name}`, remedy })]);
  }
  const call: StepCall = {
    context,
    input: (asked) => {
      const value = input.options[asked.replaceAll(/-([a-z])/g, (_, letter: string) => letter.toUpperCase())];
      return typeof value === 'string' ? value : '';
    },
  };
  const end = await withInputs(await STEPS[step.name]())(call);
  if (end.kind === 'refused') return refuse(context, end.problems);
  warn(context, end.problems);
  const { outputs, problems, said, failed = false } = end;
  context.output.result(
    context.json
      ? jsonText({
          version: 1,
          command: 'ci',
          step: step.name,
          outcome: failed ? 'failed' : 'done',
          outputs,
          next: [],
          problems: problemsJson(problems, context.given),
        })
      : [...said, ...Object.entries(outputs).map(([key, value]) => `${key}=${value}`)]
          .map((line) => `${escapeText(line, 100_000)}\n`)
          .join(''),
  );
  return failed ? EXIT.found : EXIT.done;
}
