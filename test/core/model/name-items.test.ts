import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { taskId } from '../../../src/core/model/ids.ts';
import { nameItems } from '../../../src/core/model/name-items.ts';

describe('ids of what a step makes of items', () => {
  it.each([
    [['src/auth/login.ts'], ['review-src-auth-login-ts']],
    [['Über Größe'], ['review-uber-gro-e']],
    [
      ['a b', 'a/b', 'c'],
      ['review-a-b', expect.stringMatching(/^review-a-b-[0-9a-f]{4}$/), 'review-c'],
    ],
    [['日本'], [expect.stringMatching(/^review-[0-9a-f]{4}$/)]],
    [
      ['$(rm -rf /)', '../../etc'],
      ['review-rm-rf', 'review-etc'],
    ],
    [['x'.repeat(80)], [expect.stringMatching(/^review-x{52}-[0-9a-f]{4}$/)]],
  ])('%j', (items, ids) => {
    expect(nameItems('review', items)).toEqual(ids);
  });

  it('leaves ids alone that are taken', () => {
    expect(nameItems('review', ['a'], new Set([taskId('review-a')]))).toEqual([
      expect.stringMatching(/^review-a-[0-9a-f]{4}$/),
    ]);
  });

  it('are ids, each another one, whatever the items are called', () => {
    fc.assert(
      fc.property(
        fc.uniqueArray(fc.string({ unit: 'binary', maxLength: 200 }), { maxLength: 40 }),
        (items) => {
          const ids = nameItems('a-step', items);
          expect(new Set(ids).size).toBe(items.length);
          for (const id of ids) expect(id).toMatch(/^[a-z0-9][a-z0-9_-]{0,63}$/);
        },
      ),
    );
  });
});
