import { describe, expect, it } from 'vitest';
import { readCondition } from '../../../src/core/conditions/read-condition.ts';

const NEEDS = new Map([
  ['scan', ['findings', 'clean']],
  ['build-it', []],
]);

const troublesOf = (text: string) => {
  const read = readCondition(text, NEEDS);
  return read.ok ? [] : read.troubles;
};

describe('a condition is read', () => {
  it.each([
    'needs.scan.outputs.findings > 0 && state.coverage < 85',
    'needs.scan.outputs.clean == true || failure()',
    "needs['build-it'].result == 'skipped' && !always()",
    "contains(join(state.changed_files, ' '), 'src/auth/') && startsWith(state.branch, 'release/')",
    'SUCCESS()',
  ])('%s', (text) => {
    expect(troublesOf(text)).toEqual([]);
  });

  it.each([
    [
      'needs.scan.outputs.finding == 0',
      [{ reason: 'output', name: 'finding', known: ['findings', 'clean'] }],
    ],
    ['needs.scam.result', [{ reason: 'need', name: 'scam', known: ['scan', 'build-it'] }]],
    ['state.covrage < 3', [expect.objectContaining({ reason: 'state', name: 'covrage' })]],
    ['github.ref', [{ reason: 'name', name: 'github', known: ['needs', 'state'] }]],
    ['needs.scan.output.findings', [{ reason: 'name', name: 'output', known: ['outputs', 'result'] }]],
    ['sucess()', [expect.objectContaining({ reason: 'function', name: 'sucess' })]],
    ['cancelled()', [expect.objectContaining({ reason: 'function', name: 'cancelled' })]],
    ["format('{0}{0}', 'x')", [expect.objectContaining({ reason: 'function', name: 'format' })]],
    ["fromJSON('{}')", [expect.objectContaining({ reason: 'function', name: 'fromJSON' })]],
    ["constructor('x')", [expect.objectContaining({ reason: 'function', name: 'constructor' })]],
    ["needs.scan.result == 'succes'", [expect.objectContaining({ reason: 'result', name: 'succes' })]],
    ['needs.scan', [{ reason: 'no-value', name: 'needs.scan' }]],
    ['needs', [{ reason: 'no-value', name: 'needs' }]],
    ['needs.*.result', [{ reason: 'computed', name: '' }]],
    ['needs[state.branch].result', [{ reason: 'computed', name: '' }]],
    [
      'state.changed_files > 3',
      [
        { reason: 'no-value', name: 'state.changed_files' },
        { reason: 'no-value', name: 'state.changed_files' },
      ].slice(0, 1),
    ],
    ['1 +', [expect.objectContaining({ reason: 'syntax' })]],
    ['', [{ reason: 'syntax', detail: 'it is empty' }]],
    ['contains(1)', [expect.objectContaining({ reason: 'syntax' })]],
    [`${'('.repeat(60)}1${')'.repeat(60)}`, [{ reason: 'too-deep' }]],
    [`${'!'.repeat(3_000)}true`, [{ reason: 'too-deep' }]],
    ['a'.repeat(1_000_000), [{ reason: 'too-long', max: 4000 }]],
  ])('or refused: %s', (text, troubles) => {
    expect(troublesOf(text)).toEqual(troubles);
  });

  it('tells all that is wrong', () => {
    expect(troublesOf('needs.a.result && state.b || c()').length).toBeGreaterThanOrEqual(1);
    expect(troublesOf("needs.a.result == 'success' && state.b")).toHaveLength(2);
  });

  it('tells what it asks for, and what of it has to be a number', () => {
    const read = readCondition("(needs.scan.outputs.findings) > 0 || needs.scan.outputs.clean == 'x'", NEEDS);
    expect(read.ok && read.condition.names).toEqual(
      expect.arrayContaining([
        { kind: 'output', need: 'scan', output: 'findings', asNumber: true },
        { kind: 'output', need: 'scan', output: 'clean', asNumber: false },
      ]),
    );
  });
});
