import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findInTheWay, findMisplaced } from '../../../src/core/claim/find-misplaced.ts';
import type { RefName, RepoPath } from '../../../src/core/model/ids.ts';
import { isLockName, lockOf } from '../../../src/core/paths/lock-name.ts';
import { propertyRuns } from '../../support/property-runs.ts';

const ref = (name: string): RefName => `refs/agentic${name}` as RefName;
const WAIT = 'a'.repeat(32);

describe('refs of ours in impossible places', () => {
  it.each([
    [''],
    ['/foo'],
    ['/locks'],
    ['/locks/A.ts'],
    ['/locks/src/%zz'],
    ['/locks/%41'],
    ['/locks/%61'],
    ['/locks/%c3%84'],
    ['/locks/%2f'],
    ['/locks/%2E'],
    ['/locks/ü'],
    [`/locks/${'a'.repeat(41)}`],
    [`/locks/%h${'A'.repeat(32)}`],
    ['/tasks'],
    ['/tasks/x'],
    ['/tasks/hand/t/x'],
    ['/waits'],
    ['/waits/x'],
    [`/waits/${WAIT}/x`],
    ['/comments'],
    ['/comments/x'],
    ['/comments/7/x'],
    ['/runs/main-1'],
    ['/runs/main-1/plan/x'],
    ['/runs/main-1/notes'],
  ])('refs/agentic%s is named', (name) => {
    expect(findMisplaced([ref(name)])).toEqual([ref(name)]);
  });

  it.each([
    ['/locks/src/a.ts'],
    ['/locks/%2egitignore'],
    ['/locks/a%2elock'],
    ['/locks/%c3%a4'],
    ['/locks/%ff'],
    [`/locks/src/%h${'0'.repeat(32)}`],
    ['/tasks/hand/t'],
    [`/waits/${WAIT}`],
    [`/decisions/${WAIT}`],
    ['/comments/7'],
    ['/runs/main-1/plan'],
    ['/runs/main-1/result'],
  ])('refs/agentic%s is in its place', (name) => {
    expect(findMisplaced([ref(name)])).toEqual([]);
  });

  it('no ref of anybody else’s is named', () => {
    expect(findMisplaced(['refs/heads/main', 'refs/agentic-x/a'] as RefName[])).toEqual([]);
  });

  it('each path’s lock has a name that a lock can have', () => {
    const text = fc.string({ unit: 'binary', minLength: 1, maxLength: 30 });
    const byte = fc.integer({ min: 0xdc80, max: 0xdcff }).map((code) => String.fromCharCode(code));
    const name = fc.oneof(
      text,
      byte,
      fc.tuple(text, byte, text).map((parts) => parts.join('')),
    );
    const path = name.map((one) =>
      one
        .replaceAll('\0', '')
        .replace(/^\/+|\/+$/g, '')
        .replace(/\/+/g, '/'),
    );
    fc.assert(
      fc.property(path, (one) => {
        fc.pre(one !== '');
        expect(isLockName(lockOf(one as RepoPath).lock)).toBe(true);
      }),
      { numRuns: propertyRuns(2000) },
    );
  });

  it('only what is above or below what is wanted stands in its way', () => {
    const all = ['/locks', '/foo', '/tasks/hand/t/x', '/locks/a'].map(ref);
    expect(findInTheWay([ref('/locks/b')], all)).toBe(ref('/locks'));
    expect(findInTheWay([ref('/tasks/hand/t')], all)).toBe(ref('/tasks/hand/t/x'));
    expect(findInTheWay([ref('/tasks/hand/u')], all)).toBeUndefined();
    expect(findInTheWay([ref('/locks/a/b')], [ref('/locks/a')])).toBeUndefined();
  });
});
