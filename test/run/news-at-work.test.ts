import { describe, expect, it } from 'vitest';
import { type GitFixture, makeFolder, makeRepository, makeTeam } from '../support/git-fixture.ts';
import { startTestRun } from '../support/run-fixture.ts';

const files = { 'a.txt': 'a\n', 'b.txt': 'b\n', '.gitignore': 'node_modules/\n' };

/** A repository without any remote is its own team. */
function makeAlone(all: Readonly<Record<string, string>>): {
  readonly repo: GitFixture;
  readonly remote: GitFixture;
} {
  const repo = makeRepository();
  repo.commit(all);
  return { repo, remote: repo };
}

describe('news while an agent works', () => {
  it.each([
    ['with a remote', makeTeam],
    ['without a remote', makeAlone],
  ])(
    '%s: tells of a branch that has moved, if it concerns the task, and of what another task has published',
    async (_, make) => {
      const { repo, remote } = make({ ...files, 'CHANGELOG.md': '' });
      const meeting = makeFolder();
      const news =
        // made, but not written yet, it is empty for a moment
        "fs.readFileSync(process.env.AGENTIC_DIR + '/notices.jsonl', 'utf8').split('\\n').filter(Boolean).map((line) => JSON.parse(line))";
      const run = await startTestRun({
        repo,
        agents: [{ env: { MEETING: meeting } }],
        tasks: [
          {
            id: 'listener',
            writes: ['a.txt', 'CHANGELOG.md'],
            does: `fs.writeFileSync(process.env.MEETING + '/up', '');
            await until(() => fs.existsSync(process.env.AGENTIC_DIR + '/notices.jsonl') && ${news}.length === 2);
            append('a.txt', JSON.stringify(${news}.map(({ kind, task, paths }) => [kind, task ?? 'a branch', paths]).sort()));`,
          },
          {
            id: 'other',
            writes: ['b.txt', 'CHANGELOG.md'],
            does: "await until(() => fs.existsSync(process.env.MEETING + '/up')); append('CHANGELOG.md', 'x'); append('b.txt', 'x');",
          },
        ],
        observe: (event) => {
          if (event.kind === 'published' && event.task === 'other')
            remote.commit({ 'a.txt': 'moved\n', 'b.txt': 'moved\n' }, { branch: 'main' });
        },
      });
      expect(run.phases).toEqual({ listener: 'done', other: 'done' });
      expect(remote.git('show', 'agentic/main:a.txt').split('\n')[1]).toBe(
        JSON.stringify([
          ['published', 'a branch', ['a.txt']],
          ['published', 'other', ['CHANGELOG.md']],
        ]),
      );
    },
  );
});
