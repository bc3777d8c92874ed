import { describe, expect, it } from 'vitest';
import { ACT, LONG } from './run-act.ts';
import { CHAIN, openWaves, REPOSITORY } from './waves-world.ts';

describe.skipIf(!ACT)('more waves than the workflow has', () => {
  const says =
    'the last publish starts it again on the default branch, with the run and nothing else, and that one goes on';
  it(says, { timeout: LONG }, async () => {
    await using world = await openWaves({ waves: 1, workflows: CHAIN });
    const first = await world.run();
    expect(world.dispatched(), first.log).toEqual([
      { workflow: 'agentic-plan.yml', ref: 'main', inputs: { run: expect.any(String) } },
    ]);
    expect(world.results()).toEqual([]); // the branch moves once, at the end of a run
    const payload = { ref: 'refs/heads/main', repository: REPOSITORY, inputs: world.dispatched()[0]?.inputs };
    const second = await world.run({
      event: 'workflow_dispatch',
      payload,
      run: '78',
      actor: 'github-actions[bot]',
    });
    expect(world.results(), second.log).toEqual(['out/a.txt', 'out/b.txt']);
    expect(second.code).toBe(0);
    expect(world.dispatched()).toHaveLength(1);
    expect(world.locks()).toEqual([]);
  });
});
