import { expect, it } from 'vitest';
import { isSquash, parseCheckout, pushedByVariables } from '../../src/core/analyse/hook-calls.ts';

const A = 'a'.repeat(40);
const B = 'b'.repeat(40);
const ZERO = '0'.repeat(40);

it.each([
  ['a switch of branches', [A, B, '1'], {}, { from: A, to: B }],
  ['restored files', [A, B, '0'], {}, undefined],
  ['a new branch where HEAD is', [A, A, '1'], {}, undefined],
  ['a clone', [ZERO, A, '1'], {}, undefined],
  ['no argument', [], {}, undefined],
  ['what git does not say', ['--help', 'x', '1'], {}, undefined],
  [
    'the variables of pre-commit',
    [],
    { PRE_COMMIT_FROM_REF: A, PRE_COMMIT_TO_REF: B, PRE_COMMIT_CHECKOUT_TYPE: '1' },
    { from: A, to: B },
  ],
])('post-checkout with %s', (_what, args, env, expected) => {
  expect(parseCheckout(args, env)).toEqual(expected);
});

it.each([
  [['1'], {}, true],
  [['0'], {}, false],
  [[], { PRE_COMMIT_IS_SQUASH_MERGE: '1' }, true],
  [[], {}, false],
])('post-merge with %j and %j', (args, env, expected) => {
  expect(isSquash(args, env)).toBe(expected);
});

it.each([
  ['nothing', {}, []],
  ['a tag', { PRE_COMMIT_TO_REF: A, PRE_COMMIT_REMOTE_BRANCH: 'refs/tags/v1' }, []],
  ['a deletion', { PRE_COMMIT_TO_REF: ZERO, PRE_COMMIT_REMOTE_BRANCH: 'refs/heads/x' }, []],
  [
    'a branch',
    { PRE_COMMIT_TO_REF: A, PRE_COMMIT_FROM_REF: B, PRE_COMMIT_REMOTE_BRANCH: 'refs/heads/x' },
    [{ ref: 'refs/heads/x', head: A, remoteHead: B }],
  ],
  [
    'a new branch',
    { PRE_COMMIT_TO_REF: A, PRE_COMMIT_REMOTE_BRANCH: 'refs/heads/x' },
    [{ ref: 'refs/heads/x', head: A }],
  ],
])('a push by the variables of pre-commit: %s', (_what, env, expected) => {
  expect(pushedByVariables(env)).toEqual(expected);
});
