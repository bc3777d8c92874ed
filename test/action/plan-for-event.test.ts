import { describe, expect, it } from 'vitest';
import { type CiPlanOptions, planForEvent } from '../../src/action/plan-for-event.ts';
import { type Checked, type Problem, problemOf } from '../../src/core/model/problem.ts';

const A = 'a'.repeat(40);

/** Answers with the options it was asked with; refuses those asked for a base that is not there. */
function planner(missing?: { readonly base: string; readonly problem: Problem }) {
  return async (options: CiPlanOptions): Promise<Checked<CiPlanOptions>> =>
    missing && options.base === missing.base
      ? { ok: false, problems: [missing.problem] }
      : { ok: true, value: options, warnings: [] };
}

const made = (options: Partial<CiPlanOptions>) => ({
  kind: 'planned',
  made: { offline: false, ...options },
  warnings: [],
});

describe('the plan that an event asks for', () => {
  it.each([
    ['a pull request', { kind: 'proposal', base: A } as const, { pullRequestBase: A }],
    ['a push', { kind: 'push', before: A } as const, { base: A }],
    ['a dispatch', { kind: 'own' } as const, {}],
  ])('%s', async (_what, event, options) => {
    expect(await planForEvent({ event, base: '', makePlan: planner() })).toEqual(made(options));
  });

  it('row 60: reads the configuration from the base also where another base to compare with is given', async () => {
    const event = { kind: 'proposal', base: A } as const;
    expect(await planForEvent({ event, base: 'v1', makePlan: planner() })).toEqual(
      made({ base: 'v1', pullRequestBase: A }),
    );
  });

  it.each([
    problemOf('bad-revision', { revision: A, why: 'absent' }),
    problemOf('base-not-found', { why: 'absent', name: A, remote: 'origin' }),
    problemOf('shallow-clone', { name: A, remote: 'origin', known: false }),
  ])('row 30: $code after a force-push is said, not hidden', async (problem) => {
    const event = { kind: 'push', before: A } as const;
    const answer = await planForEvent({ event, base: '', makePlan: planner({ base: A, problem }) });
    expect(answer).toEqual({ ...made({}), fallback: { kind: 'lost', before: A } });
  });

  it('does not hide any other trouble behind another base', async () => {
    const event = { kind: 'push', before: A } as const;
    const answer = await planForEvent({
      event,
      base: '',
      makePlan: planner({ base: A, problem: problemOf('unknown-key', { key: 'x', known: [] }) }),
    });
    expect(answer).toMatchObject({ kind: 'refused', problems: [{ code: 'unknown-key' }] });
  });

  it('does not replace a base that somebody asked for', async () => {
    const makePlan = planner({
      base: 'gone',
      problem: problemOf('bad-revision', { revision: 'gone', why: 'absent' }),
    });
    expect(await planForEvent({ event: { kind: 'push' }, base: 'gone', makePlan })).toMatchObject({
      kind: 'refused',
    });
  });

  it('plans nothing for a deleted branch', async () => {
    const event = { kind: 'nothing', why: 'branch-deleted', event: 'push' } as const;
    expect(await planForEvent({ event, base: '', makePlan: planner() })).toEqual(event);
  });

  it('row 30: says of a new branch that nothing was there before', async () => {
    const answer = await planForEvent({ event: { kind: 'push' }, base: '', makePlan: planner() });
    expect(answer).toEqual({ ...made({}), fallback: { kind: 'new-branch' } });
  });

  it('refuses an event that does not say its base, unless the workflow names one, which then gives the configuration', async () => {
    const event = { kind: 'unreadable', event: 'pull_request' } as const;
    const answer = await planForEvent({ event, base: '', makePlan: planner() });
    expect(answer).toMatchObject({ kind: 'refused', problems: [{ code: 'event-unreadable' }] });
    expect(await planForEvent({ event, base: 'main', makePlan: planner() })).toEqual(
      made({ base: 'main', pullRequestBase: 'main' }),
    );
  });
});
