import { expect, test } from 'vitest';
import type { NotTogether } from '../../src/app/ci/set-works.ts';
import type { TakenWork } from '../../src/app/ci/take-results.ts';
import { verifyWave } from '../../src/app/ci/verify-wave.ts';
import type { Oid, TaskId } from '../../src/core/model/ids.ts';

/** Works are names; a result is the names in it; the test fails where it has all of one of these. */
async function verify(names: string, bad: readonly string[], conflicts: readonly string[] = []) {
  const works = new Map([...names].map((name) => [name as TaskId, {} as TakenWork]));
  const tested: string[] = [];
  const verified = await verifyWave({
    works,
    onto: '' as Oid,
    combine: async (some, onto) => {
      let to: string = onto;
      const leftOut = new Map<TaskId, NotTogether>();
      for (const name of some.keys())
        if (conflicts.some((pair) => pair[1] === name && to.includes(pair[0] ?? ' ')))
          leftOut.set(name, 'merge-conflict');
        else to += name;
      return { to: to as Oid, commits: new Map(), leftOut };
    },
    tests: {
      test: async (commit) => {
        tested.push(commit);
        return bad.some((all) => [...all].every((name) => commit.includes(name)))
          ? { passed: false, lines: [] }
          : { passed: true };
      },
    },
  });
  return { ...verified, left: Object.fromEntries(verified.left), tested };
}

test.each<[string, string, readonly string[], readonly string[], string, Record<string, string>]>([
  ['all fit', 'abc', [], [], 'abc', {}],
  ['none came', '', [], [], '', {}],
  ['one breaks it', 'abc', ['b'], [], 'ac', { b: 'verify-failed' }],
  ['two only together', 'abcd', ['bd'], [], 'abc', { d: 'not-together' }],
  ['all break it', 'ab', ['a', 'b'], [], '', { a: 'verify-failed', b: 'verify-failed' }],
  ['one conflicts', 'abc', [], ['ac'], 'ab', { c: 'merge-conflict' }],
  ['one conflicts, one breaks it', 'abcd', ['b'], ['ac'], 'ad', { b: 'verify-failed', c: 'merge-conflict' }],
])('%s', async (_what, names, bad, conflicts, together, left) => {
  const verified = await verify(names, bad, conflicts);
  expect(verified.to).toBe(together);
  expect(verified.tasks.join('')).toBe(together);
  expect(verified.left).toEqual(left);
  // what is named was tested in just this combination
  if (together !== '') expect(verified.tested).toContain(together);
});
