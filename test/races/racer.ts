import { processMemory } from '../../src/app/claim/claimant.ts';
import { endClaim } from '../../src/app/claim/end-claim.ts';
import { takeClaim } from '../../src/app/claim/take-claim.ts';
import type { LockName, RepoPath, RunId, TaskId } from '../../src/core/model/ids.ts';
import { openClone } from '../../src/git/clone/clone-facts.ts';
import { openPrivateRepository } from '../../src/git/private/private-repository.ts';
import { remoteRefStore } from '../../src/git/table/remote-ref-store.ts';
import { realMachine } from '../../src/process/machine.ts';
import { SeededRandom } from '../simulator/seeded-random.ts';

// One process of a race: claims random paths of a small tree and gives them back, as fast as it can, through the real
// stores. Prints one JSON line for each call: what was asked, what came of it, and when by the machine's one clock.

const [clone = '', url = '', name = '', seed = '0', rounds = '1'] = process.argv.slice(2);
const PATHS = [['src'], ['src/a'], ['src/a/x', 'docs'], ['src/b'], ['docs', 'src/b'], ['docs/deep/er']];

const random = new SeededRandom(Number(seed));
const microseconds = (): number => Number(process.hrtime.bigint() / 1000n);
const print = (line: object): boolean => process.stdout.write(`${JSON.stringify(line)}\n`);

const facts = await openClone(clone);
if (!facts.ok) throw new Error(JSON.stringify(facts.problems));
const repository = await openPrivateRepository(facts.value);
if (!repository.ok) throw new Error(JSON.stringify(repository.problems));
const claimant = {
  store: remoteRefStore({
    repository: repository.value,
    url,
    display: 'race',
    pushTimeoutMs: 5000,
    lookTimeoutMs: 5000,
  }),
  machine: realMachine(),
  holder: { kind: 'session', id: name, name } as const,
  memory: processMemory(),
  sightings: { load: async () => new Map(), save: async () => {} },
  isKnownDead: async () => false,
  retryBudgetMs: 3000,
};

for (let round = 0; round < Number(rounds); round++) {
  const paths = PATHS[random.below(PATHS.length)] ?? ['src'];
  const wish = {
    run: 'race' as RunId,
    task: `${name}-${round}` as TaskId,
    paths: paths.map((path) => ({ path: path as RepoPath, lock: path as LockName })),
    leaseS: 600,
  };
  const call = microseconds();
  const taken = await takeClaim(claimant, wish);
  print({
    do: 'claim',
    claim: wish.task,
    paths,
    kind: taken.kind,
    call,
    return: microseconds(),
    ...detailOf(taken),
  });
  if (taken.kind !== 'claimed') continue;
  await claimant.machine.sleep(random.below(20));
  const ending = microseconds();
  const ended = await endClaim(claimant, taken.held, { state: 'released' });
  print({
    do: 'end',
    claim: wish.task,
    kind: ended.kind,
    call: ending,
    return: microseconds(),
    ...detailOf(ended),
  });
}

function detailOf(outcome: object): object {
  return 'failure' in outcome ? { failure: outcome.failure } : {};
}
