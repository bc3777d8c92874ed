import { describe, expect, it } from 'vitest';
import type { ConditionFacts, NeedFact } from '../../../src/core/conditions/condition.ts';
import { readCondition } from '../../../src/core/conditions/read-condition.ts';
import type { PlanState } from '../../../src/core/model/plan.ts';

const NEEDS = new Map([
  ['scan', ['findings', 'clean', 'name']],
  ['build', []],
]);

interface Given extends Partial<Omit<ConditionFacts, 'needs' | 'state'>> {
  readonly outputs?: Readonly<Record<string, string>>;
  readonly result?: NeedFact['result'];
  readonly state?: PlanState;
}

function decide(text: string, given: Given = {}) {
  const read = readCondition(text, NEEDS);
  if (!read.ok) throw new Error(JSON.stringify(read.troubles));
  const { outputs = {}, result = 'success', state = {}, hasFailed = false } = given;
  return read.condition.decide({ needs: new Map([['scan', { result, outputs }]]), state, hasFailed });
}

describe('a condition is decided', () => {
  it.each([
    ['needs.scan.outputs.findings > 0', { outputs: { findings: '3' } }, true],
    ['needs.scan.outputs.findings > 0', { outputs: { findings: '0' } }, false],
    ['needs.scan.outputs.findings', { outputs: { findings: '0' } }, false],
    ["needs.scan.outputs.findings == '3'", { outputs: { findings: '3' } }, true],
    ['needs.scan.outputs.clean', { outputs: { clean: 'false' } }, false],
    ['needs.scan.outputs.clean == true', { outputs: { clean: 'true' } }, true],
    ["needs.scan.outputs.clean == 'true'", { outputs: { clean: 'true' } }, true],
    ["needs.scan.outputs.clean != 'false'", { outputs: { clean: 'true' } }, true],
    ["needs.scan.outputs.name == 'ALICE'", { outputs: { name: 'alice' } }, true],
    ['needs.scan.outputs.findings > 0', { result: 'skipped' }, false],
    ["needs.build.result == 'skipped'", {}, true],
    ['failure()', { hasFailed: true }, true],
    ['success()', { hasFailed: true }, false],
    ['always() && false', {}, false],
    ['state.coverage < 85', { state: { coverage: 80.5 } }, true],
    ['state.findings > 0', { state: { findings: null } }, false],
    ["contains(state.changed_files, 'a b.ts')", { state: { changed_files: ['x', 'a b.ts'] } }, true],
    [
      "contains(join(state.changed_files, ' '), 'auth/')",
      { state: { changed_files: ['src/auth/a.ts'] } },
      true,
    ],
    ['state.changed_count >= 2', { state: { changed_count: 2 } }, true],
  ] satisfies [string, Given, boolean][])('%s with %j', (text, given, yes) => {
    expect(decide(text, given).kind).toBe(yes ? 'yes' : 'no');
  });

  it.each([
    ['needs.scan.outputs.findings > 0', { outputs: { findings: 'three' } }, 'no-number'],
    ['needs.scan.outputs.findings == 0', { outputs: { findings: 'none' } }, 'no-number'],
    ['needs.scan.outputs.findings > 0', { outputs: {} }, 'no-value'],
    ['needs.scan.outputs.findings > 0', { outputs: { toString: '1' } }, 'no-value'],
  ] satisfies [string, Given, string][])('or not at all: %s with %j', (text, given, why) => {
    expect(decide(text, given)).toEqual({ kind: 'undecided', name: 'needs.scan.outputs.findings', why });
  });

  it('tells what it saw', () => {
    expect(decide('needs.scan.outputs.findings > 0 && state.goal', { outputs: { findings: '0' } })).toEqual({
      kind: 'no',
      seen: expect.arrayContaining([
        { name: 'needs.scan.outputs.findings', value: '0' },
        { name: 'state.goal', value: 'not known' },
      ]),
    });
  });
});
