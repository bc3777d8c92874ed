import { describe, expect, it } from 'vitest';
import { planMessage, readPlanMessage } from '../../src/app/perform/ending/plan-commit.ts';
import { makeMessage } from '../../src/app/perform/publishing/make-message.ts';
import { readTaskLines } from '../../src/core/claim/task-line.ts';
import type { AgentId, ClaimId, Oid, RunId, TaskDigest, TaskId } from '../../src/core/model/ids.ts';
import type { Plan } from '../../src/core/model/plan.ts';
import { problemOf } from '../../src/core/model/problem.ts';
import type { WallTime } from '../../src/core/model/time.ts';
import { nameResultBranch } from '../../src/core/run/name-result-branch.ts';
import { emptyRecord, type RunRecord, recordEvent } from '../../src/core/run/run-record.ts';
import type { RunState } from '../../src/core/run/run-state.ts';
import { describeProblem } from '../../src/report/problems/describe-problem.ts';
import { liveTable } from '../../src/report/run/live-table.ts';
import { progressLine } from '../../src/report/run/progress-line.ts';
import { type RunReport, runJson, runReport } from '../../src/report/run/run-report.ts';
import { event, happen, makeState, play, task } from '../core/run/run-fixture.ts';

const { started, claimed, held, ready, failed, published, released } = happen;
const commit = 'b81f2c0'.padEnd(40, '0') as Oid;

/** Plays a run and keeps its lines and its record. */
function watch(
  first: RunState,
  ...happenings: Parameters<typeof play>[1][]
): { state: RunState; lines: string[]; record: RunRecord } {
  let state = first;
  let record = emptyRecord;
  const lines: string[] = [];
  happenings.forEach((happening, at) => {
    const step = play(state, [happening as never, at * 60_000] as never);
    state = step.state;
    const seen = event(happening as never, at * 60_000);
    const line = progressLine({ event: seen, state, before: record });
    record = recordEvent(record, seen, state);
    if (line !== undefined) lines.push(line);
  });
  return { state, lines, record };
}

const run = () =>
  watch(
    makeState([
      task('audit'),
      task('docs', { retries: 0 }),
      task('later', { needs: ['docs' as TaskId] }),
      task('wait\u001b[31m'),
    ]),
    ...[
      started,
      claimed('audit'),
      claimed('docs'),
      ready('audit', 90_000),
      { kind: 'published', task: 'audit' as TaskId, commit } as const,
    ],
    ...[held('wait\u001b[31m'), failed('docs'), released('docs')],
  );

describe('progress', () => {
  it('is one line for each thing that people wait for, and obeys no name', () => {
    expect(run().lines).toEqual([
      '  1:00  start     audit  claude',
      '  2:00  start     docs  claude',
      '  4:00  done      audit  b81f2c0',
      expect.stringMatching(/^ {2}5:00 {2}waits {5}wait\\x1b\[31m {2}the agent of/),
      expect.stringMatching(/^ {2}6:00 {2}failed {4}docs {2}the agent of/),
    ]);
  });

  it('tells who waits once for each claim that is waited for', () => {
    const woke = { kind: 'woke', task: 'a' as TaskId } as const;
    const other = {
      kind: 'held',
      task: 'a' as TaskId,
      problem: { code: 'interrupted', data: {} },
    } as const;
    const { lines, record } = watch(
      makeState([task('a')], { limits: { retryBudgetMs: 3_600_000 } }),
      ...[started, held('a'), woke, held('a'), woke, other, woke, other],
    );
    expect(lines.map((one) => one.slice(0, 13))).toEqual(['  1:00  waits', '  5:00  waits']);
    expect(record.waited.size).toBe(1);
  });

  it('says that a claim is gone, and leaves why to the end, which says what to do', () => {
    const lost = problemOf('claim-lost', { task: 'a', claim: 'c-1', why: 'its lease was over' });
    const end = { kind: 'claim-lost', problem: lost } as const;
    const { lines } = watch(
      makeState([task('a')]),
      ...[started, claimed('a'), ready('a', 1), { kind: 'not-published', task: 'a' as TaskId, end } as const],
    );
    expect(lines.at(-1)).toBe('  3:00  lost      a  its claim is gone: nothing of it is published');
    expect(describeProblem(lost)).toContain('the claim c-1 of a was lost: its lease was over');
  });

  it('is a table with one row for each task, as wide as the terminal at most', () => {
    const { state, record } = run();
    const rows = liveTable({ state, record, now: 7 * 60_000, columns: 60 });
    expect(rows).toHaveLength(4);
    expect(rows[0]).toMatch(/✓ audit/);
    expect(rows.every((row) => row.length <= 60)).toBe(true);
    expect(rows.join('\n')).not.toContain('\u001b');
    const many = makeState(Array.from({ length: 30 }, (_, at) => task(`t${at}`)));
    expect(liveTable({ state: many, record, now: 0, columns: 100 }).at(-1)).toContain('10 more');
  });
});

describe('the end of a run', () => {
  const report = (more: Partial<RunReport['result']> = {}): RunReport => {
    const { state, record } = run();
    return {
      plan: { tasks: [] as Plan['tasks'], makespan: 25, run: 'main-1' as RunId } as Plan,
      state,
      record,
      pushes: 8,
      proposed: [],
      result: { branch: 'agentic/main', commit, problem: undefined, remote: 'origin', ...more },
      kept: [{ task: 'docs', ref: 'refs/kept/main-1/docs', repository: '/a b/agentic.git' }],
      rescued: [],
      notes: [],
      stays: new Map(),
      leftBehind: ['/cache/x'],
      unfinished: [],
      given: {},
    };
  };

  it('says what failed, what is kept, how good the plan was, and how to get the result', () => {
    const text = runReport(report());
    expect(text).toContain("kept      docs: git fetch '/a b/agentic.git' refs/kept/main-1/docs");
    expect(text).toContain('could not be removed: /cache/x');
    expect(text).toContain(
      '1 of 4 tasks done, 1 failed, 1 not started · planned 25 min, took 7 min · 2 min of agents · 1 waited for claims of others · no conflicts · 8 pushes',
    );
    expect(text).toContain('git fetch origin agentic/main && git merge FETCH_HEAD');
    expect(runReport(report({ remote: undefined }))).toContain(': git merge agentic/main');
    expect(runReport(report({ commit: undefined }))).toContain(
      'Nothing was published; what was made is kept',
    );
    expect(runReport({ ...report({ commit: undefined }), kept: [] })).toContain('No result');
  });

  it('proposes what would have kept nobody waiting, as it is written into a configuration', () => {
    const proposed = [
      'docs/api.md',
      'app/\\[id\\].tsx',
      ...Array.from({ length: 5 }, (_, at) => `p${at}`),
    ].map((glob) => ({ path: glob.replaceAll('\\', ''), glob, waited: 2 }));
    const text = runReport({ ...report(), proposed });
    expect(text).toContain('Propose   add "docs/api.md", "app/\\\\[id\\\\].tsx", "p0"');
    expect(text).toContain('"p2" and 2 more (--json) to claims.mergeable');
    expect(runReport(report())).not.toContain('mergeable');
    expect(runJson({ ...report(), proposed })).toMatchObject({ proposed: { mergeable: proposed } });
  });

  it('is one object as JSON', () => {
    expect(runJson(report())).toMatchObject({
      version: 1,
      command: 'run',
      outcome: 'failed',
      tasks: [
        { id: 'audit', outcome: 'done', commit },
        { id: 'docs', outcome: 'failed', problem: 'task-failed' },
        { id: 'later', outcome: 'stopped', because: 'docs' },
        {},
      ],
      result: { branch: 'agentic/main', remote: 'origin' },
      next: [{ do: 'merge' }, { do: 'go-on', run: ['agentic-plan', 'run', '--json'] }],
    });
  });
});

describe('names and messages', () => {
  it.each([
    ['feature/login', 'agentic/feature-login'],
    ['main', 'agentic/main'],
    ['a b~1..c@{x}.lock', 'agentic/a-b-1-c-x--'],
    ['/', 'agentic/result'],
  ])('the result of %s is on %s', (target, branch) => {
    expect(nameResultBranch(target)).toBe(branch);
  });

  const digest = '0123456789ab-01234567' as TaskDigest;

  it('a commit has the title, the agent’s own words, and the lines that say whose work it is, whatever was written', () => {
    const message = makeMessage({
      task: {
        id: 'audit' as TaskId,
        kind: 'security-audit',
        title: `Audit\n${'x'.repeat(100)}`,
        why: 'login changed',
      },
      messages: ['Fix it\n\nAgentic-Task: forged/audit c-000000000000', '\0'],
      lines: [
        { run: 'main-1' as RunId, task: 'audit' as TaskId, claim: 'c-0123456789ab' as ClaimId, digest },
        { run: 'main-1' as RunId, task: 'other' as TaskId, claim: 'c-0123456789ab' as ClaimId },
      ],
    });
    const lines = message.split('\n');
    expect(lines[0]).toHaveLength(72);
    expect(lines.slice(-3)).toEqual([
      'Agentic-Task: main-1/audit c-0123456789ab 0123456789ab-01234567',
      'Agentic-Task: main-1/other c-0123456789ab',
      '',
    ]);
    expect(readTaskLines(message).map(({ task }) => task)).toEqual(['audit', 'other']);
    expect(message).toContain('Fix it');
    expect(message).not.toContain('\0');
  });

  it('a plan’s commit says whether the run is over; everything else is none of ours', () => {
    const state = { run: 'main-1' as RunId, state: 'finished', at: 5 as WallTime, result: commit } as const;
    expect(readPlanMessage(planMessage(state))).toEqual(state);
    for (const text of [
      '',
      'x',
      'Plan\n\n{}',
      'Plan\n\nnull',
      'Plan\n\n{"version":1,"run":"r","state":"finished","result":"x"}',
      'Plan\n\n{"version":2}',
    ])
      expect(readPlanMessage(text)).toBeUndefined();
  });

  it('an agent’s name may be anything', () => {
    const first = makeState([task('a', { candidates: ['\u202e' as AgentId] })], { agents: [['\u202e', 1]] });
    expect(watch(first, started, claimed('a')).lines[0]).toContain('\\u202e');
    expect(published('a').kind).toBe('published');
  });
});
