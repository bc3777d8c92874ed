import { expect, it } from 'vitest';
import { gathering } from '../../src/app/perform/gathering.ts';

it('answers together what is asked for at the same time or while others are answered', async () => {
  const batches: (readonly string[])[] = [];
  const asked = gathering<string, string>();
  let go = (): void => {};
  const held = new Promise<void>((resolve) => {
    go = resolve;
  });
  const ask = (item: string): Promise<string> =>
    asked.add(item, async (batch) => {
      batches.push(batch.map((one) => one.item));
      await held;
      for (const { item: name, answer } of batch) answer(name.toUpperCase());
    });
  const first = [ask('a'), ask('b')];
  await Promise.resolve().then(() => {});
  const second = [ask('c'), ask('d')];
  go();
  expect(await Promise.all([...first, ...second])).toEqual(['A', 'B', 'C', 'D']);
  expect(batches).toEqual([
    ['a', 'b'],
    ['c', 'd'],
  ]);
  await asked.idle();
  expect(await ask('e')).toBe('E');
});

it('what is left unanswered by a failure fails with it, the next batch is answered', async () => {
  const asked = gathering<string, string>();
  const ask = (item: string): Promise<string> =>
    asked.add(item, async (batch) => {
      for (const { item: name, answer } of batch) {
        if (name === 'bad') throw new Error('no');
        answer(name);
      }
    });
  const all = await Promise.allSettled([ask('good'), ask('bad'), ask('after')]);
  expect(all.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'rejected']);
  expect(await ask('again')).toBe('again');
});
