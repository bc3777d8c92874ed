import { describe, expect, test } from 'vitest';
import { agenticscrum } from '../../src/config/backlog/importers/agenticscrum.ts';
import { readBacklogDocument } from '../../src/config/backlog/read-backlog-document.ts';
import { defaultSettings } from '../../src/config/normalize/defaults.ts';
import { settleTaskAgents } from '../../src/config/rules/settle-task-agents.ts';
import { accepted, bytesOf } from '../config/parse.ts';
import { brief, codes, importFiles, sample } from './import.ts';

const STORIES = {
  ...sample('agenticscrum/STORY_312_MULTI_REPOSITORY_ORGANIZATION_SUPPORT.md'),
  ...sample('agenticscrum/STORY_318_BACKGROUND_AGENT_SYSTEM_CORE.md'),
  ...sample('agenticscrum/STORY_322_INIT_SH_COMMAND_INJECTION.md'),
  ...sample('agenticscrum/STORY_324_CURL_BASED_PATCH_DOWNLOADER.md'),
};
/** The same, none of them done yet. */
const OPEN = Object.fromEntries(
  Object.entries(STORIES).map(([name, text]) => [
    name,
    text.replace(/^(\*\*Status:?\*\*:?) .*$/m, '$1 To Do'),
  ]),
);

describe('the stories of AgenticScrum itself', () => {
  test('of four one is to be done, and three are done', async () => {
    const tasks = await importFiles(STORIES, { tree: ['pyproject.toml'] });
    expect(accepted(tasks).map(({ id }) => id)).toEqual(['story-318']);
    expect(tasks.ok && tasks.warnings).toMatchObject([
      { code: 'backlog-read', data: { format: 'agenticscrum', items: 4, tasks: 1, done: 3 } },
    ]);
  });

  test('each with its scope, its dependencies, its priority and its criteria', async () => {
    const tasks = await importFiles(OPEN, { tree: ['patching/utils/init_sh_parser.py', 'README.md'] });
    expect(brief(tasks)).toEqual([
      {
        id: 'story-312',
        title: 'Multi-Repository Organization Support',
        kind: 'task',
        writes: [
          'agentic_scrum_setup/organization_setup.py',
          'agentic_scrum_setup/repository_manager.py',
          'agentic_scrum_setup/tests/test_organization_support.py',
          'agentic_scrum_setup/templates/organization/',
          'spec/STORY_312_MULTI_REPOSITORY_ORGANIZATION_SUPPORT.md',
          'agentic_scrum_setup/cli.py',
          'agentic_scrum_setup/setup_core.py',
          'agentic_scrum_setup/__init__.py',
          'README.md',
          'CLAUDE.md',
        ],
        needs: [],
        priority: 80,
        acceptance: 25,
      },
      {
        id: 'story-318',
        title: 'Background Agent System Core Architecture',
        kind: 'task',
        writes: [
          'agentic_scrum_setup/background/',
          'agentic_scrum_setup/background/tasks/',
          'scripts/agentic-daemon',
          'agentic_scrum_setup/cli.py',
          'agentic_scrum_setup/templates/common/init.sh.j2',
          'pyproject.toml',
        ],
        needs: [],
        priority: 80,
        acceptance: 19,
      },
      {
        id: 'story-322',
        title: 'Improve Init.sh Command Case Injection',
        kind: 'task',
        writes: ['patching/utils/init_sh_parser.py'],
        needs: [],
        priority: 80,
        acceptance: 12,
      },
      {
        id: 'story-324',
        title: 'Create Curl-Based Patch Downloader for Easy Updates',
        kind: 'task',
        writes: [
          'download-patch-updates.sh',
          'scripts/quick-*.sh',
          'agentic_scrum_setup/tests/test_curl_downloader.py',
          'docs/CURL_PATCHING_GUIDE.md',
        ],
        needs: [],
        priority: 80,
        acceptance: 18,
      },
    ]);
    const [organisation, background, init] = accepted(tasks);
    expect(organisation).toMatchObject({ agent: 'claude', estimate: 130, estimateBy: 'given' });
    expect(background?.acceptance[0]).toBe(
      'Background Daemon Process: Lightweight daemon that starts/stops with project initialization',
    );
    expect(init).toMatchObject({ role: 'deva_python', predicted: ['patching/utils/init_sh_parser.py'] });
    expect(background?.why).toMatch(/^As a developer using AgenticScrum, I want a background agent system/);
  });

  test('what they say of dependencies, where those are done and where they are not', () => {
    const items = Object.entries(STORIES).flatMap(([name, text]) => {
      const document = accepted(readBacklogDocument({ name, bytes: bytesOf(text) }));
      return agenticscrum.parse(document, {}).items;
    });
    expect(items.map(({ name, needs }) => [name, needs.map((need) => [need.name, need.settled])])).toEqual([
      [
        'Story 312',
        [
          ['Story 309', true],
          ['Story 310', true],
          ['Story 311', true],
        ],
      ],
      ['Story 318', []],
      ['Story 322', []],
      ['Story 324', []],
    ]);
  });

  test('a story that is in the repository is read by its agent there', async () => {
    const [name = ''] = Object.keys(sample('agenticscrum/STORY_318_BACKGROUND_AGENT_SYSTEM_CORE.md'));
    const [task] = accepted(await importFiles(OPEN, { tree: [name] })).slice(1);
    expect(task).toMatchObject({ reads: [name], source: { name: 'Story 318', file: name, line: 1 } });
    expect(task?.why).toContain(`Story 318: all of it is in ${name}, line 1`);
  });
});

const story = (number: number, ...lines: readonly string[]) =>
  [`# Story ${number}: Title ${number}`, '', ...lines, ''].join('\n');

describe('stories in other hands', () => {
  test('what must be completed first, several in one file, and people who are no agents', async () => {
    const text = [
      '# Epic 03: Memory',
      story(301, '**Status:** 🔄 In Progress', '**Assigned To:** [Unassigned]'),
      story(
        302,
        '**Dependencies:** Story 301 (API Key Management)',
        '**Assigned To:** Claude + Human Collaboration',
      ),
      story(303, '## 🚧 Blockers', '', '**Dependencies:**', '- Stories 301, 302 must be completed first'),
      story(
        304,
        '**Dependencies:**',
        '- STORY_303: Schemas - ✅ Must be completed first',
        '- Python re module',
        '',
        '**Assigned To:** Mike',
      ),
    ].join('\n');
    const tasks = accepted(await importFiles({ 'EPIC_3.md': text }));
    expect(tasks.map(({ id, needs, agent }) => [id, needs, agent])).toEqual([
      ['story-301', [], undefined],
      ['story-302', ['story-301'], 'claude'],
      ['story-303', ['story-301', 'story-302'], undefined],
      ['story-304', ['story-303'], 'Mike'],
    ]);
    const settled = settleTaskAgents(tasks, defaultSettings(), 'EPIC_3.md');
    expect(accepted(settled).map(({ agent }) => agent)).toEqual([undefined, 'claude', undefined, undefined]);
    expect(settled).toMatchObject({
      warnings: [{ code: 'assignee-unknown', data: { name: 'Mike', items: ['Story 304'] } }],
    });
  });

  test('files are named in lines of their own where there is no list, and never from code', async () => {
    const text = story(
      1,
      '## Technical Implementation Details',
      '**File:** `src/cli.py`',
      '**File:** There is nothing to speak of',
      '**New File:** `scripts/a.py`',
      '```md',
      '**File:** `src/example.py`',
      '#### Files to Modify:',
      '1. `src/other.py`',
      '```',
    );
    expect(accepted(await importFiles({ 's.md': text }))[0]?.writes).toEqual(['src/cli.py', 'scripts/a.py']);
  });

  test('Windows’ line ends and a mark of byte order change nothing', async () => {
    const [plain, other] = await Promise.all([
      importFiles(OPEN),
      importFiles(
        Object.fromEntries(
          Object.entries(OPEN).map(([name, text]) => [name, `\ufeff${text.replaceAll('\n', '\r\n')}`]),
        ),
      ),
    ]);
    expect(brief(other)).toEqual(brief(plain));
  });

  test('a story that waits for one that nobody has', async () => {
    const refused = await importFiles({ 's.md': story(319, '**Dependencies:** Story 318') });
    expect(codes(refused)).toEqual(['unknown-id']);
    expect(refused).toMatchObject({
      problems: [
        { where: { file: 's.md', line: 3, key: 'Story 319' }, data: { id: 'Story 318', by: 'Story 319' } },
      ],
    });
  });
});
