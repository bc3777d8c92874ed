import { expect, test } from 'vitest';
import type { AgentId, ClaimId, TaskId } from '../../src/core/model/ids.ts';
import type { PlanReason, PriorityPart } from '../../src/core/model/reasons.ts';
import type { WallTime } from '../../src/core/model/time.ts';
import { assemblePlan } from '../../src/core/plan/assemble-plan.ts';
import { explainScreen } from '../../src/report/plan/explain-screen.ts';
import { missingText, planReasonText, prioritySumText } from '../../src/report/plan/reason-words.ts';
import { clock } from '../../src/report/times.ts';
import { agentOf, planInputOf, taskOf } from '../support/plan-values.ts';

test('names of tasks inside the names of agents stay what they are', () => {
  const plan = assemblePlan(planInputOf([taskOf('a'), taskOf('b', { needs: ['a'] })], [agentOf('claude')]));
  const [, b] = plan.tasks;
  if (b === undefined) throw new Error('the second task is missing');
  const screen = explainScreen(plan, b, { columns: 100, colour: false });
  expect(screen).toContain('claude is the only agent that may do it');
  expect(screen).toContain('it starts after 1 (a), which it needs');
});

const AS_OF = Date.parse('2026-11-27T12:00:00Z') as WallTime;
const HELD_UNTIL = (AS_OF + 1_800_000) as WallTime;

const REASONS: readonly (readonly [PlanReason, string])[] = [
  [{ kind: 'no-agents' }, 'nobody does it: no agent is configured, and none was found on PATH'],
  [
    { kind: 'nobody-fits', missing: ['skill@2:go', 'path:src/a', 'path:src/b'] },
    'nobody does it: the agent that comes nearest lacks skill go at level 2, paths src/a and 1 more',
  ],
  [{ kind: 'asked-for', agent: 'codex' as AgentId }, 'codex was asked for by name'],
  [{ kind: 'role-unplayed', role: 'qaa' as AgentId }, 'nobody plays the role qaa yet'],
  [
    { kind: 'suits-best', agent: 'codex' as AgentId, start: 4, others: ['claude' as AgentId] },
    'codex suits it best of those free at minute 4; claude may do it, too',
  ],
  [
    { kind: 'starts-after', task: 'x' as TaskId, why: 'files' },
    'it starts after #x, since both touch the same files',
  ],
  [
    { kind: 'waits-for-claim', claim: 'c-1' as ClaimId, holder: 'ana', until: HELD_UNTIL },
    `it waits for c-1: ana holds its files until ${clock(HELD_UNTIL, AS_OF)}`,
  ],
  [
    { kind: 'all-busy', ready: 2, start: 9 },
    'it could start at minute 2, and starts at 9: until then everybody is busy',
  ],
];

test.each(REASONS)('%j', (reason, words) => {
  expect(planReasonText(reason, { nameTask: (id) => `#${id}`, asOf: AS_OF })).toBe(words);
});

test('a priority is a sum with a reason for each part', () => {
  const parts: readonly PriorityPart[] = [
    { reason: { kind: 'base', of: 'security-audit' }, points: 60 },
    { reason: { kind: 'surface', surface: 'auth' }, points: 15 },
    { reason: { kind: 'goal-topic', word: 'login' }, points: 10 },
  ];
  expect(prioritySumText(parts)).toBe(
    '60 (base of security-audit) + 15 (authentication) + 10 (the goal speaks of login)',
  );
});

test('what is missing is named by its kind, whatever stands in the name', () => {
  expect(missingText(['agent:codex', 'skill:c++', 'language:rust', 'path:a:b'])).toBe(
    'agent codex, skill c++, language rust, path a:b',
  );
});
