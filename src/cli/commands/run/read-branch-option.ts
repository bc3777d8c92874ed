import type { MadePlan } from '../../../app/plan/make-plan.ts';
import { isBranchName } from '../../../config/rules/branch-is-valid.ts';
import { type Checked, problemOf } from '../../../core/model/problem.ts';
import type { CommandInput } from '../../command.ts';

/** `--branch`: where the result of this start goes; `undefined`: where it always goes. */
export function readBranchOption({ options }: CommandInput): Checked<string | undefined> {
  const branch = options['branch'];
  if (typeof branch !== 'string') return { ok: true, value: undefined, warnings: [] };
  if (isBranchName(branch)) return { ok: true, value: branch, warnings: [] };
  return {
    ok: false,
    problems: [problemOf('bad-branch', { branch }, { where: { file: '--branch' } })],
  };
}

/** After the plan is made: the run is the same one, wherever its result goes. */
export function onBranch(made: MadePlan, branch: string | undefined): MadePlan {
  if (branch === undefined) return made;
  const { settings } = made;
  const { to, every } = settings.publish;
  const publish = { to: to === 'head' ? 'branch' : to, every, branch } as const;
  return { ...made, settings: { ...settings, publish } };
}
