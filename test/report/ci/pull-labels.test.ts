import { describe, expect, test } from 'vitest';
import { decideLabels } from '../../../src/app/conversation/decide-labels.ts';
import type { LockName } from '../../../src/core/model/ids.ts';
import { pullLabels } from '../../../src/report/ci/pull-labels.ts';
import { claimOf, viewOf } from './ci-values.ts';

const labelsOf = (...claims: Parameters<typeof claimOf>[]) =>
  pullLabels(viewOf([], { presence: { claims: claims.map((given) => claimOf(...given)) } })).map(
    ({ name }) => name,
  );
const own = { branch: 'feature/login', holder: 'claude (Ana, feature/login)' };
const want = (...names: string[]) => names.map((name) => ({ name, description: 'd', color: '000000' }));

describe('labels as a view of the refs', () => {
  test('nothing is held: none', () => expect(labelsOf()).toEqual([]));

  test('claims of the branch itself: running, who, where; claims of others on its files: blocked', () => {
    const locks = ['src/api', 'src/auth/a.ts', 'docs'] as readonly string[] as readonly LockName[];
    expect(labelsOf(['1', { ...own, locks }], ['2', { files: ['src/b.ts'] }], ['3', {}])).toEqual([
      'agentic:running',
      'agentic:blocked',
      'agentic:agent/codex',
      'agentic:lock/docs',
      'agentic:lock/src',
    ]);
  });

  test('row 68: at most ten, each at most 50 letters of a plain alphabet, none twice in another case', () => {
    const locks = [
      ...Array.from({ length: 20 }, (_, at) => `folder${at}`),
      'SRC',
      'src',
      'x,y',
      'z'.repeat(90),
    ];
    const names = labelsOf(['1', { ...own, locks: locks as readonly string[] as readonly LockName[] }]);
    expect(names).toHaveLength(10);
    for (const name of names) expect(name).toMatch(/^agentic:[\w./%-]{1,42}$/);
    expect(new Set(names.map((name) => name.toLowerCase())).size).toBe(10);
  });

  test.each([
    ['adds what is missing', ['bug'], want('agentic:running'), { add: ['agentic:running'], remove: [] }],
    [
      'takes away what is no longer so',
      ['bug', 'agentic:running'],
      [],
      { add: [], remove: ['agentic:running'] },
    ],
    ['row 68: knows them in any case', ['Agentic:Running'], want('agentic:running'), { add: [], remove: [] }],
    ['touches no other', ['agentic', 'agentic-x', 'my agentic:y'], [], { add: [], remove: [] }],
    [
      'takes away at most ten in one run',
      Array.from({ length: 12 }, (_, at) => `agentic:${String.fromCharCode(97 + at)}`),
      [],
      { add: [], remove: [...'abcdefghij'].map((letter) => `agentic:${letter}`) },
    ],
    [
      'row 68: asks for no more than GitHub takes',
      Array.from({ length: 99 }, (_, at) => `l${at}`),
      want('agentic:a', 'agentic:b'),
      { add: ['agentic:a'], remove: [] },
    ],
  ])('%s', (_what, has, wanted, decision) => expect(decideLabels(has, wanted)).toEqual(decision));
});
