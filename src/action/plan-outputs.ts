import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { type CiView, conflictCount } from '../report/ci/ci-view.ts';
import type { CiMatrix } from '../report/ci/matrix.ts';
import { isBlocked, taskStates } from '../report/ci/task-states.ts';
import type { ActionHost } from './action-host.ts';

/** Everything that later steps and jobs may read of a plan. Numbers and names of our own alphabet, and a file. */
export async function setPlanOutputs(ask: {
  readonly host: ActionHost;
  readonly view: CiView;
  readonly matrix: CiMatrix;
  /** The runner's own for files of a job. */
  readonly folder: string | undefined;
  readonly planFile: string;
}): Promise<void> {
  const { host, view, matrix } = ask;
  host.setOutput('plan-file', await writePlanFile(ask.folder, ask.planFile));
  setCounts(host, {
    matrix,
    tasks: view.plan.tasks.length,
    blocked: taskStates(view).filter(isBlocked).length,
    conflicts: conflictCount(view),
  });
}

/** There was nothing to plan. */
export const setNothing = (host: ActionHost): void =>
  setCounts(host, { matrix: { include: [] }, tasks: 0, blocked: 0, conflicts: 0 });

function setCounts(
  host: ActionHost,
  counts: {
    readonly matrix: CiMatrix;
    readonly tasks: number;
    readonly blocked: number;
    readonly conflicts: number;
  },
): void {
  const { matrix, ...numbers } = counts;
  host.setOutput('matrix', JSON.stringify(matrix));
  host.setOutput('has-tasks', String(matrix.include.length > 0));
  for (const [name, number] of Object.entries(numbers)) host.setOutput(name, String(number));
}

/** Where later steps find it. */
async function writePlanFile(temp: string | undefined, text: string): Promise<string> {
  const folder = await mkdtemp(path.join(temp ?? tmpdir(), 'agentic-plan-'));
  const file = path.join(folder, 'plan.json');
  await writeFile(file, text);
  return file;
}
