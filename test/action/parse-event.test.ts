import { describe, expect, it } from 'vitest';
import { parseEvent } from '../../src/action/parse-event.ts';

const A = 'a'.repeat(40);
const ZERO = '0'.repeat(40);

const HEAD = 'c'.repeat(40);
const pullOf = (given: object = {}) => ({
  pull_request: {
    number: 128,
    title: 'Log in',
    head: { sha: HEAD, ref: 'feature/login', repo: { full_name: 'acme/shop' } },
    base: { sha: A, ref: 'main', repo: { full_name: 'acme/shop' } },
    ...given,
  },
});

describe('what an event says about the base', () => {
  it.each([
    ['pull_request', { pull_request: { base: { sha: A } } }, { kind: 'proposal', base: A }],
    ['push', { before: A, ref: 'refs/heads/main' }, { kind: 'push', before: A }],
    ['push', { before: 'b'.repeat(64) }, { kind: 'push', before: 'b'.repeat(64) }],
    ['merge_group', { merge_group: { base_sha: A, head_sha: 'c' } }, { kind: 'proposal', base: A }],
    [
      'merge_group',
      { merge_group: { base_sha: A, head_ref: `refs/heads/gh-readonly-queue/main/pr-128-${A}` } },
      { kind: 'proposal', base: A, queued: 128 },
    ],
    [
      'merge_group',
      { merge_group: { base_sha: A, head_ref: 'refs/heads/--help/pr-1' } },
      { kind: 'proposal', base: A },
    ],
    ['merge_group', {}, { kind: 'unreadable', event: 'merge_group' }],
    ['workflow_dispatch', { before: A }, { kind: 'own' }],
    ['repository_dispatch', undefined, { kind: 'own' }],
    ['schedule', undefined, { kind: 'own' }],
    ['', undefined, { kind: 'own' }],
  ])('%s %j', (name, payload, expected) => {
    expect(parseEvent(name, payload)).toEqual(expected);
  });

  it('row 30: an all-zero `before` is a new branch; a deleted branch and a tag have nothing to plan', () => {
    expect(parseEvent('push', { before: ZERO })).toEqual({ kind: 'push' });
    const nothing = { kind: 'nothing', event: 'push' };
    expect(parseEvent('push', { before: A, after: ZERO, deleted: true })).toEqual({
      ...nothing,
      why: 'branch-deleted',
    });
    expect(parseEvent('push', { before: ZERO, ref: 'refs/tags/v1' })).toEqual({
      ...nothing,
      why: 'tag-pushed',
    });
  });

  it('a pull request: its number, head, branches, title', () => {
    expect(parseEvent('pull_request', pullOf())).toEqual({
      kind: 'proposal',
      base: A,
      pull: {
        number: 128,
        head: HEAD,
        headBranch: 'feature/login',
        baseBranch: 'main',
        title: 'Log in',
        isFork: false,
      },
    });
    expect(parseEvent('pull_request', { action: 'closed', ...pullOf() })).toMatchObject({ why: 'closed' });
  });

  it.each([
    ['another repository', { sha: HEAD, ref: 'x', repo: { full_name: 'eve/shop' } }],
    ['a repository that is gone', { sha: HEAD, ref: 'x', repo: null }],
  ])('row 69: a head in %s is a fork’s', (_what, head) => {
    expect(parseEvent('pull_request', pullOf({ head }))).toMatchObject({ pull: { isFork: true } });
  });

  it.each([
    ['no number', { number: '128' }],
    ['a number that is none', { number: -1 }],
    ['a head that is an option', { head: { sha: '--upload-pack=touch x', ref: 'x' } }],
  ])('of a pull request with %s only the base is believed', (_what, given) => {
    expect(parseEvent('pull_request', pullOf(given))).toEqual({ kind: 'proposal', base: A });
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
    const pull = parseEvent('pull_request', { pull_request: { base: payload } });
    expect(pull).toEqual({ kind: 'unreadable', event: 'pull_request' });
  });

  it.each([
    'workflow_run',
    'pull_request_target',
    'pull_request_review',
    'issue_comment',
    'issues',
    'an_event_of_tomorrow',
  ])('row 60: %s has nothing to plan, whatever its workflow has checked out', (event) => {
    expect(parseEvent(event, pullOf())).toEqual({ kind: 'nothing', why: 'other-event', event });
  });
});
