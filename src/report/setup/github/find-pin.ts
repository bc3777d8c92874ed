import { type ActionPin, PINS } from './action-pins.ts';

const USES = /uses: ([\w.-]+\/[\w.-]+)@([0-9a-f]{40}) # (\S[^\n]{0,60})/g;

/** Our own Action as a workflow that `workflowText` wrote names it. */
export function findPin(workflow: string): ActionPin | undefined {
  const others = new Set<string>(Object.values(PINS).map(({ action }) => action));
  for (const [, action = '', commit = '', tag = ''] of workflow.matchAll(USES))
    if (!others.has(action)) return { action, commit, tag };
  return undefined;
}
