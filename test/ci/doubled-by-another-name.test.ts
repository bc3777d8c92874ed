import { expect, test } from 'vitest';
import { readResults } from '../../src/app/ci/read-results.ts';
import { artifactName, RESULT_FILE, type WorkResult } from '../../src/core/ci/work-result.ts';
import type { HeldClaim } from '../../src/core/claim/held-claim.ts';
import { oidOf, runId, taskId } from '../../src/core/model/ids.ts';
import { SimulatedArtifacts } from '../simulator/ci/simulated-artifacts.ts';

const run = runId('main-00000000');
const base = oidOf('b'.repeat(40));
const held = (claim: string): HeldClaim => ({ claim, record: { base } }) as unknown as HeldClaim;
const given = new Map([
  [taskId('a'), held('c-aaaaaaaaaaaa')],
  [taskId('b'), held('c-bbbbbbbbbbbb')],
]);

const resultOf = (task: string, claim: string): Buffer => {
  const said: Omit<WorkResult, 'task' | 'claim'> = {
    version: 1,
    run,
    wave: 1,
    base,
    result: 'ready',
    lines: [],
    ms: 1,
    usd: 0,
    summary: '',
    outputs: {},
    messages: [],
    changes: [],
  };
  return Buffer.from(JSON.stringify({ ...said, task, claim }));
};

test.each([['evil'], ['c']])(
  'an artifact under the name of no task that was given out (%s) doubles the task that it names',
  async (name) => {
    const artifacts = new SimulatedArtifacts();
    for (const task of ['a', 'b'])
      await artifacts.put(artifactName({ run, wave: 1, task }), [
        { path: RESULT_FILE, bytes: resultOf(task, `c-${task.repeat(12)}`) },
      ]);
    await artifacts.put(artifactName({ run, wave: 1, task: name }), [
      { path: RESULT_FILE, bytes: resultOf('a', 'c-aaaaaaaaaaaa') },
    ]);
    const { results, refused } = await readResults({ run, wave: 1, given }, artifacts);
    expect([...results.keys()]).toEqual(['b']);
    expect([...refused]).toEqual([['a', 'doubled']]);
  },
);
