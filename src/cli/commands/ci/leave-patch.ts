import { join } from 'node:path';
import { patchArtifact } from '../../../core/ci/work-result.ts';
import type { Oid } from '../../../core/model/ids.ts';
import type { Plan } from '../../../core/model/plan.ts';
import { patchFileOf } from '../../../core/run/name-result-branch.ts';
import type { CommandContext } from '../../command.ts';
import { artifactsAt, jobFolder, type OpenedCi } from '../../open/ci.ts';
import { patchOf } from '../../open/patch-file.ts';
import type { StepOutputs } from './step.ts';

/** Puts the result of a run, where it is shown, as patches into a folder for an artifact: whoever runs the step again gets the same. */
export async function leavePatch(
  context: Pick<CommandContext, 'env'>,
  of: {
    readonly opened: OpenedCi;
    readonly plan: Pick<Plan, 'run' | 'head'>;
    readonly shown: Oid | undefined;
  },
): Promise<Pick<StepOutputs, 'artifact' | 'folder'>> {
  const { opened, plan, shown } = of;
  if (shown === undefined) return {};
  const { run, head } = plan;
  const artifact = patchArtifact(run);
  const root = join(jobFolder(context, { run, wave: 0, task: '' }), 'artifacts');
  const { bytes } = await patchOf(opened.table, { base: head, to: shown });
  await artifactsAt(root).put(artifact, [{ path: patchFileOf(run), bytes }]);
  return { artifact, folder: join(root, artifact) };
}
