import { describe, expect, test } from 'vitest';
import { expandWorkflows } from '../../../src/core/analyse/workflows/expand-workflows.ts';
import { findPackages } from '../../../src/core/analyse/workflows/manifests.ts';
import type { RepoPath } from '../../../src/core/model/ids.ts';
import { settingsOf } from '../../config/parse.ts';
import { changeOf } from '../../support/state-values.ts';

const expand = (yaml: string, paths: readonly string[], files: readonly string[] = []) => {
  const { workflows } = settingsOf(`workflows:\n  w: ${yaml}`);
  const packages = findPackages(files as readonly RepoPath[]);
  const expanded = expandWorkflows({ workflows, changes: paths.map((path) => changeOf(path)), packages });
  return { ...expanded, tasks: expanded.flows.flatMap(({ tasks }) => tasks) };
};

describe('each gets a chain of its own', () => {
  test('file: named by its path, and each chain waits for itself alone', () => {
    const { tasks } = expand('{for_each: file, steps: [{task: scan}, {task: fix, needs: scan}]}', [
      'b/Ünit test.ts',
      'a.ts',
    ]);
    expect(tasks.map(({ id, title, files, needs }) => [id, title, files, needs])).toEqual([
      ['scan-a-ts', 'scan: a.ts', ['a.ts'], []],
      ['fix-a-ts', 'fix: a.ts', ['a.ts'], ['scan-a-ts']],
      ['scan-b-unit-test-ts', 'scan: b/Ünit test.ts', ['b/Ünit test.ts'], []],
      ['fix-b-unit-test-ts', 'fix: b/Ünit test.ts', ['b/Ünit test.ts'], ['scan-b-unit-test-ts']],
    ]);
  });

  test('directory: the files that lie in it, without those below', () => {
    const { tasks } = expand('{for_each: directory, steps: [{task: scan}]}', ['a/1', 'b/2', 'a/3', 'top']);
    expect(tasks.map(({ id, item, files }) => [id, item, files])).toEqual([
      ['scan-a', 'a', ['a/1', 'a/3']],
      ['scan-b', 'b', ['b/2']],
      ['scan-root', '.', ['top']],
    ]);
  });

  test('package: the nearest directory above a file that has a manifest of whatever language', () => {
    const manifests = [
      'web/package.json',
      'api/go.mod',
      'jobs/pyproject.toml',
      'jobs/inner/Cargo.toml',
      'net/App.csproj',
      'shop/build.gradle.kts',
      'php/composer.json',
      'ruby/Gemfile',
      'java/pom.xml',
      'web/node_modules/left-pad/package.json',
    ];
    const changed = [
      'web/src/app.ts',
      'web/node_modules/left-pad/index.js',
      'api/main.go',
      'jobs/inner/src/lib.rs',
      'jobs/a.py',
      'net/Views/Home.cs',
      'shop/x.kt',
      'php/a.php',
      'ruby/a.rb',
      'java/src/A.java',
      'README.md',
    ];
    const { tasks } = expand('{for_each: package, steps: [{task: scan}]}', changed, manifests);
    const found = Object.fromEntries(tasks.map(({ item, files }) => [item, files.length]));
    expect(found).toEqual({
      '.': 1,
      api: 1,
      java: 1,
      jobs: 1,
      'jobs/inner': 1,
      net: 1,
      php: 1,
      ruby: 1,
      shop: 1,
      web: 2,
    });
  });

  test('item: its name stands in titles and globs, as a name', () => {
    const steps =
      '[{task: scan, title: "look at {item}", paths: ["services/{item}/**"], writes: ["reports/{item}.md"]}]';
    const { tasks } = expand(`{for_each: {item: [search, "pay*", unused]}, steps: ${steps}}`, [
      'services/search/a.ts',
      'services/pay*/b.ts',
      'services/payments/c.ts',
    ]);
    expect(tasks.map(({ id, title, files, writes }) => [id, title, files, writes])).toEqual([
      ['scan-search', 'look at search', ['services/search/a.ts'], ['reports/search.md']],
      ['scan-pay', 'look at pay*', ['services/pay*/b.ts'], ['reports/pay\\*.md']],
    ]);
  });
});

describe('names of items', () => {
  test('the second of two that fold to one name has four digits of its own; the same list gives the same names', () => {
    const yaml = '{for_each: {item: [a b, a-b, A.B, __proto__, "日本"]}, steps: [{task: scan}]}';
    const ids = expand(yaml, ['x']).tasks.map(({ id }) => id);
    expect(ids[0]).toBe('scan-a-b');
    expect(ids[1]).toMatch(/^scan-a-b-[0-9a-f]{4}$/);
    expect(ids[2]).toMatch(/^scan-a-b-[0-9a-f]{4}$/);
    expect(ids.slice(3)).toEqual(['scan-proto', expect.stringMatching(/^scan-[0-9a-f]{4}$/)]);
    expect(new Set(ids).size).toBe(5);
    expect(expand(yaml, ['x']).tasks.map(({ id }) => id)).toEqual(ids);
  });

  test('a step and an item that together read like another step and item; names that are too long', () => {
    const ids = expand(`{for_each: {item: [c, b-c, ${'x'.repeat(200)}]}, steps: [{task: a-b}, {task: a}]}`, [
      'x',
    ]).tasks.map(({ id }) => id);
    expect(new Set(ids).size).toBe(6);
    for (const id of ids) expect(id).toMatch(/^[a-z0-9][a-z0-9_-]{0,63}$/);
  });
});

test('a workflow of too many chains is left out, and that is told', () => {
  const paths = Array.from({ length: 1001 }, (_, at) => `f${at}.ts`);
  const { tasks, notices } = expand('{for_each: file, steps: [{task: scan}]}', paths);
  expect(tasks).toEqual([]);
  expect(notices).toMatchObject([
    { code: 'workflow-not-expanded', data: { workflow: 'w', each: 'file', count: 1001, max: 1000 } },
  ]);
});
