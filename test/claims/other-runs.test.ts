import { expect, test } from 'vitest';
import { clearOtherRuns } from '../../src/app/opening/clear-other-runs.ts';
import type { TableSeen } from '../../src/app/opening/read-table.ts';
import type { RefStore } from '../../src/app/ports/ref-store.ts';
import type { Oid, RefName, RunId, TaskId } from '../../src/core/model/ids.ts';
import { memoryRefStore } from '../simulator/memory-ref-store.ts';
import { RefServer } from '../simulator/ref-server.ts';
import { endedRecord } from '../support/claim-records.ts';
import { ciHolder, claimantOf } from '../support/memory-claimant.ts';

const OTHER = 'main-11111111';

/** Another run for the same branch has a claim in force, as the table was read a moment ago. */
const table: TableSeen = {
  runs: new Map(),
  siblings: [],
  records: [
    {
      ref: `refs/agentic/tasks/${OTHER}/t1` as RefName,
      tip: 'a'.repeat(40) as Oid,
      record: { ...endedRecord({ run: OTHER, task: 't1', at: 0 }), state: 'claimed' },
    },
  ],
  taskRefs: [],
  branch: undefined,
  inTheWay: undefined,
};

test('who could not be looked at is not taken for somebody who is gone', async () => {
  const store: RefStore = {
    ...memoryRefStore({ server: new RefServer() }),
    list: async () => ({ ok: false, failure: { kind: 'network', detail: 'no route' } }),
  };
  const found = await clearOtherRuns({
    claimant: claimantOf(store, ciHolder('1'), { retryBudgetMs: 0 }),
    table,
    run: 'main-00000000' as RunId,
    ids: new Set(['t1' as TaskId]),
  });
  expect(found).toMatchObject({ kind: 'unseen', problem: { code: 'network-failed' } });
});
