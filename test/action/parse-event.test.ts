import { describe, expect, it } from 'vitest';
import { parseEvent } from '../../src/action/parse-event.ts';

const A = 'a'.repeat(40);
const ZERO = '0'.repeat(40);

describe('what an event says about the base', () => {
  it.each([
    ['pull_request', { pull_request: { base: { sha: A } } }, { kind: 'pull-request', base: A }],
    ['pull_request_target', { pull_request: { base: { sha: A } } }, { kind: 'pull-request', base: A }],
    ['push', { before: A }, { kind: 'push', before: A }],
    ['push', { before: 'b'.repeat(64) }, { kind: 'push', before: 'b'.repeat(64) }],
    ['workflow_dispatch', { before: A }, { kind: 'other' }],
  ])('%s %j', (name, payload, expected) => {
    expect(parseEvent(name, payload)).toEqual(expected);
  });

  it('row 30: an all-zero `before` is a new branch, and a deleted branch has nothing to plan', () => {
    expect(parseEvent('push', { before: ZERO })).toEqual({ kind: 'push' });
    expect(parseEvent('push', { before: A, after: ZERO, deleted: true })).toEqual({ kind: 'branch-deleted' });
  });

  it.each([
    ['a revision that is an option', { before: '--upload-pack=touch x' }],
    ['a short name', { before: 'abc' }],
    ['a number', { before: 1 }],
    ['an inherited key', Object.create({ before: A })],
    ['an array', []],
    ['null', null],
    ['text', 'push'],
  ])('takes no base from %s', (_what, payload) => {
    expect(parseEvent('push', payload)).toEqual({ kind: 'push' });
    expect(parseEvent('pull_request', { pull_request: { base: payload } })).toEqual({ kind: 'other' });
  });
});
