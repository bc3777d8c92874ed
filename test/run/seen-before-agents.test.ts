import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { prepareCliRun } from './cli-run.ts';

const RUN = ['run', '--tasks', 'tasks.yaml'];

describe.runIf(process.platform === 'linux')(
  'a branch that cannot be made is seen before agents start',
  () => {
    it.each([
      ['agentic', /there is a branch agentic\)/],
      ['agentic/main/x', /there is a branch agentic\/main\/x\)/],
    ])('where the remote has %s; another name helps', async (name, said) => {
      const run = prepareCliRun();
      run.remote.git('branch', name, 'main');
      const dry = await run.call(...RUN, '--dry-run');
      expect([dry.code, dry.said]).toEqual([0, expect.stringMatching(said)]);
      const { code, said: all } = await run.call(...RUN);
      expect([code, all]).toEqual([1, expect.stringMatching(said)]);
      expect(all).toMatch(/--branch, or for good with `publish\.branch`, or rename/);
      expect([
        existsSync(join(run.meeting, 'started')),
        run.remote.git('for-each-ref', 'refs/agentic'),
      ]).toEqual([false, '']);
      const other = await run.call(...RUN, '--branch', 'results/main');
      expect([other.code, other.said]).toEqual([0, expect.stringMatching(/^Result +results\/main/m)]);
      // the same start once more: it is done, and where it is is known
      const again = await run.call(...RUN);
      expect([again.code, again.said]).toEqual([
        0,
        expect.stringMatching(/done already.*\nResult +results/s),
      ]);
    });

    it('where there is no remote, in the clone itself', async () => {
      const run = prepareCliRun();
      run.repo.git('remote', 'remove', 'origin');
      run.repo.git('worktree', 'add', '-q', '-b', 'agentic/main', join(run.meeting, 'look'));
      const { code, said } = await run.call(...RUN);
      expect([code, said]).toEqual([1, expect.stringMatching(/a worktree has it checked out/)]);
      expect(existsSync(join(run.meeting, 'started'))).toBe(false);
      const other = await run.call(...RUN, '--branch', 'results/main');
      expect([other.code, other.said]).toEqual([
        0,
        expect.stringMatching(/^Result +results\/main .*: git merge results\/main$/m),
      ]);
    });
  },
);
