import { describe, expect, it } from 'vitest';
import { parseEvent } from '../../src/action/parse-event.ts';

const A = 'a'.repeat(40);
const ZERO = '0'.repeat(40);

describe('what an event says about the base', () => {
  it.each([
    ['pull_request', { pull_request: { base: { sha: A } } }, { kind: 'proposal', base: A }],
    ['pull_request_target', { pull_request: { base: { sha: A } } }, { kind: 'proposal', base: A }],
    ['push', { before: A }, { kind: 'push', before: A }],
    ['push', { before: 'b'.repeat(64) }, { kind: 'push', before: 'b'.repeat(64) }],
    ['pull_request_review', { pull_request: { base: { sha: A } } }, { kind: 'proposal', base: A }],
    ['pull_request_review_comment', { pull_request: { base: { sha: A } } }, { kind: 'proposal', base: A }],
    ['pull_request_comment', {}, { kind: 'unreadable', event: 'pull_request_comment' }],
    ['merge_group', { merge_group: { base_sha: A, head_sha: 'c' } }, { kind: 'proposal', base: A }],
    ['merge_group', {}, { kind: 'unreadable', event: 'merge_group' }],
    ['workflow_dispatch', { before: A }, { kind: 'own' }],
    ['schedule', undefined, { kind: 'own' }],
    ['', undefined, { kind: 'own' }],
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
    expect(parseEvent('push', payload)).toEqual({ kind: 'unreadable', event: 'push' });
    const pull = parseEvent('pull_request_target', { pull_request: { base: payload } });
    expect(pull).toEqual({ kind: 'unreadable', event: 'pull_request_target' });
  });

  it.each(['workflow_run', 'issue_comment', 'issues', 'check_suite', 'status', 'an_event_of_tomorrow'])(
    '%s is held against the default branch, whatever its workflow has checked out',
    (name) => {
      const payload = { pull_request: { base: { sha: 'b'.repeat(40) } } };
      expect(parseEvent(name, payload, A)).toEqual({ kind: 'proposal', base: A });
      expect(parseEvent(name, payload)).toEqual({ kind: 'unreadable', event: name });
    },
  );
});
