import { PRESET_PROGRAMS, presetOfProgram } from '../../../../core/agents/presets.ts';
import type { Settings } from '../../../../core/model/settings.ts';
import { configOf } from '../../../command.ts';
import { findOnPath } from '../../../open/setup.ts';
import type { SetupGround } from '../part.ts';

/** A part that was named is wanted, whatever is found here. */
export const isNamed = ({ input }: SetupGround, name: string): boolean => input.operands.includes(name);

/** For `programsAtHand` of the ground. */
export async function findPrograms(
  ground: Pick<SetupGround, 'context' | 'input' | 'workspace'>,
): Promise<readonly string[]> {
  const found = await findOnPath({ executables: PRESET_PROGRAMS, env: ground.context.env });
  const settings = await ground.workspace.settings(configOf(ground.input));
  const configured = settings.ok ? programsOf(settings.value) : [];
  return PRESET_PROGRAMS.filter((program) => found.includes(program) || configured.includes(program));
}

const programsOf = ({ agents }: Settings): readonly string[] =>
  agents.flatMap(({ preset }) => PRESET_PROGRAMS.filter((program) => presetOfProgram(program) === preset));

/** Text of a file of the checkout; `undefined`: there is none that can be read. */
export async function textOf(
  { files }: Pick<SetupGround, 'files'>,
  path: string,
): Promise<string | undefined> {
  const found = await files.read({ path, in: 'checkout' });
  return found.kind === 'file' ? Buffer.from(found.bytes).toString('utf8') : undefined;
}
