import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decidePublish } from '../../../src/core/run/decide-publish.ts';

type Asked = Parameters<typeof decidePublish>[0];
const good: Asked = {
  claim: 'in-force',
  work: { changes: 2, outside: 0 },
  target: { landed: false, onNewest: true, conflicts: false, verified: 'passed' },
  tries: { sent: 0, atMost: 5 },
};

describe('decidePublish', () => {
  const { target, work } = good;
  it.each<[string, Partial<Asked>, string]>([
    ['verified work on the newest result', {}, 'publish'],
    ['work that nobody wants tested', { target: { ...target, verified: 'none' } }, 'publish'],
    ['no change at all', { work: { changes: 0, outside: 0 } }, 'nothing-to-do'],
    [
      'work that is in the result already',
      { target: { ...target, landed: true, onNewest: false } },
      'nothing-to-do',
    ],
    ['a claim that ended', { claim: 'lost' }, 'claim-lost'],
    [
      'a claim that ended, of work that landed',
      { claim: 'lost', target: { ...target, landed: true } },
      'claim-lost',
    ],
    ['a lease that is nearly over', { claim: 'renew-first' }, 'renew-first'],
    ['paths outside the claim', { work: { ...work, outside: 1 } }, 'out-of-scope'],
    [
      'a result that has moved',
      { target: { ...target, onNewest: false, verified: 'not-yet' } },
      'rebase-first',
    ],
    [
      'a conflict with the newest result',
      { target: { ...target, conflicts: true, onNewest: false } },
      'run-again',
    ],
    ['a combination nobody has tested', { target: { ...target, verified: 'not-yet' } }, 'verify-first'],
    ['a combination that fails its test', { target: { ...target, verified: 'failed' } }, 'run-again'],
    ['the last try refused', { tries: { sent: 5, atMost: 5 } }, 'give-up'],
  ])('%s → %s', (_, change, answer) => {
    expect(decidePublish({ ...good, ...change })).toBe(answer);
  });

  it('publishes only what is in force, inside its claim, on the newest result, tested and not yet there', () => {
    const asked = fc.record({
      claim: fc.constantFrom('in-force', 'renew-first', 'lost'),
      work: fc.record({ changes: fc.nat(3), outside: fc.nat(1) }),
      target: fc.record({
        landed: fc.boolean(),
        onNewest: fc.boolean(),
        conflicts: fc.boolean(),
        verified: fc.constantFrom('none', 'not-yet', 'passed', 'failed'),
      }),
      tries: fc.record({ sent: fc.nat(6), atMost: fc.constant(5) }),
    }) as fc.Arbitrary<Asked>;
    fc.assert(
      fc.property(asked, (question) => {
        if (decidePublish(question) !== 'publish') return;
        const { claim, work, target } = question;
        expect([claim, work.outside, target.landed, target.onNewest, target.conflicts]).toEqual([
          'in-force',
          0,
          false,
          true,
          false,
        ]);
        expect(work.changes).toBeGreaterThan(0);
        expect(['none', 'passed']).toContain(target.verified);
      }),
    );
  });
});
