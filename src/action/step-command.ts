import type { Output } from '../app/ports/output.ts';
import { type StepCall, type StepEnd, withInputs } from '../cli/commands/ci/step.ts';
import { CI_STEPS, type CiStepName } from '../cli/commands/ci/step-list.ts';
import { STEPS } from '../cli/commands/ci/steps.ts';
import { escapeText } from '../report/escape.ts';
import { describeProblem, severityOf } from '../report/problems/describe-problem.ts';
import type { ActionCommand, ActionStart } from './action-command.ts';
import { continueRun } from './continue-run.ts';

/** A step of the workflow that works a plan off. */
export const stepCommand =
  (name: CiStepName): ActionCommand =>
  async (start) => {
    const call = callOf(start);
    const end = await withInputs(await STEPS[name]())(call);
    const told = await tellStep(start, name, end);
    if (end.kind === 'done' && end.wave !== undefined)
      await (await import('./tell-wave.ts')).tellWave(start, end.wave);
    if (name === 'publish' && end.kind === 'done' && end.outputs.more === 'true') await continueRun(start);
    return told;
  };

/** A step as the Action calls it; the runner’s cancel is an interruption. */
export function callOf({ host, cwd, env, now, token }: ActionStart): StepCall {
  const interrupted = new AbortController();
  process.once('SIGINT', () => interrupted.abort());
  process.once('SIGTERM', () => interrupted.abort());
  return {
    input: (name) => host.input(name),
    hide: (secret) => host.hide(secret),
    ...(token === '' ? {} : { token }),
    context: {
      command: 'ci',
      cwd,
      env,
      now,
      given: {},
      json: false,
      quiet: true,
      verbose: false,
      signal: interrupted.signal,
      output: SILENT,
    },
  };
}

/** What a step has to say it returns. */
const SILENT: Output = {
  result: () => {},
  say: () => {},
  refuse: () => {},
  columns: Number.POSITIVE_INFINITY,
  noticeColumns: Number.POSITIVE_INFINITY,
  colour: false,
  terminal: false,
  gone: new AbortController().signal,
};

/** Outputs, what is to be known, and what came of it. */
export async function tellStep(
  { host }: ActionStart,
  name: CiStepName,
  end: StepEnd,
): Promise<'done' | 'failed'> {
  if (end.kind === 'refused') {
    for (const problem of end.problems) host.error(describeProblem(problem).trimEnd());
    return 'failed';
  }
  for (const output of CI_STEPS.find((step) => step.name === name)?.outputs ?? [])
    host.setOutput(output, end.outputs[output] ?? '');
  for (const problem of end.problems) {
    const text = describeProblem(problem).trimEnd();
    if (severityOf(problem) === 'error') host.warning(text);
    else host.notice(text);
  }
  const lines = end.said.map((line) => escapeText(line, 1000));
  if (lines.length > 0) await host.writeSummary(`${lines.map((line) => `    ${line}\n`).join('')}\n`);
  for (const line of lines) host.notice(line);
  return end.failed ? 'failed' : 'done';
}
