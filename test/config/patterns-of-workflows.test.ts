import { describe, expect, test } from 'vitest';
import { parse, problemsOf, settingsOf } from './parse.ts';

const flow = (rest: string): string => `workflows:\n  w:\n    ${rest}\n    steps: [{ task: a }]`;

describe('for_each and batch', () => {
  test('what is written is what is known', () => {
    const { workflows, batch } = settingsOf(`
batch: { by: agent, max_files: 5 }
workflows:
  one: { for_each: package, batch: { by: kind }, steps: [{ task: a }] }
  two: { for_each: { item: [x, y] }, steps: [{ task: b }] }
  three: { steps: [{ task: c }] }
`);
    expect(batch).toEqual({ by: 'agent', maxFiles: 5 });
    expect(workflows.map(({ forEach, batch: own }) => [forEach, own])).toEqual([
      ['package', { by: 'kind', maxFiles: 20 }],
      [{ items: ['x', 'y'] }, undefined],
      ['change', undefined],
    ]);
  });

  test.each([
    ['for_each: files', 'bad-value', { nearest: 'file' }],
    ['for_each: item', 'bad-value', { allowed: ['file', 'directory', 'package', '{item: [first, second]}'] }],
    ['for_each: 3', 'bad-value', { value: '3' }],
    ['for_each: [a, b]', 'bad-value', { value: 'a list' }],
    ['for_each: {}', 'missing-key', { key: 'item' }],
    ['for_each: { item: [] }', 'empty-value', {}],
    ['for_each: { item: [1] }', 'wrong-type', { expected: ['text'] }],
    ['for_each: { item: [a, b, a] }', 'duplicate-id', { id: 'a' }],
    [`for_each: { item: [${'x'.repeat(201)}] }`, 'too-long', { max: 200 }],
    ['batch: kind', 'wrong-type', { expected: ['table'] }],
    ['batch: {}', 'missing-key', { key: 'by' }],
    ['batch: { by: kinds }', 'bad-value', { nearest: 'kind' }],
    ['batch: { by: kind, max_file: 3 }', 'unknown-key', { nearest: 'max_files' }],
    ['batch: { by: kind, max_files: 0 }', 'out-of-range', { min: 1, max: 1000 }],
    ['batch: { by: kind, max_files: 1.5 }', 'wrong-type', { expected: ['whole number'] }],
    ['batch: { by: kind, max_files: .nan }', 'wrong-type', {}],
  ])('%s', (written, code, data) => {
    const checked = parse(flow(written));
    expect(checked.ok).toBe(false);
    const [problem, ...more] = checked.ok ? [] : checked.problems;
    expect(problem).toMatchObject({ code, data });
    expect(problem?.where?.line).toBe(3);
    expect(more).toEqual([]);
  });

  test('a key that is almost the right one', () => {
    const checked = parse(flow('for_each: { items: [a] }'));
    expect(checked.ok ? [] : checked.problems).toMatchObject([
      { code: 'missing-key' },
      { code: 'unknown-key', data: { nearest: 'item' } },
    ]);
  });

  test('a batch of items that nobody knows yet', () => {
    const checked = parse(`workflows:
  w:
    for_each: { item: needs.list.outputs.names }
    batch: { by: kind }
    steps: [{ task: list, outputs: [names] }, { task: b, needs: list }]`);
    expect(problemsOf(checked)).toEqual(['4:5 workflows.w.batch key-without-effect']);
  });

  test('a list of 100,000 items is told by its length, not by each of them', () => {
    const items = Array.from({ length: 100_000 }, (_, at) => `i${at}`).join(', ');
    const checked = parse(flow(`for_each: { item: [${items}] }`));
    expect(checked.ok ? [] : checked.problems).toMatchObject([
      { code: 'too-many-items', data: { count: 100_000, max: 1000 } },
    ]);
  });

  test('items that lead out of the repository are refused where they stand', () => {
    const checked = parse(`workflows:
  w:
    for_each:
      item:
        - good
        - ../../etc
        - .git
    steps: [{ task: a, paths: ["{item}/**"] }]`);
    expect(problemsOf(checked)).toEqual([
      '6:11 workflows.w.for_each.item[1] unsafe-path',
      '7:11 workflows.w.for_each.item[2] unsafe-path',
    ]);
  });

  test('{item} where nothing is an item', () => {
    const checked = parse('workflows:\n  w: [{ task: a, paths: ["src/{item}/**"] }]');
    expect(problemsOf(checked)).toEqual(['2:26 workflows.w[0].paths[0] bad-glob']);
  });
});
