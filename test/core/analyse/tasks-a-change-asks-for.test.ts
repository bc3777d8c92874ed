import { describe, expect, test } from 'vitest';
import { deriveTasks } from '../../../src/core/analyse/derive-tasks.ts';
import type { RepoPath } from '../../../src/core/model/ids.ts';
import type { ProjectState } from '../../../src/core/model/project-state.ts';
import type { RuleSettings } from '../../../src/core/model/settings.ts';
import type { WallTime } from '../../../src/core/model/time.ts';
import { changeOf, stateOf } from '../../support/state-values.ts';

const derive = (state: ProjectState, rules: readonly RuleSettings[] = [], limit = 5) =>
  deriveTasks({ state, rules, limit }).tasks;
const kinds = (state: ProjectState): readonly string[] => derive(state).map(({ kind }) => kind);
const day = (text: string): WallTime => Date.parse(text) as WallTime;
const rule = (kind: string, given: Partial<RuleSettings> = {}): RuleSettings => ({
  enabled: true,
  custom: false,
  paths: [],
  ignore: [],
  skills: {},
  ...given,
  kind,
});

describe('security-audit', () => {
  test.each([
    [undefined, undefined, true],
    ['2025-06-15', undefined, true],
    [undefined, '2025-06-19', true],
    ['2025-06-15', '2025-06-19', true],
    ['2025-06-20', '2025-06-19', false],
  ])('last audit %s, change %s: due is %s', (audited, changed, due) => {
    const state = stateOf(['src/auth/session.ts'], {
      audits: { paths: [], ...(audited ? { project: { at: day(audited), source: 'state' } } : {}) },
      ...(changed ? { changedAt: day(changed) } : {}),
    });
    expect(kinds(state)).toEqual(due ? ['security-audit'] : []);
  });

  test('the later of the audits of the project and of the path counts', () => {
    const audits = {
      project: { at: day('2025-01-01'), source: 'state' },
      paths: [{ path: 'src/auth/a.ts' as RepoPath, at: day('2025-06-20'), source: 'x' }],
    };
    const state = stateOf(['src/auth/a.ts', 'src/auth/b.ts'], { audits, changedAt: day('2025-06-19') });
    expect(derive(state)[0]?.files).toEqual(['src/auth/b.ts']);
  });

  test('tests, documents, vendored and deleted files ask for none', () => {
    const gone = changeOf('src/auth/old.ts', { kind: 'deleted' });
    expect(kinds(stateOf(['tests/test_auth.py', 'docs/auth.md', 'vendor/auth/a.go', gone]))).toEqual([]);
  });

  test('row 21: a submodule that moved, and the list of submodules', () => {
    const [task] = derive(stateOf([changeOf('lib/x', { newMode: '160000' }), '.gitmodules']));
    expect(task).toMatchObject({ kind: 'security-audit', files: ['.gitmodules', 'lib/x'] });
  });

  test('the goal raises it, and the sum is shown', () => {
    const state = stateOf(['src/auth/session.ts'], { goal: 'Implement user authentication' });
    const [task] = derive(state);
    const sum = task?.prioritySum.reduce((total, { points }) => total + points, 0);
    expect(task?.priority).toBe(sum);
    expect(task?.prioritySum.map(({ reason }) => reason)).toContainEqual({
      kind: 'goal-topic',
      word: 'authentication',
    });
    expect(task?.priority).toBeGreaterThan(derive(stateOf(['src/auth/session.ts']))[0]?.priority ?? 100);
  });
});

describe('test-coverage', () => {
  const coverage = (covered: readonly number[], uncovered: readonly number[]): Partial<ProjectState> => ({
    coverage: {
      files: [{ path: 'src/cart.ts' as RepoPath, covered, uncovered }],
      source: 'coverage/lcov.info',
      total: 10,
    },
  });
  const change = changeOf('src/cart.ts', { addedLines: [[1, 10]] });

  test('counts the changed lines only', () => {
    const [task] = derive(stateOf([change], coverage([1, 2, 50], [3, 4, 5, 60, 61])));
    expect(task).toMatchObject({
      kind: 'test-coverage',
      target: 85,
      why: '3 of 5 changed lines untested: 40 %, wanted 85 % (coverage/lcov.info)',
      writes: ['src/cart.test.ts'],
      reads: ['src/cart.ts'],
    });
  });

  test('asks for nothing where the changed lines are covered, whatever the rest', () => {
    expect(kinds(stateOf([change], coverage([1, 2, 3], [60, 61])))).toEqual([]);
  });

  test('asks for nothing where nobody measured', () => {
    expect(kinds(stateOf([change]))).toEqual([]);
    expect(kinds(stateOf(['src/other.ts'], coverage([], [1])))).toEqual([]);
  });

  test('writes the tests that are there', () => {
    const tests = [{ path: 'test/a.test.ts' as RepoPath, of: 'src/cart.ts' as RepoPath }];
    expect(derive(stateOf([change], { ...coverage([], [1]), tests }))[0]?.writes).toEqual(['test/a.test.ts']);
  });
});

describe('documentation-update', () => {
  const mention = {
    document: 'docs/api.md' as RepoPath,
    line: 12,
    name: 'Cart.total',
    of: 'src/cart.ts' as RepoPath,
  };
  const surface = [{ path: 'src/cart.ts' as RepoPath, name: 'Cart.total', how: 'changed' as const }];

  test('names the document and the line', () => {
    expect(derive(stateOf(['src/cart.ts'], { mentions: [mention], surface }))[0]).toMatchObject({
      kind: 'documentation-update',
      files: ['docs/api.md'],
      why: 'docs/api.md:12 mentions Cart.total, whose declaration changed',
    });
  });

  test('a document that the change itself touches is left alone', () => {
    expect(kinds(stateOf(['src/cart.ts', 'docs/api.md'], { mentions: [mention], surface }))).toEqual([]);
  });

  test('an exported name of any file is no reason by itself; an entry of the package is', () => {
    expect(kinds(stateOf(['src/cart.ts'], { surface }))).toEqual([]);
    const entry = [{ path: 'src/index.ts' as RepoPath, name: 'open', how: 'removed' as const }];
    expect(kinds(stateOf(['src/index.ts'], { surface: entry }))).toEqual(['documentation-update']);
  });
});

describe('dependency-audit', () => {
  test('a manifest without changed dependencies asks for nothing', () => {
    expect(kinds(stateOf(['package.json'], { dependencies: [] }))).toEqual([]);
    const dependencies = [{ path: 'package.json' as RepoPath, names: ['yaml'] }];
    expect(derive(stateOf(['package.json'], { dependencies }))[0]).toMatchObject({
      kind: 'dependency-audit',
      why: 'yaml changed in package.json; no audit of this is known',
    });
    expect(kinds(stateOf(['package.json']))).toEqual(['dependency-audit']);
  });
});

describe('code-review', () => {
  test('large changes, and risky ones of some size', () => {
    expect(kinds(stateOf([changeOf('src/a.ts', { added: 399, deleted: 0 })]))).toEqual([]);
    expect(kinds(stateOf([changeOf('src/a.ts', { added: 300, deleted: 100 })]))).toEqual(['code-review']);
    expect(kinds(stateOf([changeOf('package-lock.json', { added: 9000 })]))).not.toContain('code-review');
    expect(kinds(stateOf([changeOf('db/migrate/1_x.rb', { added: 120 })]))).toEqual(['code-review']);
  });

  test('of many files names those that it reviews, and says how many it does not', () => {
    const many = Array.from({ length: 103 }, (_, at) => changeOf(`src/a${at}.ts`, { added: 200 - at }));
    const task = derive(stateOf(many)).find(({ kind }) => kind === 'code-review');
    expect(task?.files).toEqual(many.slice(0, 10).map(({ path }) => path));
    expect(task?.why).toContain('the 10 with the largest changes are reviewed and 93 are not');
    expect(task?.filesLeftOut).toBe(93);
    const risky = Array.from({ length: 12 }, (_, at) => changeOf(`src/auth/a${at}.ts`, { added: 20 }));
    const some = derive(stateOf(risky)).find(({ kind }) => kind === 'code-review');
    expect(some).toMatchObject({ filesLeftOut: 2, why: expect.stringContaining('2 are not') });
    const few = derive(stateOf(many.slice(0, 10))).find(({ kind }) => kind === 'code-review');
    expect(few).toBeDefined();
    expect(few).not.toHaveProperty('filesLeftOut');
  });
});

describe('all rules together', () => {
  const busy = stateOf([changeOf('src/auth/a.ts', { added: 900 }), 'src/models/b.ts', 'package.json'], {
    coverage: { total: 20, files: [], source: 'state' },
  });

  test('the most valuable are kept, and what was left out is said', () => {
    const { tasks, leftOut } = deriveTasks({ state: busy, rules: [], limit: 3 });
    expect(tasks.map(({ kind }) => kind)).toEqual(['security-audit', 'test-coverage', 'code-review']);
    expect(leftOut.map(({ kind }) => kind)).toEqual(['dependency-audit', 'documentation-update']);
  });

  test('an id stays while kind and files stay', () => {
    const ids = (goal: string) =>
      derive({ ...busy, goal })
        .map(({ id }) => id)
        .sort();
    expect(ids('Something else')).toEqual(ids('Authentication'));
    for (const id of ids('')) expect(id).toMatch(/^[a-z0-9][a-z0-9_-]{0,63}$/);
  });

  test('settings switch rules off, narrow them, and add others', () => {
    const off = derive(busy, [rule('security-audit', { enabled: false })]);
    expect(off.map(({ kind }) => kind)).not.toContain('security-audit');
    expect(derive(busy, [rule('security-audit', { ignore: ['src/auth/'] })])[0]?.kind).not.toBe(
      'security-audit',
    );
    const own = derive(stateOf(['src/a.css']), [
      rule('design-check', { custom: true, paths: ['**/*.css'], priority: 7 }),
    ]);
    expect(own).toMatchObject([{ kind: 'design-check', files: ['src/a.css'], priority: 7 }]);
  });

  test('row 73: nothing changed, nothing asked; a hundred thousand files, few files in each task', () => {
    expect(derive(stateOf([]))).toEqual([]);
    const many = stateOf(Array.from({ length: 100_000 }, (_, at) => `src/api/f${at}.ts`));
    for (const task of derive(many)) expect(task.files.length).toBeLessThanOrEqual(50);
  });

  test('row 1: names are data', () => {
    const [task] = derive(stateOf(['src/api/$(touch pwned).ts']));
    expect(task).toMatchObject({
      files: ['src/api/$(touch pwned).ts'],
      writes: ['src/api/\\$\\(touch pwned\\).ts'],
    });
  });
});
