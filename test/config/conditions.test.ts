import { describe, expect, it } from 'vitest';
import { parseConfiguration } from '../../src/config/parse/parse-settings.ts';
import { checkParsedTasks, parseTaskFile } from '../../src/config/parse/parse-task-file.ts';
import { checkConditions } from '../../src/config/rules/check-conditions.ts';
import type { Problem } from '../../src/core/model/problem.ts';
import { describeProblem } from '../../src/report/problems/describe-problem.ts';

const bytesOf = (text: string): Uint8Array => new TextEncoder().encode(text);

async function inSettings(text: string): Promise<readonly Problem[]> {
  const parsed = parseConfiguration(bytesOf(text), 'x.yaml');
  return parsed.ok ? checkConditions(parsed.value.conditions) : parsed.problems;
}

async function inTasks(text: string): Promise<readonly Problem[]> {
  const checked = await checkParsedTasks(parseTaskFile(bytesOf(text), 'tasks.yaml'));
  return checked.ok ? [] : checked.problems;
}

const words = (problems: readonly Problem[]): string => problems.map((one) => describeProblem(one)).join('');

const FLOW = (condition: string, outputs = 'outputs: [findings]') => `workflows:
  w:
    - { task: scan, ${outputs} }
    - { task: other }
    - task: fix
      depends_on: scan
      if: ${JSON.stringify(condition)}
`;

describe('conditions are looked at when they are loaded', () => {
  it.each([
    'needs.scan.outputs.findings > 0',
    ['$', '{{ needs.scan.outputs.findings > 0 }}'].join(''),
    'failure()',
  ])('%s', async (condition) => {
    expect(await inSettings(FLOW(condition))).toEqual([]);
  });

  it.each([
    [
      'needs.scan.outputs.finding > 0',
      'asks for an output finding that nobody declares',
      'did you mean findings?',
    ],
    ['needs.other.result', 'asks for other, which the task does not wait for', 'known here: scan'],
    ['needs.scn.result', 'asks for scn', 'did you mean scan?'],
    ['state.gaol', 'asks for state.gaol, which is not recorded', 'did you mean goal?'],
    ['sucess()', 'calls sucess(), which there is not', 'did you mean success?'],
    ['(1', 'cannot be read', 'write it as in GitHub'],
    ['x'.repeat(1_001), 'longer than 1000 characters', ''],
  ])('%s is refused, with what was meant', async (condition, what, remedy) => {
    const told = words(await inSettings(FLOW(condition)));
    expect(told).toContain(what);
    expect(told).toContain(remedy);
    expect(told).toContain('x.yaml:7');
  });

  it('an output that is not declared is none, and a whole workflow waits for nobody', async () => {
    expect(await inSettings(FLOW('needs.scan.outputs.findings > 0', 'kind: x'))).toHaveLength(1);
    const whole = 'workflows:\n  w: { if: "needs.a.result", steps: [{ task: a }] }';
    expect(words(await inSettings(whole))).toContain('asks for a, which the task does not wait for');
  });

  it('in task files as well', async () => {
    const file = (condition: string) => `tasks:
  - { id: scan, outputs: [findings] }
  - { id: fix, needs: scan, if: "${condition}" }
`;
    expect(await inTasks(file('needs.scan.outputs.findings > 0'))).toEqual([]);
    expect(words(await inTasks(file('needs.scan.outputs.findigns > 0')))).toMatch(/tasks.yaml:3.*findigns/s);
    expect(words(await inTasks('tasks: [{ id: a, outputs: ["x y"] }]'))).toContain('up to 100 letters');
  });
});

describe('a cycle is told with the place of each need', () => {
  it('of tasks', async () => {
    const file = `tasks:
  - { id: a, needs: [c] }
  - { id: b, needs: [a] }
  - id: c
    needs:
      - b
`;
    expect(words(await inTasks(file))).toContain(
      'a needs c (tasks.yaml:2), c needs b (tasks.yaml:6), b needs a (tasks.yaml:3)',
    );
  });

  it('of steps', async () => {
    const file = 'workflows:\n  w:\n    - { task: a, depends_on: b }\n    - { task: b, depends_on: a }\n';
    expect(words(await inSettings(file))).toContain('a needs b (x.yaml:3), b needs a (x.yaml:4)');
  });
});

describe('a list that a step leaves', () => {
  const flow = (item: string, more = '') => `workflows:
  w:
    for_each: { item: ${item} }
    steps:
      - { task: list, outputs: [items] }
      - { task: work, depends_on: list${more} }
`;

  it.each([
    ['needs.list.outputs.items', '', ''],
    ['needs.lists.outputs.items', '', 'did you mean list?'],
    ['needs.list.outputs.item', '', 'did you mean items?'],
    ['needs.list.items', '', 'a list of names, or needs.<step>.outputs.<name>'],
    ['needs.list.outputs.items', ', paths: ["src/{item}/**"]', 'nobody knows the items yet'],
    ['needs.list.outputs.items', ', writes: ["src/{item}/**"]', ''],
  ])('%s%s', async (item, more, told) => {
    const problems = await inSettings(flow(item, more));
    expect(words(problems)).toContain(told);
    expect(problems.length).toBe(told === '' ? 0 : 1);
  });
});
