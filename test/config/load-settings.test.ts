import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { loadStateFile } from '../../src/config/load-input-file.ts';
import { loadSettings } from '../../src/config/load-settings.ts';
import { loadTaskSources } from '../../src/config/load-task-sources.ts';
import { defaultSettings } from '../../src/config/normalize/defaults.ts';
import { accepted, bytesOf, problemsOf } from './parse.ts';

let folder = '';
let root = '';

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'agentic config ü '));
  root = join(folder, 'repo');
  await mkdir(root);
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const write = async (name: string, text: string) => {
  await mkdir(join(root, name, '..'), { recursive: true });
  await writeFile(join(root, name), text);
};
const codes = async (configFile?: string) =>
  problemsOf(await loadSettings({ root, ...(configFile !== undefined && { configFile }) })).map((problem) =>
    problem.split(' ').at(-1),
  );
const goalOf = async () => accepted(await loadSettings({ root })).goal;

describe('where a configuration is looked for', () => {
  test('nowhere: the defaults', async () => {
    expect(accepted(await loadSettings({ root }))).toEqual(defaultSettings());
    await write('package.json', '{"name": "x"}');
    expect(accepted(await loadSettings({ root })).source).toBeUndefined();
  });

  test.each([
    ['package.json', '{"name": "x", "constructor": 1,\n "agentic-plan": {"goal": "here"}}'],
    ['.agentic-planrc', 'goal: here'],
    ['.agentic-planrc.yaml', 'goal: here'],
    ['.agentic-planrc.yml', 'goal: here'],
    ['.agentic-planrc.json', '{"goal": "here"}'],
    ['agentic_config.yaml', 'background: {goal: here}'],
  ])('%s', async (name, text) => {
    await write(name, text);
    const settings = accepted(await loadSettings({ root }));
    expect([settings.goal, settings.source]).toEqual(['here', name]);
  });

  test('the place in package.json is that in package.json', async () => {
    await write('package.json', '{"name": "x",\n "agentic-plan": {"gaol": "here"}}');
    expect(problemsOf(await loadSettings({ root }))).toEqual(['2:19 agentic-plan.gaol unknown-key']);
  });

  test('the first of several counts, and the others are named', async () => {
    await write('agentic_config.yaml', 'background: {goal: second}');
    await write('.agentic-planrc.yaml', 'goal: first');
    await write('package.json', '{"dependencies": {"agentic-plan": "1"}}');
    const checked = await loadSettings({ root });
    expect(accepted(checked).goal).toBe('first');
    expect(checked.ok && checked.warnings).toMatchObject([
      { code: 'several-configurations', data: { others: ['agentic_config.yaml'] } },
    ]);
  });

  test('never in a folder above, never another format', async () => {
    await writeFile(join(folder, '.agentic-planrc.yaml'), 'goal: above');
    await write('agentic-plan.config.js', 'globalThis.executed = 1; export default {goal: "x"}');
    await write('.config/agentic-planrc.yaml', 'goal: x');
    expect(await goalOf()).toBeUndefined();
  });

  test('--config names one file; a relative one is below the root', async () => {
    await write('.agentic-planrc.yaml', 'goal: default');
    await write('ci/plan.yaml', 'goal: wanted');
    for (const configFile of ['ci/plan.yaml', join(root, 'ci', 'plan.yaml')]) {
      const settings = accepted(await loadSettings({ root, configFile }));
      expect([settings.goal, settings.source]).toEqual(['wanted', 'ci/plan.yaml']);
    }
  });
});

describe('row 55: files that are not what they should be', () => {
  test('row 55: missing, a directory, a link, outside, empty', async () => {
    await write('real.yaml', 'goal: x');
    await mkdir(join(root, 'dir'));
    await symlink('real.yaml', join(root, 'inside.yaml'));
    await writeFile(join(folder, 'outside.yaml'), 'goal: x');
    await symlink('../outside.yaml', join(root, 'out.yaml'));
    await symlink(folder, join(root, 'up'));
    await write('empty.yaml', '');
    expect(await codes('nothing.yaml')).toEqual(['file-missing']);
    expect(await codes('dir')).toEqual(['file-not-regular']);
    expect(await codes('inside.yaml')).toEqual(['file-not-regular']);
    expect(await codes('out.yaml')).toEqual(['file-not-regular']);
    expect(await codes('up/outside.yaml')).toEqual(['file-outside-repository']);
    expect(await codes('../outside.yaml')).toEqual(['file-outside-repository']);
    expect(await codes('empty.yaml')).toEqual([]);
  });

  test('row 55: a link or a directory by the default name is refused, not skipped', async () => {
    await symlink('../elsewhere', join(root, '.agentic-planrc'));
    expect(await codes()).toEqual(['file-not-regular']);
  });

  test('row 51: fifty megabytes are refused before they are read', async () => {
    await write('.agentic-planrc.yaml', `goal: x\n${'#'.repeat(50_000_000)}`);
    const before = process.memoryUsage().rss;
    expect(await codes()).toEqual(['file-too-large']);
    expect(process.memoryUsage().rss - before).toBeLessThan(40_000_000);
  });

  test('an empty file by the default name is found, and holds the defaults', async () => {
    await write('.agentic-planrc.yaml', ' \n');
    expect(accepted(await loadSettings({ root })).source).toBe('.agentic-planrc.yaml');
  });
});

test('row 55: files named on the command line may be anywhere, but are files', async () => {
  await writeFile(join(folder, 'tasks.yaml'), '[{id: a}]');
  await symlink('tasks.yaml', join(folder, 'link.yaml'));
  await write('state.json', '{"modified_files": ["a"]}');
  const load = (file: string) => loadTaskSources({ cwd: root, file, stdin: process.stdin });
  const tasks = async (file: string) => problemsOf(await load(file)).join();
  expect(accepted(await load('../link.yaml')).files).toMatchObject([{ name: '../link.yaml' }]);
  expect(accepted(await loadStateFile({ cwd: root, file: join(root, 'state.json') })).changes).toHaveLength(
    1,
  );
  expect(await tasks('nothing.yaml')).toBe('-:- - file-missing');
  expect(accepted(await load('..'))).toMatchObject({ isFolder: true, files: [] });
  expect(await tasks('/dev/null')).toBe('-:- - file-not-regular');
});

test("the finder's own configuration, which is code, is never executed", async () => {
  await write('.agentic-planrc.yaml', 'goal: x');
  await write('.config/config.cjs', 'globalThis.executedByFinder = true; module.exports = {};');
  await write('.config/config.js', 'globalThis.executedByFinder = true; module.exports = {};');
  const before = process.cwd();
  process.chdir(root);
  try {
    expect(await goalOf()).toBe('x');
  } finally {
    process.chdir(before);
  }
  expect('executedByFinder' in globalThis).toBe(false);
});

test('imports of other files are not a thing', async () => {
  await write('.agentic-planrc.yaml', '$import: other.yaml');
  await write('package.json', '{"agentic-plan": {"$import": "other.yaml"}}');
  await write('other.yaml', 'goal: other');
  expect(problemsOf(await loadSettings({ root }))).toContain('1:19 agentic-plan.$import unknown-key');
});

describe('row 60: from the base commit', () => {
  const load = (files: Record<string, string>, configFile?: string) =>
    loadSettings({
      root,
      readBlob: async (path) => (files[path] === undefined ? undefined : bytesOf(files[path])),
      ...(configFile !== undefined && { configFile }),
    });

  test('row 60: the base wins over the working tree, also where it has none', async () => {
    await write('.agentic-planrc.yaml', 'goal: head');
    expect(accepted(await load({ '.agentic-planrc.yaml': 'goal: base' })).goal).toBe('base');
    expect(accepted(await load({})).goal).toBeUndefined();
    expect(accepted(await load({ 'ci/x.yaml': 'goal: wanted' }, join(root, 'ci/x.yaml'))).goal).toBe(
      'wanted',
    );
    expect(problemsOf(await load({}, 'ci/x.yaml'))).toEqual(['-:- - file-missing']);
  });

  test('row 60: a package.json without our key is passed over', async () => {
    const files = {
      'package.json': '{"dependencies": {"agentic-plan": "1"}}',
      '.agentic-planrc': 'goal: rc',
    };
    expect(accepted(await load(files)).goal).toBe('rc');
    const named = { ...files, 'package.json': '{"agentic-plan": {"goal": "package"}}' };
    expect(accepted(await load(named)).goal).toBe('package');
  });
});
