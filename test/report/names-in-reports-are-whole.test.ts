import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Plan } from '../../src/core/model/plan.ts';
import { type Problem, problemOf } from '../../src/core/model/problem.ts';
import type { RunHappening } from '../../src/core/run/run-event.ts';
import { emptyRecord } from '../../src/core/run/run-record.ts';
import { type DoctorReport, doctorText } from '../../src/report/doctor/doctor-report.ts';
import { escapeText } from '../../src/report/escape.ts';
import { leftoverLine } from '../../src/report/run/opening.ts';
import { progressLine } from '../../src/report/run/progress-line.ts';
import { runReport } from '../../src/report/run/run-report.ts';
import { shellWord } from '../../src/report/shell-word.ts';
import { event, happen, id, makeState, play, task } from '../core/run/run-fixture.ts';
import { propertyRuns } from '../support/property-runs.ts';

const part = fc.constantFrom('src', 'a b', '::x', 'ü', '日本', 'x'.repeat(40), 'y'.repeat(230), '\n', '-');
const path = fc
  .array(part, { minLength: 1, maxLength: 6 })
  .map((parts) => `/d${parts.join('/').replaceAll('//', '/')}`);
const paths = fc.uniqueArray(path, { minLength: 1, maxLength: 8 });

function doctorOf(names: readonly string[]): DoctorReport {
  const [first = ''] = names;
  return {
    mode: 'look',
    table: { kind: 'local', display: 't' },
    git: '2.39',
    counts: { locks: 0, claims: 0, tasks: 0, runs: 0 },
    privateRepository: first,
    holder: { kind: 'session', id: 'a', name: 'Ana, main' },
    sizes: { repository: 0, shared: 0, logs: 0, folders: 0, kept: 0 },
    staying: names,
    findsProcesses: true,
    atWork: names,
    kept: [],
    hook: { path: first, executable: true, asksUs: true, byName: true },
    program: { path: first, where: 'path' },
    proof: { answered: [], started: [], loggedIn: [], unasked: [], findings: [] },
    mayPush: true,
    findings: [
      problemOf('left-worktrees', { count: names.length, paths: names }),
      problemOf('private-leftovers', { paths: names }),
      problemOf('hook-without-program', { hook: first }),
    ],
    fixed: {},
    pushes: 0,
    given: {},
  };
}

/** A run whose one task does not come to its end, and what is said of it on the way and at the end. */
function runOf(problem: Problem): string {
  const failed: RunHappening = {
    kind: 'worked',
    task: id('a'),
    work: { kind: 'failed', problem, mayPass: false, fault: 'world' },
    spent: { ms: 0, usd: 0 },
  };
  const before = play(makeState([task('a', { retries: 0 })]), happen.started, happen.claimed('a')).state;
  const { state } = play(before, failed, happen.released('a'));
  const line = progressLine({ event: event(failed), state, before: emptyRecord }) ?? '';
  const end = runReport({
    plan: { makespan: 1 } as Plan,
    state,
    record: emptyRecord,
    pushes: 0,
    proposed: [],
    result: { branch: 'agentic/main', commit: undefined, problem: undefined, remote: 'origin' },
    kept: [],
    rescued: [],
    notes: [],
    stays: new Map(),
    leftBehind: [],
    unfinished: [],
    given: {},
  });
  return `${line}\n=\n${end}`;
}

describe('each file that is named is named whole', () => {
  test('by doctor', () => {
    fc.assert(
      fc.property(paths, (names) => {
        const text = doctorText(doctorOf(names));
        for (const name of names) expect(text.split(escapeText(name)).length).toBeGreaterThan(3);
      }),
      { numRuns: propertyRuns(40) },
    );
  });

  test('by a run: while it opens, at work, and at its end', () => {
    fc.assert(
      fc.property(paths, (names) => {
        for (const code of [
          'outside-claim',
          'workflow-file',
          'conflict-markers',
          'merge-conflict',
        ] as const) {
          const [line = '', end = ''] = runOf(problemOf(code, { task: 'a', paths: names })).split('\n=\n');
          for (const name of names) for (const text of [line, end]) expect(text).toContain(escapeText(name));
        }
        const [first = ''] = names;
        const work = { path: first, stays: false, kept: { task: 'a', ref: 'refs/kept/a' } };
        expect(leftoverLine(work, first)).toContain(escapeText(first));
        expect(leftoverLine(work, first)).toContain(shellWord(first));
      }),
      { numRuns: propertyRuns(40) },
    );
  });
});
