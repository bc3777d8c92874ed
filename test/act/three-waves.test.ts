import { describe, expect, it } from 'vitest';
import { ACT, LONG } from './run-act.ts';
import { openWaves, PAIR, WRITES } from './waves-world.ts';

describe.skipIf(!ACT)('the workflow that init writes, run by act', () => {
  it('works off six tasks in three waves; what needs a failed one is not done, all else is', {
    timeout: LONG,
  }, async () => {
    await using world = await openWaves({
      agent: `if (task === 'd') process.exit(1);\n${WRITES}`,
      retries: 0,
    });
    const pushes = world.pushes();
    const run = await world.run();
    expect(world.results(), run.log).toEqual(['out/a.txt', 'out/b.txt', 'out/c.txt', 'out/e.txt']);
    expect(run.jobs.get('publish-3')).toBe('success');
    expect(run.jobs.get('release')).toBe('failure'); // the run is over, and a task of it has failed
    expect(world.locks()).toEqual([]);
    expect(pushes()).toBe(4);
    expect(world.pull.github.breaches).toEqual([]);
  });

  it('does no job but the plan where there is nothing to do', { timeout: LONG }, async () => {
    await using world = await openWaves({ workflows: ' {}' });
    const run = await world.run();
    expect([...run.jobs], run.log).toEqual([['plan', 'success']]);
    expect(run.code).toBe(0);
  });

  it('starts no agent whose secret is missing, and says which', { timeout: LONG }, async () => {
    await using world = await openWaves({ workflows: PAIR, agents: 'claude: { preset: claude-code }' });
    const run = await world.run();
    expect(run.jobs.get('work-1'), run.log).toBeUndefined();
    expect(run.log).toContain('no task goes to claude: the secret is missing here');
    expect(world.locks()).toEqual([]);
  });
});
