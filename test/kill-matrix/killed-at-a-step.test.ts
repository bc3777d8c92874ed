import { describe, expect, it } from 'vitest';
import { DRAWN } from './draw-cases.ts';
import {
  expectLittleRepeated,
  expectNothingLeft,
  expectNothingLost,
  expectPublishedOnce,
} from './invariants.ts';
import { drawSteps, RUN } from './steps-of-a-run.ts';
import { stopAt } from './stop-at.ts';

describe.runIf(process.platform === 'linux')(`kill -9 at a step of a run (${DRAWN})`, () => {
  it.each(drawSteps())(
    '%s: the next start ends well, and nothing is lost or done twice',
    async (_, make, step) => {
      const place = await make();
      const { run } = place;
      stopAt(run.meeting, step, 'KILL');
      const first = await run.start(...RUN).ended;
      expect(first.signal, first.said).toBe('SIGKILL');
      const next = await run.call(...RUN);
      expect(next.code, next.said).toBe(0);
      expectPublishedOnce(place);
      expectLittleRepeated(place);
      expectNothingLost(place, [run.repo]);
      await expectNothingLeft(place);
    },
  );
});
