import type { CiGround } from '../../../src/app/ci/ci-ground.ts';
import { findGiven } from '../../../src/app/ci/find-given.ts';
import { publishWave } from '../../../src/app/ci/publish-wave.ts';
import { takeWave } from '../../../src/app/ci/take-wave.ts';
import { verifyWave } from '../../../src/app/ci/verify-wave.ts';
import type { Claimant } from '../../../src/app/claim/claimant.ts';
import { endClaim } from '../../../src/app/claim/end-claim.ts';
import { releaseLeft } from '../../../src/app/claim/release-left.ts';
import type { Artifacts } from '../../../src/app/ports/artifacts.ts';
import { RESULT_FILE, readWorkResult } from '../../../src/core/ci/work-result.ts';
import { isLive } from '../../../src/core/claim/record.ts';
import type { RefTransaction } from '../../../src/core/claim/ref-transaction.ts';
import { lockOfRef, taskOfRef } from '../../../src/core/claim/refs.ts';
import type { RepoPath } from '../../../src/core/model/ids.ts';
import { bendCommit, bendMessages, bendStore, recordIn } from '../bend-claimant.ts';
import { ciChaos } from '../chaos/ci-chaos.ts';
import type { CiUseCases } from '../ci/ci-values.ts';
import { NO_FAULTS } from '../faults.ts';
import { NO_MISHAPS } from '../mishaps.ts';
import type { Mutation } from './mutation.ts';

// What goes wrong where the jobs of a CI run believe each other, or end what is not theirs.

const withSteps =
  (steps: Partial<CiUseCases>) =>
  (name: string): ReturnType<Mutation['scenario']> =>
    ciChaos({ name, steps });

/** The same where nothing but the jobs themselves goes wrong. */
const withJobs =
  (steps: Partial<CiUseCases>) =>
  (name: string): ReturnType<Mutation['scenario']> =>
    ciChaos({ name, steps, faults: NO_FAULTS, mishaps: NO_MISHAPS });

/** Where pushes are applied by half. */
const HALF = { request: { half: 20 }, listingTorn: 0, listingFails: 0 };

/** Where a server takes its time between two refs, and others look meanwhile. */
const SLOW = { request: { slow: 60 }, listingTorn: 0, listingFails: 0 };

/** The ground of a job whose claimant is bent. */
const bent = (ground: CiGround, claimant: Claimant): CiGround => ({
  ...ground,
  claimant: { ...claimant, holder: ground.claimant.holder },
});

type Taking = Parameters<typeof takeWave>[1];

/** Every result that is read goes through `change`. */
const bendResults = (of: Taking, change: (json: string, artifact: string) => string): Taking => {
  const { artifacts } = of;
  const bentArtifacts: Artifacts = {
    list: () => artifacts.list(),
    put: (name, files) => artifacts.put(name, files),
    open: async (name, most) => {
      const opened = await artifacts.open(name, most);
      if ('refused' in opened) return opened;
      return {
        stream: opened.stream,
        read: async (path, maxBytes) => {
          const bytes = await opened.read(path, maxBytes);
          if (bytes === undefined || path !== RESULT_FILE) return bytes;
          return Buffer.from(change(Buffer.from(bytes).toString('utf8'), name));
        },
      };
    },
  };
  return { ...of, artifacts: bentArtifacts };
};

export const CI_MUTATIONS: readonly Mutation[] = [
  {
    name: 'publishes what verify names without looking whether it is within the claims',
    rules: [25],
    scenario: withJobs({
      take: async (ground, of) => {
        const { publishing } = ground;
        const blind = {
          ...publishing,
          changedPaths: async (...ask: Parameters<typeof publishing.changedPaths>) =>
            (await publishing.changedPaths(...ask)).filter((path: RepoPath) => !path.startsWith('tests/')),
        };
        return takeWave({ ...ground, publishing: blind }, of);
      },
    }),
  },
  {
    name: 'publishes without comparing its tree with the one that was verified',
    rules: [16, 25],
    scenario: withJobs({
      publish: (ground, of) => {
        const { publishing } = ground;
        const { tree } = of.said;
        const blind = { ...publishing, treeOf: async () => tree ?? publishing.treeOf(of.seen.run.refs.tip) };
        return publishWave({ ...ground, publishing: blind }, of);
      },
    }),
  },
  {
    name: 'publishes whatever was taken, verified or not',
    rules: [16, 25],
    seed: 26,
    scenario: withSteps({
      publish: async (ground, of) => {
        const { works } = of.seen.taken;
        const { publishing } = ground;
        const verified = new Set(works.keys());
        const tree = of.said.tree ?? (await publishing.treeOf(of.seen.run.refs.tip));
        const blind = { ...publishing, treeOf: async () => tree };
        return publishWave({ ...ground, publishing: blind }, { ...of, said: { ...of.said, tree, verified } });
      },
    }),
  },
  {
    name: 'takes the artifact of an earlier claim of the task',
    rules: [14, 25],
    seed: 37,
    scenario: withJobs({
      take: async (ground, of) => {
        const seen = await takeWave(ground, of);
        if (!seen.ok) return seen;
        const { given } = seen.value.run;
        return takeWave(
          ground,
          bendResults(of, (json) => {
            const read = readWorkResult(json);
            const held = read.kind === 'result' ? given.get(read.result.task) : undefined;
            if (read.kind !== 'result' || held === undefined) return json;
            return JSON.stringify({ ...read.result, claim: held.claim, base: held.record.base });
          }),
        );
      },
    }),
  },
  {
    name: 'takes one of two artifacts that name the same task',
    rules: [25],
    seed: 16,
    scenario: withJobs({
      take: (ground, of) =>
        takeWave(
          ground,
          bendResults(of, (json, artifact) => {
            const read = readWorkResult(json);
            const isOwn = read.kind === 'result' && artifact.endsWith(`-${read.result.task}`);
            return isOwn ? json : '{}';
          }),
        ),
    }),
  },
  {
    name: 'takes for its own wave what was given out for another one',
    rules: [25],
    seed: 205,
    scenario: withSteps({
      take: async (ground, of) => {
        const blind = bendMessages(ground.claimant, (message) =>
          message.replace(/"wave":\d+/, `"wave":${of.wave}`),
        );
        return takeWave(bent(ground, blind), of);
      },
    }),
  },
  {
    name: 'tests each work by itself, and never the combination',
    rules: [16],
    scenario: withSteps({
      verify: async (ask) => {
        for (const work of ask.works) await verifyWave({ ...ask, works: new Map([work]) });
        const { to, commits, leftOut } = await ask.combine(ask.works, ask.onto);
        return { to, tasks: [...commits.keys()], left: leftOut };
      },
    }),
  },
  {
    name: 'gives back the claims of a later attempt, too',
    rules: [1, 6],
    seed: 88,
    scenario: withSteps({
      release: (claimant) =>
        releaseLeft({
          ...claimant,
          holder: claimant.holder.kind === 'ci' ? { ...claimant.holder, attempt: 99 } : claimant.holder,
        }),
    }),
  },
  {
    name: 'gives back nothing where it is not sure of what it saw',
    rules: [27],
    seed: 19,
    scenario: withSteps({
      release: async (claimant) => {
        const once = bendStore(claimant, (store) => ({
          commit: async (transaction) => {
            await store.commit(transaction);
            return { kind: 'applied' };
          },
        }));
        return releaseLeft(once);
      },
    }),
  },
  {
    name: 'publishes with the claims of a later attempt',
    rules: [1, 2, 6, 25],
    scenario: withSteps({
      take: (ground, of) => takeWave(asLater(ground), of),
      publish: (ground, of) => publishWave(asLater(ground), of),
    }),
  },
  {
    name: 'gives the paths of a wave back before the next one has them',
    rules: [28],
    scenario: (name) =>
      ciChaos({
        name,
        healthy: true,
        faults: NO_FAULTS,
        mishaps: NO_MISHAPS,
        bend: (claimant) =>
          bendCommit(claimant, async (transaction, send) => {
            const [first, then] = splitHandOver(transaction);
            if (then === undefined) return send(first);
            const outcome = await send(first);
            return outcome.kind === 'applied' ? send(then) : outcome;
          }),
      }),
  },
  {
    name: 'takes a claim that begins on its own end for litter until all of it is there',
    rules: [4],
    seed: 1009,
    scenario: (name) =>
      ciChaos({
        name,
        faults: SLOW,
        mishaps: NO_MISHAPS,
        bend: (claimant) =>
          bendMessages(claimant, (message) => message.replace(/"replaces":"[0-9a-f]+",/, '')),
      }),
  },
  {
    name: 'counts the tries of a task in each run of CI by itself',
    rules: [26],
    seed: 20,
    scenario: (name) =>
      ciChaos({
        name,
        bend: (claimant) =>
          bendMessages(claimant, (message) =>
            message.includes(`"run":"${runOf(claimant)}"`)
              ? message
              : message.replace(/"reason":"(failed|lost|left) /, '"reason":"other '),
          ),
      }),
  },
  {
    name: 'lets a job that runs an agent end its own claim',
    rules: [24],
    scenario: withSteps({
      find: async (ground, at) => {
        const given = await findGiven(ground, at);
        if (given.ok && given.value !== undefined)
          await endClaim(ground.claimant, given.value.held, { state: 'released' });
        return given;
      },
    }),
  },
  {
    name: 'publishes without looking for what has landed already',
    rules: [2, 3, 14, 25],
    seed: 20,
    scenario: (name) =>
      ciChaos({
        name,
        faults: HALF,
        mishaps: NO_MISHAPS,
        steps: {
          publish: (ground, of) => {
            const blind = { ...ground.publishing, findTrailer: async () => undefined };
            return publishWave({ ...ground, publishing: blind }, of);
          },
        },
      }),
  },
];

const runOf = ({ holder }: Claimant): string => (holder.kind === 'ci' ? holder.run : '');

/** As if it were the newest attempt of its run. */
const asLater = (ground: CiGround): CiGround => ({
  ...ground,
  claimant: { ...ground.claimant, holder: { ...ground.claimant.holder, attempt: 99 } },
});

function isBeginning(object: RefTransaction['objects'][number]): boolean {
  const record = recordIn({ updates: [], objects: [object] });
  return record !== undefined && isLive(record);
}

/** What ends, and then what begins. */
function splitHandOver(transaction: RefTransaction): readonly [RefTransaction, RefTransaction?] {
  const { updates, objects } = transaction;
  const live = new Set(objects.filter(isBeginning).map(({ oid }) => oid));
  // a task that is tried again goes from its old claim to its new one in one step
  const fresh = new Set(
    updates.flatMap(({ ref, expect, to }) =>
      taskOfRef(ref) && expect === null && to !== null && live.has(to) ? [to] : [],
    ),
  );
  const begun = updates.filter(({ to }) => to !== null && fresh.has(to));
  const moved = begun.filter(({ ref, expect }) => lockOfRef(ref) && expect !== null);
  if (moved.length === 0) return [transaction];
  const rest = updates.filter((update) => !begun.includes(update));
  return [
    { updates: [...rest, ...moved.map(({ ref, expect }) => ({ ref, expect, to: null }))], objects },
    {
      updates: begun.map(({ ref, expect, to }) => ({ ref, to, expect: lockOfRef(ref) ? null : expect })),
      objects,
    },
  ];
}
