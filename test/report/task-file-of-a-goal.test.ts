import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseTaskFile } from '../../src/config/parse/parse-task-file.ts';
import type { Task } from '../../src/core/model/task.ts';
import { taskFileHead, taskFileText } from '../../src/report/goal/task-file.ts';

function parse(text: string): readonly Task[] {
  const parsed = parseTaskFile(Buffer.from(text), 'tasks.yaml');
  if (!parsed.ok) throw new Error(`${JSON.stringify(parsed.problems)}\n${text}`);
  return parsed.value;
}

const nasty = fc.constantFrom(
  ...[
    'yes',
    'null',
    '~',
    '1e3',
    '.inf',
    '.0',
    '.5e3',
    '- a',
    'a: b',
    'a #b',
    '# a',
    '*a',
    '&a',
    '!!js',
    '"',
    "'",
    '\\',
    '{a}',
  ],
  ...[
    '[x]',
    '%a',
    '@a',
    '`',
    '---',
    '...',
    '\u0000',
    '\u001b[31m',
    '\u202e',
    '\u2028',
    '\u{e0100}',
    'é',
    '速',
    '\ud800',
  ],
);
const words = fc
  .oneof(
    nasty,
    fc.string({ minLength: 1, maxLength: 30 }),
    fc.string({ unit: 'binary', minLength: 1, maxLength: 9 }),
  )
  .filter((text) => text !== '');
const task = fc.record({
  title: words,
  why: words,
  acceptance: fc.array(words, { maxLength: 3, minLength: 1 }),
  creates: fc.uniqueArray(fc.constantFrom('src/a b.ts', 'src/é.ts', 'x/[id].tsx', 'yes', '#a', 'a,b'), {
    maxLength: 3,
  }),
  writes: fc.uniqueArray(fc.constantFrom('src/', 'lib/**', 'a: b', '1', 'null'), { maxLength: 3 }),
  skills: fc.oneof(fc.constant(['python']), fc.constant({ go: 2 })),
  estimate: fc.integer({ min: 1, max: 500 }),
  priority: fc.integer({ min: 0, max: 100 }),
});

describe('a task file that we write', () => {
  it('says what was proposed, whatever the words are', () => {
    fc.assert(
      fc.property(fc.array(task, { minLength: 1, maxLength: 3 }), (proposed) => {
        const tasks = parse(JSON.stringify({ tasks: proposed.map((one, at) => ({ id: `t${at}`, ...one })) }));
        const text = taskFileText(tasks);
        const again = parse(text);
        expect(taskFileText(again)).toBe(text);
        expect(again.map(({ title, why, acceptance }) => ({ title, why, acceptance }))).toEqual(
          tasks.map(({ title, why, acceptance }) => ({ title, why, acceptance })),
        );
        expect(again.map(({ writes }) => writes.toSorted())).toEqual(
          tasks.map(({ writes }) => writes.toSorted()),
        );
        // nothing that a terminal obeys or a reader does not see
        expect(text.replaceAll('\n', '')).not.toMatch(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/u);
      }),
    );
  });

  it('is told from where, in comments that nothing gets out of', () => {
    const goal = 'Be faster\u2028evil: true\ntasks: []';
    const head = taskFileHead({ goal, agent: 'claude\n- x', file: 'my tasks.yaml' });
    expect(
      head
        .split('\n')
        .slice(0, -1)
        .every((line) => line.startsWith('# ')),
    ).toBe(true);
    expect(head).toContain("#   agentic-plan run --tasks 'my tasks.yaml'\n");
    expect(parse(`${head}tasks: [{ id: a, writes: [b] }]\n`)).toHaveLength(1);
  });
});
