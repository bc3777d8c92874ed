import { mkdir, readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setWorks } from '../../../app/ci/set-works.ts';
import { verifyWave } from '../../../app/ci/verify-wave.ts';
import { testLogName } from '../../../core/ci/work-result.ts';
import { compareText } from '../../../core/model/compare-text.ts';
import { artifactsAt, jobFolder, openGiven } from '../../open/ci.ts';
import { openWave } from './open-wave.ts';
import { refused, type Step } from './step.ts';

/** `ci verify`: what it says is worth as much as the team's test; what is published is decided by the job after it. */
export const verifyStep: Step = async (call) => {
  const { context } = call;
  const seen = await openWave(call);
  if (!seen.ok) return refused(seen.problems);
  const { id, wave, opened, run, arrived, taken } = seen.value;
  const { publishing } = opened.ground;
  const onto = run.refs.tip;
  const rooms = await openGiven(context, opened, { run, onto });
  const stop = (): void => rooms.interruption.abort();
  context.signal.addEventListener('abort', stop, { once: true });
  const verified = await verifyWave({
    works: taken.works,
    onto,
    combine: (some, on) => setWorks({ ...run, publishing }, some, on),
    tests: rooms.tests,
  });
  context.signal.removeEventListener('abort', stop);
  await rooms.tests.close();
  const name = testLogName({ run: id, wave });
  const folder = join(jobFolder(context, { run: id, wave, task: '' }), 'artifacts');
  await keepLogs({ logs: rooms.logs, folder, name });
  const left = [...verified.left].map(([task, why]) => ({ task, why }));
  return {
    kind: 'done',
    outputs: {
      tree: await publishing.treeOf(verified.to),
      verified: JSON.stringify(verified.tasks),
      left: JSON.stringify(left),
      artifact: name,
      folder: join(folder, name),
    },
    problems: [...arrived.problems, ...taken.problems],
    said: [
      `wave ${wave} of ${id}: ${verified.tasks.length} verified together${left.map(({ task, why }) => `; ${task}: ${why}`).join('')}`,
    ],
  };
};

const MOST_LOG = 256 * 1024;

/** What the team's test printed, for people; an artifact has to have a file. */
async function keepLogs(of: {
  readonly logs: string;
  readonly folder: string;
  readonly name: string;
}): Promise<void> {
  const { logs, folder, name } = of;
  await mkdir(folder, { recursive: true });
  const names = (await readdir(logs).catch(() => []))
    .filter((file) => file.startsWith('verify-'))
    .sort(compareText);
  const files = await Promise.all(
    names.map(async (file) => {
      const bytes = await readFile(join(logs, file)).catch(() => Buffer.alloc(0));
      return { path: file, bytes: bytes.subarray(Math.max(0, bytes.length - MOST_LOG)) };
    }),
  );
  const said = Buffer.from(`${names.length} logs\n`);
  await artifactsAt(folder).put(name, [{ path: 'log.txt', bytes: said }, ...files]);
}
