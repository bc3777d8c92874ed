import type { ClaimRecord } from '../../src/core/claim/record.ts';
import type { ClaimId, RunId, TaskId } from '../../src/core/model/ids.ts';
import type { WallTime } from '../../src/core/model/time.ts';

/** What the task ref of a claim says after its holder, a session of another machine, has given it back. */
export function endedRecord(ask: {
  readonly run: string;
  readonly task: string;
  readonly at: number;
}): ClaimRecord {
  return {
    version: 1,
    state: 'released',
    nonce: '0123456789abcdef0123456789abcdef',
    claim: 'c-0123456789ab' as ClaimId,
    run: ask.run as RunId,
    task: ask.task as TaskId,
    holder: { kind: 'session', id: 'elsewhere', name: 'elsewhere' },
    locks: [],
    paths: [],
    at: ask.at as WallTime,
    leaseS: 1800,
    unicode: '15.0.0',
  };
}
