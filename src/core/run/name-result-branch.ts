import type { PublishSettings } from '../model/settings.ts';

/** Where the result of a run goes: the target itself, `publish.branch`, else a branch that is named after the target. */
export const resultBranchOf = (
  { to, branch }: Pick<PublishSettings, 'to' | 'branch'>,
  target: string,
): string => (to === 'head' ? target : (branch ?? nameResultBranch(target)));

/** Where the result of a run goes as patches. */
export const patchFileOf = (run: string): string => `agentic-plan-${run}.patch`;

/** `agentic/` and the target, with `-` for `/`; never the user's own branch. Characters that no branch may have become `-`. */
export function nameResultBranch(target: string): string {
  const name = target
    .replaceAll(/[/\\\s~^:?*[\]@{}'"`$;&|<>()!#]+/g, '-')
    .replaceAll(/[^\x21-\x7e\u00a0-\uffff]+/g, '-')
    .replaceAll(/\.{2,}|^\.|\.$|\.lock$/g, '-')
    .replace(/^-+/, '');
  return `agentic/${name === '' ? 'result' : name}`;
}
