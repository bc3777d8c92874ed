import { describe, expect, test } from 'vitest';
import { deriveTasks } from '../../../src/core/analyse/derive-tasks.ts';
import type { ProjectState } from '../../../src/core/model/project-state.ts';
import type { RuleSettings } from '../../../src/core/model/settings.ts';
import { TASK_WORDS } from '../../../src/report/plan/task-words.ts';
import { stateOfFiles } from '../../support/changed-files.ts';
import { changeOf, stateOf } from '../../support/state-values.ts';

const derive = (state: ProjectState, rules: readonly RuleSettings[] = [], limit = 5) =>
  deriveTasks({ state, rules, limit, words: TASK_WORDS });
const rule = (kind: string, given: Partial<RuleSettings> = {}): RuleSettings => ({
  enabled: true,
  custom: false,
  paths: [],
  ignore: [],
  languages: [],
  skills: {},
  ...given,
  kind,
});

const NAMES = { known: 'names' as const };
const busy = stateOf(['src/auth/a.ts', 'src/models/b.ts', 'package.json'], {
  ...NAMES,
  coverage: { total: 20, files: [], source: 'state' },
});

describe('all rules together', () => {
  test('the most valuable are kept, and what was left out is said', () => {
    const { tasks, leftOut } = derive(busy, [], 2);
    expect(tasks.map(({ kind }) => kind)).toEqual(['security-audit', 'test-coverage']);
    expect(leftOut.map(({ kind }) => kind)).toEqual(['dependency-audit', 'documentation-update']);
  });

  test('where only names are known, each task says so', () => {
    const why = derive(busy).tasks.map((task) => task.why);
    expect(why.filter((text) => text.includes('by its name only'))).toHaveLength(3);
    expect(derive({ ...busy, known: 'lines' }).tasks.map(({ kind }) => kind)).toEqual(['test-coverage']);
  });

  test('an id stays while kind and files stay', () => {
    const ids = (goal: string) =>
      derive({ ...busy, goal })
        .tasks.map(({ id }) => id)
        .sort();
    expect(ids('Something else')).toEqual(ids('Authentication'));
    for (const id of ids('')) expect(id).toMatch(/^[a-z0-9][a-z0-9_-]{0,63}$/);
  });

  test('the goal raises what serves it, doubt lowers, and the sum is shown', () => {
    const [plain] = derive(busy).tasks;
    const [task] = derive({ ...busy, goal: 'Implement user authentication' }).tasks;
    expect(task?.prioritySum.map(({ reason }) => reason)).toEqual([
      { kind: 'base', of: 'security-audit' },
      { kind: 'surface', surface: 'auth' },
      { kind: 'doubt' },
      { kind: 'goal-topic', word: 'authentication' },
      { kind: 'goal-path', word: 'authentication' },
    ]);
    expect(task?.priority).toBe(task?.prioritySum.reduce((total, { points }) => total + points, 0));
    expect(task?.priority).toBeGreaterThan(plain?.priority ?? 100);
  });

  test('the order of the changes makes no difference', () => {
    expect(derive({ ...busy, changes: [...busy.changes].reverse() })).toEqual(derive(busy));
  });
});

describe('settings', () => {
  test('switch rules off and narrow them', () => {
    const kinds = (rules: readonly RuleSettings[]) => derive(busy, rules).tasks.map(({ kind }) => kind);
    expect(kinds([rule('security-audit', { enabled: false })])).not.toContain('security-audit');
    expect(kinds([rule('security-audit', { ignore: ['src/auth/'] })])).not.toContain('security-audit');
  });

  test('add rules by paths, by languages, and by a line', () => {
    const state = stateOfFiles({ 'a.css': ['', 'b {}\n'], 'a.py': ['', 'x = 1\n'] });
    const own = (given: Partial<RuleSettings>, more: Partial<ProjectState> = {}) =>
      derive({ ...state, ...more }, [
        rule('design-check', { custom: true, paths: ['**'], ...given }),
      ]).tasks.map(({ files, why }) => [files, why]);
    expect(own({ paths: ['**/*.css'] })).toEqual([
      [['a.css'], 'a.css changed, and the rule design-check asks for it'],
    ]);
    expect(own({ languages: ['python'] })).toMatchObject([[['a.py'], expect.any(String)]]);
    const lineMatches = [
      { rule: 'design-check', path: state.changes[0]?.path ?? ('' as never), line: 1, text: 'b {}' },
    ];
    expect(own({ lines: 'b' })).toEqual([]);
    expect(own({ lines: 'b' }, { lineMatches })).toEqual([
      [['a.css'], 'a.css:1 matches the rule design-check: b {}'],
    ]);
  });
});

describe('sizes and names', () => {
  test('row 73: nothing changed, nothing asked; a hundred thousand files, few files in each task', () => {
    expect(derive(stateOf([])).tasks).toEqual([]);
    const many = Array.from({ length: 100_000 }, (_, at) => `src/api/f${at}.ts`);
    for (const known of ['names', 'lines'] as const)
      for (const task of derive(stateOf(many, { known })).tasks)
        expect(task.files.length).toBeLessThanOrEqual(50);
  });

  test('row 1: names are data', () => {
    const [task] = derive(stateOf(['src/api/$(touch pwned).ts'], NAMES)).tasks;
    expect(task).toMatchObject({
      files: ['src/api/$(touch pwned).ts'],
      writes: ['src/api/\\$\\(touch pwned\\).ts'],
    });
  });

  test('row 21: a submodule that is new is code of others; one that moved is another version', () => {
    const added = changeOf('lib/x', { kind: 'added', oldMode: '000000', newMode: '160000' });
    expect(derive(stateOf([added])).tasks).toMatchObject([{ kind: 'security-audit', files: ['lib/x'] }]);
    const moved = changeOf('lib/x', { oldMode: '160000', newMode: '160000' });
    expect(derive(stateOf([moved])).tasks).toEqual([]);
  });
});
