import type { MadePlan } from '../../../app/plan/make-plan.ts';
import { isBranchName } from '../../../config/rules/branch-is-valid.ts';
import { type Checked, problemOf } from '../../../core/model/problem.ts';
import type { PublishSettings } from '../../../core/model/settings.ts';
import type { CommandInput } from '../../command.ts';

/** Where the result of this start goes, whatever is configured. */
export type ResultOption = { readonly branch: string } | { readonly file: string };

/** `--branch` or `--patch`; `undefined`: where it always goes. */
export function readResultOption({ options }: CommandInput): Checked<ResultOption | undefined> {
  const { branch, patch } = options;
  const accept = (value: ResultOption | undefined): Checked<ResultOption | undefined> => ({
    ok: true,
    value,
    warnings: [],
  });
  if (typeof branch === 'string' && typeof patch === 'string') {
    const message = '--branch and --patch exclude each other';
    return { ok: false, problems: [problemOf('usage', { message, remedy: 'leave one of them out' })] };
  }
  if (typeof patch === 'string') return accept({ file: patch });
  if (typeof branch !== 'string') return accept(undefined);
  if (isBranchName(branch)) return accept({ branch });
  return {
    ok: false,
    problems: [problemOf('bad-branch', { branch }, { where: { file: '--branch' } })],
  };
}

/** After the plan is made: the run is the same one, wherever its result goes. */
export function sendTo(made: MadePlan, option: ResultOption | undefined): MadePlan {
  if (option === undefined) return made;
  const { settings } = made;
  const publish = publishTo(settings.publish, option);
  return { ...made, settings: { ...settings, publish } };
}

function publishTo({ to, every }: PublishSettings, option: ResultOption): PublishSettings {
  if ('file' in option) return { to: 'patch', every, file: option.file };
  return { to: to === 'pull-request' ? to : 'branch', every, branch: option.branch };
}
