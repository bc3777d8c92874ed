import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { CiRun } from '../../../app/ci/ci-run.ts';
import { findGiven, type GivenOut } from '../../../app/ci/find-given.ts';
import { promptParts } from '../../../app/perform/working/prompt-parts.ts';
import { spellingFor, timeoutMinutes } from '../../../app/perform/working/start-agent.ts';
import { agentLogName, artifactName } from '../../../core/ci/work-result.ts';
import type { RunId, TaskId } from '../../../core/model/ids.ts';
import { type Checked, type Problem, problemOf } from '../../../core/model/problem.ts';
import { exchangeAt, jobFolder, type OpenedCi, openCi, openGiven } from '../../open/ci.ts';
import { readRun, readTask, readWave, refused, type Step, type StepCall, type StepEnd } from './step.ts';

/** A task that this run of the workflow has given out, in its own job. */
export interface GivenTask extends GivenOut {
  readonly opened: OpenedCi;
  readonly at: { readonly run: RunId; readonly wave: number; readonly task: TaskId };
  readonly folder: string;
  /** Why this is not the first try. */
  readonly again?: Problem;
}

/** `undefined`: the task is no longer this run's, or its base is not part of the result. */
export async function openTask(call: StepCall): Promise<Checked<GivenTask | undefined>> {
  const at = { run: readRun(call), wave: readWave(call), task: readTask(call) };
  const opened = await openCi(call.context);
  if (!opened.ok) return opened;
  const given = await findGiven(opened.value.ground, at);
  if (!given.ok) return given;
  if (given.value === undefined) return { ok: true, warnings: [], value: undefined };
  const folder = jobFolder(call.context, at);
  const { run, task } = given.value;
  const value = { ...given.value, opened: opened.value, at, folder, ...againOf(run, task.id) };
  return { ok: true, warnings: [], value };
}

function againOf({ histories }: CiRun, task: TaskId): { readonly again?: Problem } {
  const history = histories.get(task);
  const last = history?.last;
  if (history === undefined || last === undefined || last.how === 'done') return {};
  const tries = history.failed + history.lost;
  const problem = problemOf('tried-in-ci', {
    task,
    tries,
    code: last.code ?? last.how,
    lines: last.lines ?? [],
  });
  return { again: problem };
}

/** `ci begin`. */
export const beginStep: Step = async (call) => {
  const given = await openTask(call);
  if (!given.ok) return refused(given.problems);
  if (given.value === undefined) return noTask(call);
  const { opened, run, task, held, onto, folder, at, again } = given.value;
  const context = await openGiven(call.context, opened, { run, onto });
  const exchangeFolder = join(folder, 'exchange');
  for (const name of ['requests', 'answers']) await mkdir(join(exchangeFolder, name), { recursive: true });
  const exchange = exchangeAt(call.context, run, exchangeFolder);
  const agent = run.agents.find(({ id }) => id === held.record.agent);
  const parts = promptParts(context, { task, again, exchange });
  const program = agent === undefined ? 'agentic-plan' : spellingFor(agent, context);
  const fromTeam = agent?.prompt === undefined ? {} : { fromTeam: agent.prompt };
  await exchange.writePrompt(
    context.writePrompt({ ...parts, exchange: exchangeFolder, program, ...fromTeam }),
  );
  const outputs = {
    go: 'true',
    claim: held.claim,
    agent: agent?.id ?? '',
    preset: agent?.preset ?? '',
    minutes: String(agent === undefined ? 30 : timeoutMinutes(context, task, agent.id)),
    'prompt-file': exchange.promptFile,
    'output-file': exchange.outputFile,
    paths: JSON.stringify(held.record.paths),
    artifact: artifactName(at),
    folder: join(folder, 'artifacts', artifactName(at)),
    'log-artifact': agentLogName(at),
    'log-folder': logFolder(folder, at),
  };
  return { kind: 'done', outputs, problems: [], said: [`${task.id} begins on ${onto.slice(0, 7)}`] };
};

/** Where `work` leaves what the agent printed. */
export const logFolder = (folder: string, at: GivenTask['at']): string =>
  join(folder, 'logs', agentLogName(at));

/** Another attempt has ended it, or it was published meanwhile. */
export const noTask = (call: StepCall): StepEnd => ({
  kind: 'done',
  outputs: { go: 'false' },
  problems: [],
  said: [`${call.input('task')} is no longer this run's: there is nothing to do`],
});
