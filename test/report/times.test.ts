import { expect, test } from 'vitest';
import { isoSeconds, type WallTime } from '../../src/core/model/time.ts';
import { clock } from '../../src/report/times.ts';

test.each([Number.MAX_SAFE_INTEGER, -Number.MAX_SAFE_INTEGER, 8.64e15 + 1])(
  'a time beyond any date (%d) is shown as one that there is',
  (at) => {
    const now = Date.UTC(2026, 10, 26) as WallTime;
    expect(clock(at as WallTime, now)).toMatch(/^-?\d+-\d\d-\d\d \d\d:\d\d$/);
    expect(isoSeconds(at as WallTime)).toMatch(/^\d{4}-\d\d-\d\dT/);
  },
);
