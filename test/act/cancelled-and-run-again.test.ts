import { watch } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { ACT, LONG } from './run-act.ts';
import { CHAIN, openWaves, PAIR, WRITES } from './waves-world.ts';

describe.skipIf(!ACT)('a job that is cancelled, and a run of the workflow that is run again', () => {
  it('what was finished stays, what was held is taken over by the next attempt, and each task is published once', {
    timeout: LONG,
  }, async () => {
    await using world = await openWaves({
      waves: 2,
      workflows: CHAIN,
      agent: `
        const begun = store + '/begun';
        if (task === 'b' && !fs.existsSync(begun)) {
          fs.writeFileSync(begun, '');
          await new Promise((done) => setTimeout(done, 600_000));
        }
        ${WRITES}`,
    });
    const cancel = new AbortController();
    const watcher = watch(world.store, (_event, name) => name === 'begun' && cancel.abort());
    const first = await world.run({ interruptedBy: cancel.signal });
    watcher.close();
    expect(first.code, first.log).not.toBe(0);
    expect(world.results()).toEqual([]);
    const second = await world.run({ attempt: '2' });
    expect(second.code, second.log).toBe(0);
    expect(world.results(), second.log).toEqual(['out/a.txt', 'out/b.txt']);
    const published = world.published();
    expect(published).toHaveLength(2);
    expect(world.locks()).toEqual([]);
    // run again as a whole it finds that all is done
    const third = await world.run({ attempt: '3' });
    expect(third.code, third.log).toBe(0);
    expect([...third.jobs]).toEqual([['plan', 'success']]);
    expect(world.published()).toEqual(published);
  });

  it('of a job that dies alone the others go on, and its task is done in the next wave', {
    timeout: LONG,
  }, async () => {
    await using world = await openWaves({
      waves: 2,
      workflows: PAIR,
      agent: `
        const died = store + '/died';
        if (task === 'a' && !fs.existsSync(died)) {
          fs.writeFileSync(died, '');
          process.kill(process.ppid, 'SIGKILL'); // the step that has started it: what is left of the job is nobody's
          await new Promise((done) => setTimeout(done, 600_000));
        }
        ${WRITES}`,
    });
    const run = await world.run();
    expect(world.results(), run.log).toEqual(['out/a.txt', 'out/b.txt']);
    expect([run.jobs.get('work-1'), run.jobs.get('work-2')]).toEqual(['failure', 'success']);
    expect(world.published()).toHaveLength(2);
    expect(world.locks()).toEqual([]);
  });
});
