import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { HeldClaim } from '../../../src/core/claim/held-claim.ts';
import type { EndingSeen } from '../../../src/core/claim/judge-ending.ts';
import {
  decideEnd,
  decideNext,
  judgeEnd,
  MOST_REFUSALS,
  type SentEnd,
} from '../../../src/core/claim/judge-wave.ts';
import type { Oid } from '../../../src/core/model/ids.ts';

const [ours, theirs] = ['a'.repeat(40), 'b'.repeat(40)] as [Oid, Oid];
const held = {} as HeldClaim;
const whole: EndingSeen = { kind: 'still-held', held, locks: [], isWhole: true };
const broken: EndingSeen = { ...whole, isWhole: false };
const gone: EndingSeen = { kind: 'not-ours', locks: [] };
const applied: EndingSeen = { kind: 'applied', locks: [] };

describe('how a task’s claim ends in a sending', () => {
  const set = { isFinished: true, landed: undefined, commit: ours, leftOut: undefined };
  const leftOut = { why: 'it conflicts' };
  it.each([
    ['work set on the result', set, { kind: 'published', commit: ours }],
    ['work without a change', { ...set, commit: undefined }, { kind: 'published' }],
    ['work that landed before', { ...set, landed: theirs }, { kind: 'published', commit: theirs }],
    ['what landed, and does not fit again', { ...set, landed: theirs, leftOut }, { commit: theirs }],
    ['work that does not fit', { ...set, leftOut }, { kind: 'left-out', why: 'it conflicts' }],
    ['a task that was not finished', { ...set, isFinished: false }, { kind: 'released' }],
  ] as const)('%s', (_, ask, end) => {
    expect(decideEnd<string>(ask)).toMatchObject(end);
  });
});

describe('what a look says of a task whose end was sent', () => {
  const published: SentEnd<never> = { kind: 'published', commit: ours };
  const asked = { seen: applied, isFinished: true, sent: published, landed: ours };
  it.each([
    ['all of it is there', asked, { kind: 'published', commit: ours }],
    ['only the task ref is there', { ...asked, landed: undefined }, { kind: 'lost', why: 'half' }],
    ['nothing was to come', { ...asked, sent: { kind: 'published' } as const }, { kind: 'published' }],
    ['it is held as before', { ...asked, seen: whole }, { kind: 'still-held' }],
    ['a lock was deleted', { ...asked, seen: broken, landed: undefined }, { kind: 'lost', why: 'broken' }],
    ['somebody ended it', { ...asked, seen: gone, landed: undefined }, { kind: 'lost', why: 'over' }],
    ['somebody ended it, and it had landed', { ...asked, seen: gone }, { kind: 'published' }],
    ['what goes back has lost a lock', { ...asked, seen: broken, isFinished: false }, { kind: 'still-held' }],
    ['what goes back is gone', { ...asked, seen: gone, isFinished: false }, { kind: 'released' }],
  ] as const)('%s', (_, ask, end) => {
    expect(judgeEnd<never>(ask)).toMatchObject(end);
  });

  it('calls a work with a commit published only where its line stands in the result', () => {
    const seen = fc.constantFrom<EndingSeen>(whole, broken, gone, applied);
    fc.assert(
      fc.property(seen, fc.boolean(), (what, isFinished) => {
        const end = judgeEnd({ seen: what, isFinished, sent: published, landed: undefined });
        expect(end.kind).not.toBe('published');
      }),
    );
  });
});

it.each([
  ['the result has moved', { outcome: 'refused', changed: true, refusals: 1 }, 'at-once'],
  ['it moves each time', { outcome: 'refused', changed: true, refusals: MOST_REFUSALS }, 'give-up'],
  ['refused, and nobody sees why', { outcome: 'refused', changed: false, refusals: 1 }, 'after-a-pause'],
  ['the server is busy', { outcome: 'failed', changed: false, refusals: 0 }, 'after-a-pause'],
  ['nobody answered', { outcome: 'unknown', changed: true, refusals: 0 }, 'after-a-pause'],
] as const)('a wave is sent again: %s', (_, ask, next) => {
  expect(decideNext(ask)).toBe(next);
});
