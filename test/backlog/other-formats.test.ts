import { describe, expect, test } from 'vitest';
import { accepted } from '../config/parse.ts';
import { brief, codes, importFiles, sample } from './import.ts';

describe('tasks.md of Spec Kit', () => {
  test('phases, stories and [P] become an order; paths of the descriptions are theirs; what is ticked is done', async () => {
    const tasks = await importFiles(sample('spec-kit/001-photo-albums/tasks.md'));
    expect(
      accepted(tasks).map(({ id, kind, writes, needs, priority }) => [id, kind, writes, needs, priority]),
    ).toEqual([
      ['001-t003', 'task', ['db/schema.sql'], [], 50],
      ['001-t004', 'task', ['src/sessions.ts'], ['001-t003'], 50],
      ['001-t005', 'task', ['src/routes/index.ts'], ['001-t003'], 50],
      ['001-t006', 'us1', ['tests/contract/test_albums.ts'], ['001-t004', '001-t005', '001-t003'], 80],
      ['001-t007', 'us1', ['src/models/album.ts'], ['001-t004', '001-t005', '001-t003'], 80],
      ['001-t008', 'us1', ['src/services/album_service.ts'], ['001-t006', '001-t007'], 80],
      ['001-t009', 'us1', [], ['001-t008'], 80],
      ['001-t010', 'us2', ['src/models/share.ts'], ['001-t004', '001-t005', '001-t003'], 50],
      ['001-t011', 'us2', ['src/routes/share.ts'], ['001-t010'], 50],
      [
        '001-t012',
        'task',
        ['docs/albums.md'],
        ['001-t004', '001-t005', '001-t003', '001-t009', '001-t011'],
        50,
      ],
    ]);
    const [schema, , , , , service] = accepted(tasks);
    expect(schema).toMatchObject({ title: 'Setup the database schema in db/schema.sql' });
    expect(service).toMatchObject({
      title: 'Implement AlbumService in src/services/album_service.ts',
      source: { format: 'spec-kit', name: 'T008', file: 'tasks.md', line: 56 },
    });
    expect(service?.why).toContain('Independent Test: Two albums keep their photos after a reload');
    expect(codes(tasks)).toEqual(['backlog-read', 'scope-unknown']);
  });
});

describe('GitHub issues', () => {
  test('state, labels, criteria and what blocks them; files that exist are predicted', async () => {
    const tasks = await importFiles(sample('github/issues.json'), {
      tree: ['src/users.ts', 'src/price.ts', 'docs/api.md'],
    });
    expect(brief(tasks)).toEqual([
      {
        id: 'issue-42',
        title: 'Refuse an address without @',
        kind: 'bug',
        writes: ['src/users.ts'],
        needs: [],
        priority: 80,
        acceptance: 2,
      },
      {
        id: 'issue-43',
        title: 'Describe which addresses are refused',
        kind: 'documentation-update',
        writes: ['docs/api.md'],
        needs: ['issue-42'],
        priority: 50,
        acceptance: 0,
      },
    ]);
    expect(accepted(tasks)[0]).toMatchObject({ predicted: ['src/users.ts'] });
    expect(tasks.ok && tasks.warnings).toMatchObject([
      { code: 'backlog-read', data: { items: 5, tasks: 2, done: 1 } },
      { code: 'backlog-set-aside', data: { items: ['#41 (NOT PLANNED)', '#44 (needs #41)'] } },
    ]);
  });
});

describe('a check list', () => {
  test('outermost entries with a box; what is below them belongs to them', async () => {
    const tasks = await importFiles(sample('checklist/TODO.md'), { tree: ['src/users.ts', 'docs/api.md'] });
    expect(
      accepted(tasks).map(({ id, title, writes, acceptance }) => [id, title, writes, acceptance]),
    ).toEqual([
      [
        'refuse-an-address-without-in-src-users-ts',
        'Refuse an address without @ in `src/users.ts`',
        ['src/users.ts'],
        ['a test for it'],
      ],
      ['tell-people-in-the-docs', 'Tell people in the docs', ['docs/api.md'], []],
      ['entry-13a4d7', '価格を計算する', [], []],
    ]);
    expect(accepted(tasks)[0]?.why).toContain('the message names the field');
  });
});

describe('tasks.json of task-master', () => {
  test('tags, subtasks, and dependencies on them', async () => {
    const tasks = await importFiles(sample('task-master/tasks.json'), { tree: ['src/session.ts'] });
    expect(brief(tasks)).toEqual([
      {
        id: 'task-2',
        title: 'Implement sessions',
        kind: 'task',
        writes: ['src/session.ts'],
        needs: [],
        priority: 80,
        acceptance: 2,
      },
      {
        id: 'task-3',
        title: 'Show who is logged in',
        kind: 'task',
        writes: [],
        needs: ['task-2'],
        priority: 20,
        acceptance: 0,
      },
    ]);
    expect(accepted(tasks)[0]?.acceptance).toEqual(['End a session after an hour', 'Unit tests for expiry']);
    expect(tasks.ok && tasks.warnings).toMatchObject([
      { code: 'backlog-read' },
      { code: 'backlog-set-aside', data: { items: ['4 (deferred)', '5 (needs 4)'] } },
      { code: 'scope-unknown' },
    ]);
  });

  test('another tag is named by a person; of several without master none is guessed', async () => {
    const files = sample('task-master/tasks.json');
    const mobile = await importFiles(files, { from: 'task-master:mobile' });
    expect(accepted(mobile).map(({ id }) => id)).toEqual(['mobile-task-1']);
    const renamed = Object.fromEntries(
      Object.entries(files).map(([name, text]) => [name, text.replace('"master"', '"web"')]),
    );
    expect(await importFiles(renamed)).toMatchObject({
      problems: [{ code: 'backlog-tags', data: { tags: ['web', 'mobile'] } }],
    });
    expect(codes(await importFiles(files, { from: 'task-master:desktop' }))).toEqual(['backlog-tags']);
  });
});

describe('issues of beads', () => {
  test('types, dependencies by their type, an epic as its children', async () => {
    const tasks = await importFiles(sample('beads/issues.jsonl'), { tree: ['src/price.ts'] });
    expect(brief(tasks)).toEqual([
      {
        id: 'shop-a1b2-2',
        title: 'Ten per cent off from ten pieces',
        kind: 'feature',
        writes: ['src/price.ts'],
        needs: [],
        priority: 50,
        acceptance: 1,
      },
      {
        id: 'shop-c3',
        title: 'Describe the prices',
        kind: 'task',
        writes: [],
        needs: ['shop-a1b2-2'],
        priority: 20,
        acceptance: 0,
      },
    ]);
    expect(accepted(tasks)[0]).toMatchObject({ agent: 'claude', estimate: 45 });
    expect(tasks.ok && tasks.warnings).toMatchObject([
      { data: { items: 6, tasks: 2, done: 1 } },
      { data: { items: ['shop-a1b2 (epic)', 'shop-d4 (tombstone)', 'shop-e5 (blocked)'] } },
      { code: 'scope-unknown' },
    ]);
  });

  test('the list that `bd list --json` prints is the same', async () => {
    const [[, text = ''] = []] = Object.entries(sample('beads/issues.jsonl'));
    const list = `[${text.trim().split('\n').join(',\n')}]`;
    expect(brief(await importFiles({ 'list.json': list }))).toEqual(
      brief(await importFiles({ 'issues.jsonl': text })),
    );
  });
});
