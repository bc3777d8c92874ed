import { chmodSync, mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { execGit } from '../../src/git/exec-git.ts';
import { SeededRandom } from '../simulator/seeded-random.ts';
import { type ProxyFault, serveWithFaults } from '../support/fault-proxy.ts';
import { type GitFixture, makeRepository } from '../support/git-fixture.ts';
import { isLong, judgeRace, type RaceLine, race, timeLimit } from './race.ts';

/** Processes, and rounds of each: all of them share this machine, so more of them go fewer rounds. */
const SIZES: readonly (readonly [number, number])[] = isLong
  ? [
      [2, 40],
      [8, 40],
      [16, 20],
      [32, 10],
    ]
  : [[4, 5]];

/** The verdict of the independent checker, and that the race was one. */
function expectFair(lines: readonly RaceLine[]): void {
  expect(judgeRace(lines)).toMatchObject({ ok: true });
  const kinds = lines.map((line) => `${line.do} ${line.kind}`);
  expect(kinds.filter((kind) => kind === 'claim claimed').length).toBeGreaterThan(0);
  expect(kinds).not.toContain('end not-ours');
}

const locksOf = (remote: GitFixture): string => remote.git('for-each-ref', 'refs/agentic/locks/');

describe.each(SIZES)(
  '%i processes on one small tree, %i rounds each',
  { timeout: timeLimit },
  (processes, rounds) => {
    it('by path: every history is that of one mutex for each path', async () => {
      const remote = makeRepository({ bare: true });
      expectFair(await race({ url: remote.dir, processes, rounds }));
      expect(locksOf(remote)).toBe('');
    });

    it('while the server packs its refs all the time', async () => {
      const remote = makeRepository({ bare: true });
      let over = false;
      const packing = (async () => {
        while (!over) await execGit({ args: ['pack-refs', '--all', '--prune'], cwd: remote.dir });
      })();
      const lines = await race({ url: remote.dir, processes, rounds });
      over = true;
      await packing;
      expectFair(lines);
    });

    it('while a hook of the server refuses or delays single refs', async () => {
      const remote = makeRepository({ bare: true });
      const hook = join(remote.dir, 'hooks', 'update');
      mkdirSync(dirname(hook), { recursive: true });
      writeFileSync(
        hook,
        '#!/bin/sh\ncase $1 in *docs*) [ $(($$ % 4)) = 0 ] && exit 1;; *) [ $(($$ % 3)) = 0 ] && sleep 0.05;; esac\nexit 0\n',
      );
      chmodSync(hook, 0o755);
      const lines = await race({ url: remote.dir, processes, rounds });
      expect(judgeRace(lines)).toMatchObject({ ok: true });
    });

    it('by HTTP, with lost, late, broken and doubled requests', async () => {
      const remote = makeRepository({ bare: true });
      const random = new SeededRandom(processes);
      const faults: readonly ProxyFault[] = [
        'drop-before',
        'drop-after',
        'reset-mid-stream',
        'server-error',
        'empty-ok',
        'hold',
      ];
      await using proxy = await serveWithFaults({
        root: dirname(remote.dir),
        faultFor: ({ kind }) =>
          kind === 'push' && random.below(5) === 0 ? faults[random.below(faults.length)] : undefined,
      });
      const lines = await race({ url: `${proxy.url}remote.git`, processes, rounds });
      await proxy.deliverHeld(); // what everybody has given up arrives at last
      expect(judgeRace(lines)).toMatchObject({ ok: true });
      expect(lines.filter(({ kind }) => kind === 'claimed').length).toBeGreaterThan(0);
    });
  },
);
