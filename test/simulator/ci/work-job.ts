import { artifactName } from '../../../src/core/ci/work-result.ts';
import type { HeldClaim } from '../../../src/core/claim/held-claim.ts';
import type { RunId, TaskId } from '../../../src/core/model/ids.ts';
import { problemOf } from '../../../src/core/model/problem.ts';
import { SHARED_FILE } from '../content-trees.ts';
import type { Life } from '../world.ts';
import type { JobAt } from './ci-jobs.ts';
import { CI_LEASE_S, filesOf, groundOf } from './ci-values.ts';
import { NO_LARGE_OBJECTS, simulatedFiles } from './simulated-files.ts';

type Deed =
  | 'works'
  | 'fails'
  | 'leaves nothing'
  | 'writes outside'
  | 'tampers'
  | 'doubles'
  | 'is another’s'
  | 'renames';

const DEEDS: readonly [Deed, ...Deed[]] = [
  'works',
  'works',
  'works',
  'works',
  'works',
  'works',
  'works',
  'fails',
  'leaves nothing',
  'leaves nothing',
  'writes outside',
  'tampers',
  'doubles',
  'is another’s',
  'renames',
];

/** A row of the matrix: whatever it does it does with a token that can only read. */
export async function workJob(
  job: JobAt,
  life: Life,
  of: { readonly run: RunId; readonly wave: number; readonly task: TaskId },
): Promise<void> {
  const { stage, steps, judge, at, artifacts } = job;
  const { world } = stage;
  judge.begins(life.name, { at, wave: of.wave });
  const ground = groundOf(stage, life, at);
  const given = await steps.find(ground, of);
  if (!given.ok || given.value === undefined) {
    world.count('work not given', () => `${life.name}: not given`);
    return;
  }
  const { held } = given.value;
  await life.machine.sleep(world.choices.pick([0.02, 0.2, 0.4]) * CI_LEASE_S * 1000);
  const deed = stage.isCalm ? 'works' : world.choices.pick(DEEDS);
  world.count(`work ${deed}`, () => `${life.name}: ${deed}`);
  if (deed === 'leaves nothing') return;
  const files = simulatedFiles(stage);
  const tree = treeOf(job, held, deed);
  const failed = problemOf('no-such-run', { run: of.run, table: 'simulated' });
  await steps.leave(
    { files, large: NO_LARGE_OBJECTS, artifacts, wave: of.wave, held },
    {
      end:
        deed === 'fails'
          ? { kind: 'failed', problem: failed, mayPass: false, fault: 'agent' }
          : { kind: 'ready' },
      spent: { ms: 1000, usd: 0 },
      tree,
      summary: '',
      outputs: {},
      messages: [],
    },
  );
  spoil(job, of, deed);
}

function treeOf({ stage }: JobAt, { record }: HeldClaim, deed: Deed) {
  const { trees, world } = stage;
  const { run, task, claim, base } = record;
  const before = world.network.objects.treeOf(base ?? stage.base);
  const files = [...filesOf(run, task), ...(deed === 'writes outside' ? ['tests/z'] : [])];
  const own = trees.write(before, files, `${run}/${task} ${claim}`);
  return trees.write(own, [SHARED_FILE], `${run}/${task}`);
}

/** What somebody makes of an artifact who can write all those of the workflow. */
function spoil(
  { artifacts, stage }: JobAt,
  { run, wave, task }: { readonly run: RunId; readonly wave: number; readonly task: TaskId },
  deed: Deed,
): void {
  const own = artifactName({ run, wave, task });
  // mostly one that was given out with it
  const pair = 'badc'['abcd'.indexOf(task)] ?? 'a';
  const other = stage.world.choices.pick([pair, pair, 'a', 'd']);
  if (deed === 'tampers')
    artifacts.change(own, (path, text) => (path.startsWith('blobs/') ? `${text}!` : text));
  if (deed === 'doubles' && other !== task) artifacts.copy(own, artifactName({ run, wave, task: other }));
  if (deed === 'is another’s')
    artifacts.change(own, (path, text) =>
      path === 'result.json' ? text.replace(/"claim": "c-[0-9a-f]{12}"/, '"claim": "c-000000000000"') : text,
    );
  if (deed === 'renames') artifacts.copy(own, artifactName({ run, wave: wave + 1, task }));
}
