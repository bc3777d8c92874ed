import { expect, it } from 'vitest';
import { parsePushedRefs } from '../../src/core/analyse/parse-pushed-refs.ts';

const A = 'a'.repeat(40);
const B = 'b'.repeat(40);
const ZERO = '0'.repeat(40);

it.each([
  [
    'a moved branch',
    `refs/heads/x ${A} refs/heads/x ${B}\n`,
    [{ ref: 'refs/heads/x', head: A, remoteHead: B }],
  ],
  ['a new branch', `HEAD ${A} refs/heads/x ${ZERO}\n`, [{ ref: 'refs/heads/x', head: A }]],
  ['a deletion', `(delete) ${ZERO} refs/heads/x ${B}\n`, []],
  ['a tag', `refs/tags/v1 ${A} refs/tags/v1 ${ZERO}\n`, []],
  ['our own state', `${A} ${A} refs/agentic/tasks/r/t ${ZERO}\n`, []],
  ['nothing', '', []],
  ['what git does not write', `--help\nrefs/heads/x ${A}\n\0\n`, []],
  [
    'two branches',
    `refs/heads/x ${A} refs/heads/x ${ZERO}\nrefs/heads/y ${B} refs/heads/y ${A}\n`,
    [
      { ref: 'refs/heads/x', head: A },
      { ref: 'refs/heads/y', head: B, remoteHead: A },
    ],
  ],
])('pre-push input with %s', (_what, input, expected) => {
  expect(parsePushedRefs(input)).toEqual(expected);
});
