import { expect, test } from 'vitest';
import { answerOf, findBreaches } from '../support/fake-github/description.ts';

const comment = answerOf('issue-comment', { id: 1, body: 'x' });
const created = {
  method: 'POST',
  path: '/repos/acme/shop/issues/7/comments',
  body: { body: 'x' },
  status: 201,
  answer: comment,
};

test('an exchange as GitHub describes it breaks nothing', () => {
  expect(findBreaches(created)).toEqual([]);
  const pull = { method: 'GET', path: '/repos/acme/shop/pulls/7', body: undefined, status: 200 };
  expect(findBreaches({ ...pull, answer: answerOf('pull-request', { number: 7 }) })).toEqual([]);
});

test.each([
  ['an operation that GitHub does not have', { path: '/repos/acme/shop/issues/7/comment' }],
  ['a request without what it needs', { body: {} }],
  ['a request of another type', { body: { body: 7 } }],
  ['an answer without what it has', { answer: { id: 1 } }],
  ['an answer of another type', { answer: { ...comment, id: 'one' } }],
  ['a status that the description does not have', { status: 202 }],
])('the double’s judge finds %s', (_what, given) => {
  expect(findBreaches({ ...created, ...given })).not.toEqual([]);
});
