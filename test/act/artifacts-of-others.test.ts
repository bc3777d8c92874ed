import { describe, expect, it } from 'vitest';
import { ACT, LONG } from './run-act.ts';
import { openWaves, PAIR } from './waves-world.ts';

/** Once, in the middle of the verification of the first wave: what any job of the run may do to artifacts of others. */
const once = (does: string): string => `
const of = (task) => fs.readdirSync(store).find((name) => name.startsWith('agentic-') && name.endsWith('-1-' + task));
const mark = store + '-done';
if (!fs.existsSync(mark)) {
  fs.writeFileSync(mark, '');
  ${does}
}`;

describe.skipIf(!ACT)('artifacts that another job has touched', () => {
  it('a tampered one is not published, nor either of two that name one task; all are done in the next wave', {
    timeout: LONG,
  }, async () => {
    await using world = await openWaves({
      waves: 2,
      workflows: `${PAIR}
    - { task: c, writes: [out/c.txt] }
    - { task: d, writes: [out/d.txt] }`,
      check: once(`
        const folder = store + '/' + of('a');
        for (const name of fs.readdirSync(folder, { recursive: true })) {
          const file = folder + '/' + name;
          if (fs.statSync(file).isFile() && fs.readFileSync(file, 'utf8') === 'a\\n') fs.writeFileSync(file, 'evil\\n');
        }
        fs.cpSync(store + '/' + of('c'), store + '/' + of('d'), { recursive: true });`),
    });
    const run = await world.run();
    expect(world.results(), run.log).toEqual(['out/a.txt', 'out/b.txt', 'out/c.txt', 'out/d.txt']);
    for (const task of ['a', 'b', 'c', 'd']) expect(world.textOf(`out/${task}.txt`)).toBe(task);
    expect(run.log).toMatch(/agentic-\S+-1-a is not taken: its files are not what it says \(out\/a.txt\)/);
    for (const task of ['c', 'd']) expect(run.log).toMatch(new RegExp(`agentic-\\S+-1-${task} is not taken`));
    expect(run.log).not.toMatch(/agentic-\S+-1-b is not taken/);
  });
});
