import { writeFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { openWaves } from '../../test/act/waves-world.ts';
import { makeEmptyAction } from './empty-steps.ts';

// Measured by `bench/act-waves.mjs`, which reads the file: how long the generated workflow takes, and how long with empty steps.
const ROUNDS = Number(process.env['ROUNDS'] ?? 3);

test('three waves with six tasks', { timeout: 1_800_000 }, async () => {
  const taken: { ours: number[]; empty: number[] } = { ours: [], empty: [] };
  for (let round = 0; round < ROUNDS; round++) {
    await using world = await openWaves();
    const empty = makeEmptyAction(world.pull.remote.tip('main'));
    for (const [name, instead] of [
      ['empty', { instead: empty }],
      ['ours', {}],
    ] as const) {
      const begun = performance.now();
      const run = await world.run(instead);
      taken[name].push(performance.now() - begun);
      expect(run.jobs.get('publish-3'), run.log).toBe('success');
    }
  }
  writeFileSync(process.env['ACT_TIMES'] ?? '/dev/stdout', JSON.stringify(taken));
});
