import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { TASKS } from '../run/cli-run.ts';
import { DRAWN } from './draw-cases.ts';
import {
  expectLittleRepeated,
  expectNothingLeft,
  expectNothingLost,
  expectPublishedOnce,
} from './invariants.ts';
import { drawSteps, RUN } from './steps-of-a-run.ts';
import { stopAt } from './stop-at.ts';

describe.runIf(process.platform === 'linux')(`kill -9, and the next start is another run (${DRAWN})`, () => {
  it.each(drawSteps())(
    '%s: what was published is known, and nothing is lost or done twice',
    async (_, make, step) => {
      const place = await make();
      const { run } = place;
      const changed = join(run.meeting, 'changed.yaml');
      writeFileSync(changed, TASKS.replaceAll('kind: fix,', 'kind: fix, priority: 70,'));
      stopAt(run.meeting, step, 'KILL');
      const first = await run.start(...RUN).ended;
      expect(first.signal, first.said).toBe('SIGKILL');
      const next = await run.call('run', '--tasks', changed);
      expect(next.code, next.said).toBe(0);
      expectPublishedOnce(place);
      expectLittleRepeated(place);
      expectNothingLost(place, [run.repo]);
      await expectNothingLeft(place);
    },
  );
});
