import { describe, expect, it } from 'vitest';
import { isExpired } from '../../../src/core/claim/lease.ts';
import { readRecord } from '../../../src/core/claim/record.ts';
import { isoSeconds, type MonotonicTime, type WallTime } from '../../../src/core/model/time.ts';

const MOST_S = 31 * 24 * 3600;
const spelled = (lease: string): string =>
  `{"at":0,"claim":"c-aaaaaaaaaaaa","holder":{"id":"s","kind":"session","name":"s"},${lease}"locks":[],"nonce":"${'a'.repeat(32)}","paths":[],"run":"hand","state":"claimed","task":"t","unicode":"15.1.0","version":1}\n`;

describe('times that others write', () => {
  it.each(['', '"leaseS":-5,', '"leaseS":0,', '"leaseS":1e+300,', '"leaseS":null,', '"leaseS":"ever",'])(
    'a lease of %j lasts as long as the longest, and is over then',
    (lease) => {
      const read = readRecord(spelled(lease));
      expect(read).toMatchObject({ kind: 'record', record: { leaseS: MOST_S } });
      const at = (ms: number) => ({ wall: ms as WallTime, monotonic: ms as MonotonicTime, boot: 'b' });
      const far = (8.64e15 + 1) as WallTime;
      const since = (ms: number): boolean =>
        isExpired({ sighting: { ...at(0), value: 'v' }, value: 'v', at: far, leaseS: MOST_S, now: at(ms) });
      expect([since(MOST_S * 1000), since(MOST_S * 1030)]).toEqual([false, true]);
    },
  );

  it.each([
    [8.64e15 + 1, '9999-12-31T23:59:59Z'],
    [Number.MAX_SAFE_INTEGER, '9999-12-31T23:59:59Z'],
    [-8.64e15 - 1, '0000-01-01T00:00:00Z'],
  ])('%d is shown as a date', (at, shown) => {
    expect(isoSeconds(at as WallTime)).toBe(shown);
  });
});
