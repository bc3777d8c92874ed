import { type Checked, problemOf } from '../../../../core/model/problem.ts';
import type { ActionPin } from '../../../../report/setup/github/action-pins.ts';
import { findPin } from '../../../../report/setup/github/find-pin.ts';
import { OWN_ACTION, OWN_TAG, releaseOfAction } from '../../../open/release-of-action.ts';
import type { SetupGround } from '../part.ts';

const GIVEN = /^([\w.-]+\/[\w.-]+)@([0-9a-f]{40})$/;

/**
 * The commit of our Action that a workflow names: the one given, the one that stands there already, unless that is of
 * another version of this program, or the one that the network shows for this version.
 */
export async function choosePin(
  { context, input, workspace }: SetupGround,
  workflow: string | undefined,
): Promise<Checked<ActionPin>> {
  const { action } = input.options;
  if (typeof action === 'string') return parseGiven(action);
  const there = workflow === undefined ? undefined : findPin(workflow);
  if (there !== undefined && (there.tag === OWN_TAG || !/^v\d/.test(there.tag)))
    return { ok: true, value: there, warnings: [] };
  const clone = await workspace.clone();
  if (!clone.ok) return clone;
  const found = await releaseOfAction({ cwd: clone.value.topLevel ?? context.cwd });
  return found.ok ? { ...found, value: { action: OWN_ACTION, ...found.value } } : found;
}

function parseGiven(text: string): Checked<ActionPin> {
  const [, action, commit] = GIVEN.exec(text) ?? [];
  if (action !== undefined && commit !== undefined)
    return { ok: true, value: { action, commit, tag: 'as given to init' }, warnings: [] };
  const message = `--action ${text} is no <owner>/<name>@<commit>`;
  const remedy = 'write all 40 digits of the commit: a tag can be moved';
  return { ok: false, problems: [problemOf('usage', { message, remedy })] };
}
