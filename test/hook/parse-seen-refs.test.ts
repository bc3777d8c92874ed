import { expect, it } from 'vitest';
import { parseSeenRefs } from '../../src/git/table/parse-seen-refs.ts';

const A = 'a'.repeat(40);
const B = 'b'.repeat(40);
const record = (...fields: readonly string[]): string => fields.map((field) => `${field}\0`).join('');

it('reads names, values, parents and messages, whatever bytes they are', () => {
  const output = Buffer.from(
    [
      record('refs/seen/agentic/locks/a/=', A, 'commit', B, '{"x":1}\n'),
      record('refs/seen/agentic/locks/b/=', B, 'blob', '', ''),
      record('refs/seen/agentic/tasks/r/t/=', A, 'commit', `${A} ${B}`, 'two\nlines\n'),
    ].join('\n'),
  );
  const { refs, objects } = parseSeenRefs(output);
  expect([...refs.keys()]).toEqual([
    'refs/seen/agentic/locks/a/=',
    'refs/seen/agentic/locks/b/=',
    'refs/seen/agentic/tasks/r/t/=',
  ]);
  expect(objects.get(B as never)).toEqual({ kind: 'unreadable', why: 'not-a-commit' });
  expect(objects.get(A as never)).toEqual({ kind: 'commit', parents: [A, B], message: 'two\nlines\n' });
});

it('does not read what nobody of us can have written, nor half a record', () => {
  const long = record('refs/x', A, 'commit', '', 'x'.repeat(70_000));
  const { refs, objects } = parseSeenRefs(Buffer.from(`${long}\n${record('refs/y', B, 'commit')}`));
  expect([...refs.keys()]).toEqual(['refs/x']);
  expect(objects.get(A as never)).toEqual({ kind: 'unreadable', why: 'too-large' });
});
