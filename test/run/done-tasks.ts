import type { Problem } from '../../src/core/model/problem.ts';
import type { GitFixture } from '../support/git-fixture.ts';
import { startTestRun, type TestRun, type TestRunEnd, type TestTask } from '../support/run-fixture.ts';

// Tasks that each append a line to the file of their name, and what became of them.

export const files = { 'a.txt': 'a\n', 'b.txt': 'b\n', 'c.txt': 'c\n' };
export const task = (name: string, more: Partial<TestTask> = {}): TestTask => ({
  id: name,
  writes: [`${name}.txt`],
  does: `append('${name}.txt', '${name} was here\\n');`,
  ...more,
});

export const begun = ({ log }: TestRunEnd): readonly string[] =>
  log.flatMap((line) => (line.startsWith('claimed ') ? [line.slice(8)] : [])).sort();
export const howOf = ({ state }: TestRunEnd): Readonly<Record<string, string>> =>
  Object.fromEntries(
    state.tasks.map(({ task: { id }, phase }) => [id, phase.kind === 'done' ? phase.how : phase.kind]),
  );
export const problemOf = ({ state }: TestRunEnd, id: string): Problem | undefined => {
  const phase = state.tasks.find((one) => one.task.id === id)?.phase;
  return phase && 'problem' in phase ? phase.problem : undefined;
};
export const run = (
  repo: GitFixture,
  tasks: readonly TestTask[],
  more: Partial<TestRun> = {},
): Promise<TestRunEnd> => startTestRun({ repo, tasks, ...more });
