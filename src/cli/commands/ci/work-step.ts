import { copyFile, mkdir, readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { leaveResult, type MadeWork } from '../../../app/ci/leave-result.ts';
import { logOf } from '../../../app/perform/working/judge-refusal.ts';
import { workOnTask } from '../../../app/perform/working/work-on-task.ts';
import { artifactName, RESULT_FILE, readWorkResult } from '../../../core/ci/work-result.ts';
import type { WorkEnd } from '../../../core/run/run-event.ts';
import { artifactsAt, exchangeAt, jobFolder, openGiven, secretsOfJob } from '../../open/ci.ts';
import { type GivenTask, logFolder, noTask, openTask } from './begin-step.ts';
import { readRun, readTask, readWave, refused, type Step, type StepCall, type StepEnd } from './step.ts';

/** That our own step has begun, so that the last one does not take the checkout for the agent's. */
const BEGUN = 'work-begun';

/** `ci work`: the configured agent, as `run` runs it; what came of it is in the artifact's folder when it ends. */
export const workStep: Step = async (call) => {
  const given = await openTask(call);
  if (!given.ok) return refused(given.problems);
  if (given.value === undefined) return noTask(call);
  const { opened, run, task, held, onto, folder, again } = given.value;
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, BEGUN), '');
  const context = await openGiven(call.context, opened, { run, onto });
  const agent = run.agents.find(({ id }) => id === held.record.agent)?.id ?? task.assigned;
  if (agent === undefined) return noTask(call);
  // whatever prints one of them from here on, the runner shows stars in its place
  for (const secret of secretsOfJob(call.context, run)) call.hide?.(secret);
  const stop = (): void => context.atWork.stop(task.id);
  call.context.signal.addEventListener('abort', stop, { once: true });
  const worked = await workOnTask({ context, id: task.id, agent, ...(again === undefined ? {} : { again }) });
  call.context.signal.removeEventListener('abort', stop);
  await context.removals.all();
  await keepLog(given.value, logOf(context, task.id));
  const piece = context.pieces.of(task.id);
  const [end, spent] = worked.kind === 'worked' ? [worked.work, worked.spent] : [STOPPED, { ms: 0, usd: 0 }];
  return leave(given.value, {
    end,
    spent,
    ...(piece === undefined ? {} : { tree: piece.made.tree }),
    summary: piece?.summary ?? '',
    outputs: piece?.outputs ?? {},
    messages: piece?.made.messages ?? [],
  });
};

const STOPPED: WorkEnd = { kind: 'stopped' };

/** `ci end`: what `work` has left; without it, what a tool of somebody else has made of the checkout. */
export const endStep: Step = async (call) => {
  const at = { run: readRun(call), wave: readWave(call), task: readTask(call) };
  const folder = jobFolder(call.context, at);
  const left = await readFile(join(folder, 'artifacts', artifactName(at), RESULT_FILE), 'utf8').catch(
    () => undefined,
  );
  // the step before has left it, and nobody believes it because of this one: the refs need not be asked again
  const result = left === undefined ? undefined : readWorkResult(left);
  if (result?.kind === 'result') return told({ at, folder }, result.result.result);
  const given = await openTask(call);
  if (!given.ok) return refused(given.problems);
  if (given.value === undefined) return noTask(call);
  const wasBegun = await stat(join(folder, BEGUN)).catch(() => undefined);
  return wasBegun === undefined ? endOfCheckout(call, given.value) : leave(given.value, nothingMade(STOPPED));
};

const nothingMade = (end: WorkEnd): MadeWork => ({
  end,
  spent: { ms: 0, usd: 0 },
  summary: '',
  outputs: {},
  messages: [],
});

/** Of the time that it took nobody knows: since the prompt was written. */
async function endOfCheckout(call: StepCall, given: GivenTask): Promise<StepEnd> {
  const { opened, run, onto, folder } = given;
  const exchange = exchangeAt(call.context, run, join(folder, 'exchange'));
  const begun = await stat(exchange.promptFile).catch(() => undefined);
  const output = await exchange.readOutput();
  const tree = await opened.collectCheckout(onto);
  return leave(given, {
    ...nothingMade({ kind: 'ready' }),
    spent: { ms: begun === undefined ? 0 : Math.max(0, Date.now() - begun.mtimeMs), usd: output?.usd ?? 0 },
    tree,
    summary: output?.summary ?? '',
    outputs: output?.outputs ?? {},
  });
}

async function leave(given: GivenTask, made: MadeWork): Promise<StepEnd> {
  const { opened, held, at, folder } = given;
  const artifacts = artifactsAt(join(folder, 'artifacts'));
  const { files, ground } = opened;
  const result = await leaveResult({ files, large: ground.large, artifacts, wave: at.wave, held }, made);
  return told(given, result.result);
}

const told = ({ at, folder }: Pick<GivenTask, 'at' | 'folder'>, result: string): StepEnd => ({
  kind: 'done',
  outputs: {
    go: 'true',
    result,
    artifact: artifactName(at),
    folder: join(folder, 'artifacts', artifactName(at)),
  },
  problems: [],
  said: [`${at.task}: ${result}`],
});

/** Secrets are out of it already; it is there whatever became of the work. */
async function keepLog({ folder, at }: GivenTask, log: string): Promise<void> {
  const kept = logFolder(folder, at);
  await mkdir(kept, { recursive: true });
  await copyFile(log, join(kept, 'log.txt')).catch(() => {}); // an agent that was never started has printed nothing
}
