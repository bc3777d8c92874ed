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
  it('a tampered one is not published; its task is done in the next wave', { timeout: LONG }, async () => {
    await using world = await openWaves({
      waves: 2,
      workflows: PAIR,
      check: once(`
        const folder = store + '/' + of('a');
        for (const name of fs.readdirSync(folder, { recursive: true })) {
          const file = folder + '/' + name;
          if (fs.statSync(file).isFile() && fs.readFileSync(file, 'utf8') === 'a\\n') fs.writeFileSync(file, 'evil\\n');
        }`),
    });
    const run = await world.run();
    expect(world.results(), run.log).toContain('out/a.txt');
    expect(world.textOf('out/a.txt')).toBe('a');
    expect(run.log).toMatch(/agentic-\S+-1-a is not taken: its files are not what it says \(out\/a.txt\)/);
  });

  it('of two that name one task neither is taken, by name', { timeout: LONG }, async () => {
    await using world = await openWaves({
      waves: 2,
      workflows: PAIR,
      check: once("fs.cpSync(store + '/' + of('a'), store + '/' + of('b'), { recursive: true });"),
    });
    const run = await world.run();
    expect(world.textOf('out/a.txt'), run.log).toBe('a');
    expect(world.textOf('out/b.txt')).toBe('b');
    expect(run.log).toMatch(/agentic-\S+-1-a is not taken/);
    expect(run.log).toMatch(/agentic-\S+-1-b is not taken/);
  });
});
