import type { Publishing } from '../../../src/app/ports/publishing.ts';
import { bendCommit } from '../bend-claimant.ts';
import { finishChaos } from '../chaos/finish-chaos.ts';
import { BRANCH } from '../chaos/run-values.ts';
import { withForce } from '../client-commands.ts';
import type { Mutation } from './mutation.ts';

// What goes wrong where a result and its branch are not moved as the protocol says.

const bent = (replace: (real: Publishing) => Partial<Publishing>) => (real: Publishing) => ({
  ...real,
  ...replace(real),
});

export const BRANCH_MUTATIONS: readonly Mutation[] = [
  {
    name: 'moves the branch by force',
    rules: [14, 17, 18],
    seed: 132,
    scenario: (name) =>
      finishChaos({
        name,
        bend: (claimant) => bendCommit(claimant, (t, send) => send(withForce(t, [BRANCH]))),
      }),
  },
  {
    name: 'takes what stands on the branch for a part of its result',
    rules: [17, 18],
    scenario: (name) => finishChaos({ name, bendPublishing: bent(() => ({ contains: async () => true })) }),
  },
  {
    name: 'says that a run is finished before the branch has moved',
    rules: [18],
    scenario: (name) =>
      finishChaos({
        name,
        bend: (claimant) =>
          bendCommit(claimant, async (t, send) => {
            const [branch, ...plan] = t.updates;
            if (branch?.ref !== BRANCH || plan.length === 0) return send(t);
            const outcome = await send({ ...t, updates: plan });
            return outcome.kind === 'applied' ? send({ ...t, updates: [branch] }) : outcome;
          }),
      }),
  },
  {
    name: 'publishes a combination that nobody has tested',
    rules: [16],
    scenario: (name) =>
      finishChaos({ name, bendPublishing: bent(() => ({ treeOf: async () => '1'.repeat(40) as never })) }),
  },
  {
    name: 'publishes its own tree instead of merging it into the newest result',
    rules: [14],
    scenario: (name) =>
      finishChaos({
        name,
        bendPublishing: bent((real) => ({
          merge: async (_, theirs) => ({ kind: 'clean', tree: await real.treeOf(theirs) }),
        })),
      }),
  },
  {
    name: 'opens a run only where nothing of it is there',
    rules: [5],
    scenario: (name) =>
      finishChaos({
        name,
        bend: (claimant) =>
          bendCommit(claimant, (t, send) => {
            const opens = t.updates.every(({ ref }) => ref.startsWith('refs/agentic/runs/'));
            const all = t.updates.map((update) => ({ ...update, expect: null }));
            return send(opens && t.updates.length === 1 ? { ...t, updates: all } : t);
          }),
      }),
  },
];
