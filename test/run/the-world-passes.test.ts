import { chmodSync, existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { storeWith } from '../../src/app/claim/store-with.ts';
import { makeFolder, makeTeam } from '../support/git-fixture.ts';
import { startTestRun, type TestRun, type TestRunEnd } from '../support/run-fixture.ts';
import { withoutPauses } from '../support/without-pauses.ts';

// A disk, a command that is not there yet, a server: once it has passed, the work is published, by the agent's one try.

interface Scene {
  /** A folder of the test's own. */
  readonly folder: string;
  /** Called each time that somebody waits for the world. */
  readonly onWait: (heal: () => void) => void;
}

async function runThrough(
  make: (scene: Scene) => Omit<TestRun, 'repo' | 'tasks'>,
): Promise<TestRunEnd & { readonly started: number; readonly shown: string }> {
  const { repo, remote } = makeTeam({ 'a.txt': 'a\n' });
  const folder = makeFolder();
  const started = join(folder, 'started');
  const heals: (() => void)[] = [];
  const run = make({ folder, onWait: (heal) => void heals.push(heal) });
  const end = await startTestRun({
    ...run,
    repo,
    tasks: [
      {
        id: 'one',
        writes: ['a.txt'],
        retries: 0,
        does: `fs.appendFileSync(${JSON.stringify(started)}, 'x'); append('a.txt', 'x'); append('late.txt', 'y');`,
      },
    ],
    onGround: (ground) =>
      withoutPauses(run.onGround?.(ground) ?? ground, () => heals.splice(0).map((h) => h())),
  });
  const shown = end.phases.one === 'done' ? remote.git('show', 'agentic/main:late.txt') : '';
  return { ...end, started: existsSync(started) ? readFileSync(started, 'utf8').length : 0, shown };
}

const script = (file: string): void => {
  writeFileSync(file, '#!/bin/sh\nexit 0\n');
  chmodSync(file, 0o755);
};

it('a test that cannot be started says nothing about the work', async () => {
  const run = await runThrough(({ folder, onWait }) => {
    onWait(() => script(join(folder, 'verify')));
    return { settings: { verify: { argv: [join(folder, 'verify')] } } };
  });
  expect([run.phases, run.started, run.shown]).toEqual([{ one: 'done' }, 1, 'y']);
  expect(run.log.filter((line) => line.startsWith('not-published'))).toEqual(['not-published one']);
});

it('nor does a place for the test that cannot be made', async () => {
  let full = false;
  const run = await runThrough(({ onWait }) => {
    onWait(() => {
      full = false;
    });
    return {
      settings: { verify: { shell: 'true' } },
      onGround: (ground) => {
        const { worktrees } = ground;
        const make: typeof worktrees.make = async (wish) => {
          if (wish.kind === 'agent') full = true;
          else if (full)
            return {
              ok: false,
              problem: { code: 'no-worktree', data: { path: '/full', detail: 'no space' } },
            };
          return worktrees.make(wish);
        };
        return { ...ground, worktrees: { ...worktrees, make } };
      },
    };
  });
  expect([run.phases, run.started, run.shown]).toEqual([{ one: 'done' }, 1, 'y']);
});

it('nor does a server that is busy while a late path is claimed', async () => {
  let busy = true;
  const run = await runThrough(({ onWait }) => {
    onWait(() => {
      busy = false;
    });
    return {
      onGround: (ground) => {
        const { claimant } = ground;
        const { store } = claimant;
        const commit: typeof store.commit = async (transaction) => {
          const widens = transaction.updates.some(({ ref }) => ref.endsWith('/locks/late.txt'));
          if (!widens || !busy) return store.commit(transaction);
          return { kind: 'failed', failure: { kind: 'other', detail: 'the disk is full' } };
        };
        return { ...ground, claimant: { ...claimant, store: storeWith(store, { commit }) } };
      },
    };
  });
  expect([run.phases, run.started, run.shown]).toEqual([{ one: 'done' }, 1, 'y']);
});

it('nor does git that fails while the work is set on the result', async () => {
  let fails = 1;
  const run = await runThrough(() => ({
    onGround: (ground) => {
      const { publishing } = ground;
      const commit: typeof publishing.commit = (ask) => {
        if (ask.message.includes('Agentic-Task') && fails-- > 0) throw new Error('no space left on device');
        return publishing.commit(ask);
      };
      return { ...ground, publishing: { ...publishing, commit } };
    },
  }));
  expect([run.phases, run.started, run.shown]).toEqual([{ one: 'done' }, 1, 'y']);
});

it('a set-up that cannot be started is no try of the agent', async () => {
  const run = await runThrough(({ folder, onWait }) => {
    onWait(() => script(join(folder, 'setup')));
    return { settings: { setup: { argv: [join(folder, 'setup')] } } };
  });
  expect([run.phases, run.started, run.shown]).toEqual([{ one: 'done' }, 1, 'y']);
});

it('a place for the agent that cannot be made is no try of it either', async () => {
  let fails = 1;
  const run = await runThrough(() => ({
    onGround: (ground) => {
      const { worktrees } = ground;
      const make: typeof worktrees.make = async (wish) =>
        fails-- > 0
          ? { ok: false, problem: { code: 'no-worktree', data: { path: '/full', detail: 'no space' } } }
          : worktrees.make(wish);
      return { ...ground, worktrees: { ...worktrees, make } };
    },
  }));
  expect([run.phases, run.started, run.shown]).toEqual([{ one: 'done' }, 1, 'y']);
});

it('a world that does not heal is reported after some tries; the work is kept, and its agent was asked once', async () => {
  const run = await runThrough(({ folder }) => ({
    settings: { verify: { argv: [join(folder, 'never')] } },
  }));
  expect([run.phases, run.started]).toEqual([{ one: 'failed' }, 1]);
  expect(run.log.filter((line) => line === 'not-published one')).toHaveLength(6);
  expect(run.context.leavings.kept.size).toBe(1);
  expect(run.state.agents[0]).toMatchObject({ failedInARow: 0, barred: false });
});
