import { describe, expect, it } from 'vitest';
import type { ClaimId, LockName, TaskId } from '../../src/core/model/ids.ts';
import type { WallTime } from '../../src/core/model/time.ts';
import { assemblePlan } from '../../src/core/plan/assemble-plan.ts';
import { assembleMatrix } from '../../src/report/ci/matrix.ts';
import { agentOf, NOBODY_ELSE, planInputOf, taskOf } from '../support/plan-values.ts';

const rowsOf = (...given: Parameters<typeof planInputOf>) =>
  assembleMatrix(assemblePlan(planInputOf(...given))).matrix.include;

describe('the matrix of a plan', () => {
  it('holds what may run at once: neither dependents nor a second task on a file', () => {
    const tasks = [
      taskOf('a', { files: ['x.ts'], priority: 90 }),
      taskOf('b', { files: ['x.ts'] }),
      taskOf('c', { files: ['y.ts'], kind: 'code-review' }),
      taskOf('d', { files: ['z.ts'], needs: ['c'] }),
    ];
    expect(rowsOf(tasks)).toEqual([
      { task: 'a', kind: 'custom', agent: 'claude' },
      { task: 'c', kind: 'code-review', agent: 'claude' },
    ]);
  });

  it('leaves out what no agent can do, but not where there are no agents at all', () => {
    const tasks = [taskOf('a', { skills: { cobol: 2 } }), taskOf('b')];
    expect(rowsOf(tasks).map((row) => row.task)).toEqual(['b']);
    expect(rowsOf(tasks, [])).toEqual([
      { task: 'a', kind: 'custom', agent: '' },
      { task: 'b', kind: 'custom', agent: '' },
    ]);
  });

  it('leaves out what waits for somebody’s claim', () => {
    const claim = {
      claim: 'c-000000000000' as ClaimId,
      task: 'theirs' as TaskId,
      agent: undefined,
      holder: 'ana',
      until: Date.parse('2026-01-01T13:00:00Z') as WallTime,
      locks: ['x.ts' as LockName],
      sharedFiles: [],
    };
    const tasks = [taskOf('a', { files: ['x.ts'] }), taskOf('b', { files: ['y.ts'] })];
    const presence = { ...NOBODY_ELSE, claims: [claim] };
    expect(rowsOf(tasks, undefined, { presence }).map((row) => row.task)).toEqual(['b']);
  });

  it('row 74: has at most 256 rows, and says how many wait for the next', () => {
    const tasks = Array.from({ length: 300 }, (_, at) => taskOf(`t${at}`, { files: [`f${at}.ts`] }));
    const { matrix, more } = assembleMatrix(assemblePlan(planInputOf(tasks)));
    expect([matrix.include.length, more]).toEqual([256, 44]);
    expect(Buffer.byteLength(JSON.stringify(matrix))).toBeLessThan(1 << 20);
  });

  it('rows 1, 6: nothing that others wrote gets into it', () => {
    const evil = '$(touch pwned)\nx<<ghadelimiter_y';
    const tasks = [taskOf('a', { title: evil, why: evil, kind: evil, files: [evil] })];
    expect(rowsOf(tasks)).toEqual([{ task: 'a', kind: 'custom', agent: 'claude' }]);
  });

  it('is empty for an empty plan', () => {
    expect(rowsOf([])).toEqual([]);
  });
});

describe('agents named by others', () => {
  it('are left out of the matrix when their names are not plain', () => {
    expect(rowsOf([taskOf('a')], [agentOf('a; id')])).toEqual([{ task: 'a', kind: 'custom', agent: '' }]);
  });
});
