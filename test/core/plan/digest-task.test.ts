import { describe, expect, it } from 'vitest';
import type { RepoPath } from '../../../src/core/model/ids.ts';
import { differingParts, digestDerived, digestTask, isSameTask } from '../../../src/core/plan/digest-task.ts';

const task = {
  title: 'Mend the login',
  acceptance: ['tests pass', 'no new warning'],
  writes: ['src/a.ts', 'src/b.ts'],
  command: { argv: ['node', 'mend.mjs'] as const },
};
const own = digestTask(task);

describe('a given task is the same task', () => {
  it.each([
    ['white space and case', { title: '  mend\n the LOGIN ' }],
    ['the order of paths, and doubles', { writes: ['src/b.ts', 'src/a.ts', 'src/b.ts'] }],
    ['an empty line of what it must fulfil', { acceptance: ['Tests pass', ' ', 'no  new warning'] }],
  ])('whatever %s', (_, change) => {
    const other = digestTask({ ...task, ...change });
    expect(isSameTask(own, other)).toBe(true);
    expect(differingParts(own, other)).toEqual([]);
  });

  it.each([
    ['title', { title: 'Mend the logout' }],
    ['acceptance', { acceptance: ['no new warning', 'tests pass'] }],
    ['paths', { writes: ['src/a.ts'] }],
    ['command', { command: { shell: 'node mend.mjs' } }],
  ])('not with another %s, which the two digests alone tell', (part, change) => {
    const other = digestTask({ ...task, ...change });
    expect(isSameTask(own, other)).toBe(false);
    expect(differingParts(own, other)).toEqual([part]);
  });

  it('a digest is twelve digits and two for each part', () => {
    expect(own).toMatch(/^[0-9a-f]{12}-[0-9a-f]{8}$/);
    const plain = own.slice(0, 12) as typeof own;
    expect(isSameTask(own, plain)).toBe(true);
    expect(differingParts(own, plain)).toEqual([]);
  });
});

it('a derived task is kind, paths and blobs; nothing in it can differ', () => {
  const about = { kind: 'code-review', files: ['b', 'a'] as readonly string[] as readonly RepoPath[] };
  const digest = digestDerived(about, 'blobs');
  expect(digest).toMatch(/^[0-9a-f]{12}$/);
  expect(digestDerived({ ...about, files: [...about.files].reverse() }, 'blobs')).toBe(digest);
  expect(digestDerived(about, 'other blobs')).not.toBe(digest);
  expect(differingParts(digest, digestDerived({ ...about, kind: 'security-audit' }, 'blobs'))).toEqual([]);
});
