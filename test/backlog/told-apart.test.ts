import { describe, expect, test } from 'vitest';
import { describeProblem } from '../../src/report/problems/describe-problem.ts';
import { accepted } from '../config/parse.ts';
import { codes, importFiles, sample } from './import.ts';

const STORY = '# Story 7: Prices\n\n**Status:** To Do\n';
const SPEC = '- [ ] T001 Create src/a.ts\n';

describe('told apart by content, whatever the file is called', () => {
  test.each([
    ['our own', 'version: 1\ntasks: [{id: a, title: A}]', 'a', undefined],
    ['our own as JSON', '[{"id": "a", "title": "A", "needs": []}]', 'a', undefined],
    ['a story', STORY, 'story-7', 'agenticscrum'],
    ['Spec Kit', SPEC, 't001', 'spec-kit'],
    ['a check list', '- [ ] fix the login\n- [x] docs\n', 'fix-the-login', 'checklist'],
    ['an issue of GitHub', '{"number": 3, "title": "A", "body": ""}', 'issue-3', 'github'],
    ['task-master', '{"tasks": [{"id": 1, "title": "A", "status": "pending"}]}', 'task-1', 'task-master'],
    [
      'beads',
      '{"id":"x-1","title":"A","issue_type":"bug"}\n{"id":"x-2","title":"B","status":"closed","issue_type":"bug"}',
      'x-1',
      'beads',
    ],
  ])('%s', async (_, text, id, format) => {
    const [task, ...more] = accepted(await importFiles({ 'standard input': text }));
    expect([task?.id, task?.source?.format, more]).toEqual([id, format, []]);
  });

  test.each([
    ['a list without boxes', '# Tasks\n\n* fix the login\n'],
    [
      'tasks.json of an editor',
      '{"version": "2.0.0", "tasks": [{"label": "build", "type": "shell", "command": "make"}]}',
    ],
    ['prose', '# Design\n\nWe want to sell things.\n'],
  ])('nothing of all that: %s', async (_, text) => {
    const refused = await importFiles({ 'x.txt': text });
    expect(codes(refused)).toEqual(['not-a-task-file']);
    expect(refused.ok ? '' : describeProblem(refused.problems[0] as never)).toMatch(
      /^x\.txt: this is neither a task file nor a backlog .*\n.*agenticscrum, github.*tasks: \[\{id: /,
    );
  });

  test('what can be two things is not guessed: the candidates are named, and --from says which', async () => {
    const both = { 'both.md': `${STORY}\n${SPEC}` };
    const refused = await importFiles(both);
    expect(refused).toMatchObject({
      problems: [
        {
          code: 'backlog-ambiguous',
          where: { file: 'both.md' },
          data: { formats: ['agenticscrum', 'spec-kit'] },
        },
      ],
    });
    expect(refused.ok ? '' : describeProblem(refused.problems[0] as never)).toContain(
      '--from agenticscrum, or --from spec-kit',
    );
    expect(accepted(await importFiles(both, { from: 'spec-kit' })).map(({ id }) => id)).toEqual(['t001']);
    expect(accepted(await importFiles(both, { from: 'checklist' })).map(({ id }) => id)).toEqual([
      't001-create-src-a-ts',
    ]);
    expect(codes(await importFiles(both, { from: 'github' }))).toEqual(['backlog-other-format']);
  });

  test('in a folder only what is surely something counts', async () => {
    const folder = { 'spec/DESIGN.md': '# Design\n\n- [ ] think\n', 'spec/STORY_7.md': STORY };
    expect(accepted(await importFiles(folder)).map(({ id }) => id)).toEqual(['story-7']);
    expect(accepted(await importFiles(folder, { from: 'checklist' })).map(({ id }) => id)).toEqual(['think']);
    expect(codes(await importFiles({ ...folder, ...sample('task-master/tasks.json') }))).toEqual([
      'backlog-ambiguous',
    ]);
    expect(codes(await importFiles({ 'spec/DESIGN.md': '- [ ] think\n', 'spec/b.md': '' }))).toEqual([
      'not-a-task-file',
    ]);
  });
});
