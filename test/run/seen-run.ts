import { vi } from 'vitest';
import type { RunContext } from '../../src/app/perform/run-context.ts';
import type { RefTransaction, TransactionOutcome } from '../../src/app/ports/ref-store.ts';
import { taskOfRef } from '../../src/core/claim/refs.ts';
import { type GitFixture, makeTeam } from '../support/git-fixture.ts';
import { startTestRun, type TestRun, type TestRunEnd, type TestTask } from '../support/run-fixture.ts';

// Runs whose pushes are seen, and may be held back or answered otherwise.

const FILES = { 'a.txt': 'a\n', 'b.txt': 'b\n', 'c.txt': 'c\n', 'd.txt': 'd\n', 'shared.txt': 'shared\n' };
export const ONE_AGENT = { limits: { agents: 1, tasks: 5, minutes: 60 } } as const;
export const FOUR_AGENTS = { limits: { agents: 4, tasks: 5, minutes: 60 } } as const;

export const writing = (name: string): TestTask => ({
  id: name,
  writes: [`${name}.txt`],
  does: `append('${name}.txt', '${name} was here\\n');`,
});

export type Send = (transaction: RefTransaction) => Promise<TransactionOutcome>;

export async function startSeen(
  run: Omit<TestRun, 'repo' | 'onOpened' | 'observe'> & {
    readonly prepare?: (context: RunContext, remote: GitFixture) => void;
  },
  push: (transaction: RefTransaction, send: Send, worked: ReadonlySet<string>) => Promise<TransactionOutcome>,
): Promise<TestRunEnd & { readonly remote: GitFixture; readonly pushes: readonly RefTransaction[] }> {
  const { repo, remote } = makeTeam(FILES);
  const pushes: RefTransaction[] = [];
  const worked = new Set<string>();
  const onOpened = (context: RunContext): void => {
    const { claimant } = context;
    run.prepare?.(context, remote);
    const send = claimant.store.commit.bind(claimant.store);
    vi.spyOn(claimant.store, 'commit').mockImplementation((transaction) => {
      pushes.push(transaction);
      return push(transaction, send, worked);
    });
  };
  const end = await startTestRun({
    ...run,
    repo,
    onOpened,
    observe: (event) => event.kind === 'worked' && worked.add(event.task),
  });
  return { ...end, remote, pushes };
}

/** The first publication comes only when these have ended, so that they are published together. */
export function holdingBack(names: readonly string[]): Parameters<typeof startSeen>[1] {
  let first = true;
  return async (transaction, send, worked) => {
    if (first && isPublication(transaction)) {
      first = false;
      await vi.waitUntil(() => names.every((name) => worked.has(name)), { timeout: 20_000, interval: 5 });
    }
    return send(transaction);
  };
}

export const isPublication = ({ updates }: RefTransaction): boolean =>
  updates.some(({ ref }) => ref.endsWith('/result'));
export const NOTHING: RefTransaction = { updates: [], objects: [] };
export const tasksIn = ({ updates }: RefTransaction): readonly string[] =>
  updates.flatMap(({ ref }) => taskOfRef(ref)?.task ?? []);
export const published = ({ remote }: { readonly remote: GitFixture }): readonly string[] =>
  remote.git('log', '--format=%(trailers:key=Agentic-Task,valueonly)', 'main..agentic/main').split(/\s+/);
