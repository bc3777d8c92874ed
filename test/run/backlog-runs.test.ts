import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { prepareCliRun } from './cli-run.ts';

const story = (number: number, ...lines: readonly string[]) =>
  [`# Story ${number}: Title ${number}`, '', '**Assigned To:** Ada', ...lines, ''].join('\n');

const SPEC = {
  'spec/STORY_1.md': story(1, '**Status:** To Do', '', '## Files to Modify', '1. **`a.txt`** - a line'),
  'spec/STORY_2.md': story(
    2,
    '',
    '## Files to Create',
    '- `c.txt`',
    '',
    '**Dependencies:** Story 1, Story 3',
  ),
  'spec/STORY_3.md': story(3, '**Status:** ✅ Completed', '', '## Files to Create', '- `d.txt`'),
  'spec/README.md': '# Stories\n\n- [ ] a box that is no task\n',
};

it('a folder of stories, part by part: what is done stays done, what was done is reported, and nothing is written back', async () => {
  const run = prepareCliRun({ files: SPEC });
  const start = async (...args: readonly string[]) => run.start('run', '--tasks', 'spec', ...args).ended;

  // what it needs is not done, and nothing of it starts
  const early = await start('--only', 'story-2');
  expect(early).toMatchObject({ code: 2, said: expect.stringContaining('needs what is not done: story-1') });
  expect(early.said).toMatch(/^note: spec: 3 AgenticScrum stories: 2 to be done, 1 done there$/m);
  expect(existsSync(join(run.meeting, 'started'))).toBe(false);

  const unknown = await start('--only', 'story-11', '--report', 'done.json');
  expect(unknown.said).toMatch(/^--only story-11: there is no such task\n {2}did you mean story-1\?/m);
  const inside = await start('--report', 'spec/done.md');
  expect(inside).toMatchObject({ code: 2, said: expect.stringContaining('is a file of the backlog') });

  const first = await start('--until', 'Story 1', '--report', 'first.json');
  expect(first.code).toBe(0);
  expect(first.said).toMatch(/^note: 1 task selected; left out: story-2$/m);
  const answer = JSON.parse(readFileSync(join(run.repo.dir, 'first.json'), 'utf8'));
  expect(answer).toMatchObject({
    command: 'run',
    outcome: 'done',
    tasks: [
      {
        id: 'story-1',
        title: 'Title 1',
        outcome: 'done',
        how: 'published',
        agent: 'ada',
        source: { name: 'Story 1', file: 'spec/STORY_1.md', line: 1 },
      },
    ],
  });

  // now it is: recognised as everywhere
  const second = await start('--only', 'story-2', '--report', 'second.md');
  expect([second.code, second.said]).toEqual([0, expect.stringMatching(/done before {2}story-1 /)]);
  const page = readFileSync(join(run.repo.dir, 'second.md'), 'utf8');
  expect(page).toMatch(
    /^\| `story-1` \| Title 1 \| done before \| .* \| `Story 1` in `spec\/STORY_1\.md:1` \|$/m,
  );
  expect(page).toMatch(/^\| `story-2` \| Title 2 \| done \| ada \| `[0-9a-f]{7}` \|/m);

  const all = await start();
  expect(all.code).toBe(0);
  expect(readFileSync(join(run.meeting, 'started'), 'utf8')).toBe('story-1\nstory-2\n');
  for (const [file, text] of Object.entries(SPEC))
    expect(run.remote.git('show', `agentic/main:${file}`)).toBe(text.trim());
});
