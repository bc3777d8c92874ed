import { expect, test } from 'vitest';
import { watchGround } from '../../src/app/claim/watch-ground.ts';
import type { AgentNotice } from '../../src/app/ports/exchange.ts';
import type { LockName, Oid, RefName, RepoPath } from '../../src/core/model/ids.ts';
import type { MonotonicTime, WallTime } from '../../src/core/model/time.ts';

const oid = (digit: string): Oid => digit.repeat(40) as Oid;
const MAIN = 'refs/heads/main' as RefName;
const CHANGED: Readonly<Record<string, readonly string[]>> = {
  [`${oid('a')} ${oid('b')}`]: ['src/a.ts', 'README.md'],
  [`${oid('b')} ${oid('c')}`]: ['README.md'],
  [`${oid('c')} ${oid('d')}`]: ['src/deep/b.ts'],
};

/** Shows these tips, one at each look, and gives back what was told until the last of them has been looked at. */
async function watch(tips: readonly (Oid | 'unreachable')[]): Promise<readonly AgentNotice[]> {
  const told: AgentNotice[] = [];
  const left = [...tips];
  await new Promise<void>((finished) => {
    const watching = watchGround({
      store: {
        list: async () => {
          const tip = left.shift();
          return tip === undefined || tip === 'unreachable'
            ? { ok: false, failure: { kind: 'network', detail: '' } }
            : { ok: true, value: new Map([[MAIN, tip]]) };
        },
      },
      machine: {
        now: () => ({ wall: 1_700_000_000_000 as WallTime, monotonic: 0 as MonotonicTime }),
        sleep: async () => {
          if (left.length > 0) return;
          watching.stop();
          finished();
        },
      },
      ground: {
        ref: MAIN,
        from: oid('a'),
        changedPaths: async (from, to) => (CHANGED[`${from} ${to}`] ?? []).map((path) => path as RepoPath),
      },
      held: () => ['src' as LockName],
      notify: async (notice) => void told.push(notice),
    });
  });
  return told;
}

test('what is held and has changed on the branch is told once, cut to what is held', async () => {
  const told = await watch([oid('a'), oid('b'), oid('b'), 'unreachable', oid('c'), oid('d')]);
  expect(told).toMatchObject([
    { kind: 'published', commit: oid('b'), paths: ['src/a.ts'] },
    { kind: 'published', commit: oid('d'), paths: ['src/deep/b.ts'] },
  ]);
});
