import { describe, expect, test } from 'vitest';
import { expandWorkflows } from '../../src/core/analyse/workflows/expand-workflows.ts';
import type { Change } from '../../src/core/model/change.ts';
import type { RepoPath } from '../../src/core/model/ids.ts';
import { parse, problemsOf, settingsOf } from './parse.ts';

const NAME = 'agentic_config.yaml';

const CONFIG = `background:
  coordination:
    file_locking: true
    max_agents_per_file: 1
    dependency_resolution: true

  workflows:
    security_pipeline:
      - agent: saa
        task: security_scan
      - agent: deva_python
        task: fix_security_issues
        depends_on: security_scan
      - agent: qaa
        task: verify_fixes
        depends_on: fix_security_issues
`;

const change = (path: string, more: Partial<Change> = {}): Change => ({
  path: path as RepoPath,
  kind: 'modified',
  oldMode: '100644',
  newMode: '100644',
  added: 10,
  deleted: 0,
  ...more,
});

describe("AgenticScrum's configuration", () => {
  test('loads as it stands', () => {
    const checked = parse(CONFIG, NAME);
    expect(problemsOf(checked)).toEqual([]);
    expect(checked.ok && checked.value.claims).toMatchObject({ mode: 'enforce', maxAgentsPerFile: 1 });
  });

  test('each step becomes a task on the files of the change, with its role, chained by depends_on', () => {
    const { workflows } = settingsOf(CONFIG, NAME);
    const changes = [
      change('src/b.py'),
      change('src/[id].py', { kind: 'renamed', oldPath: 'old.py' as RepoPath }),
    ];
    const tasksFor = (given: typeof changes) =>
      expandWorkflows({ workflows, changes: given }).flows.flatMap(({ tasks }) => tasks);
    const tasks = tasksFor(changes);
    expect(tasks).toMatchObject([
      { id: 'security_scan', role: 'saa', needs: [], origin: 'workflow' },
      { id: 'fix_security_issues', role: 'deva_python', needs: ['security_scan'] },
      { id: 'verify_fixes', role: 'qaa', needs: ['fix_security_issues'] },
    ]);
    for (const task of tasks) {
      expect(task.agent).toBeUndefined();
      expect(task.files).toEqual(['src/[id].py', 'src/b.py']);
      expect(task.writes).toEqual(['old.py', 'src/\\[id\\].py', 'src/b.py']);
    }
    expect(tasksFor([...changes].reverse())).toEqual(tasks);
    expect(tasksFor([])).toEqual([]);
  });

  test('plain list of agents, coverage of the quality gates; its own sections are its own', () => {
    const settings = settingsOf(
      `
project: { name: shop, language: python }
llm: { provider: anthropic, api_key: "\${ANTHROPIC_API_KEY}" }
agents:
  - poa
  - deva_python
settings: { auto_save: true }
qa:
  enabled: true
  quality_gates: { minimum_coverage: 70, max_performance_regression: 20 }
directories: { source: src }
`,
      NAME,
    );
    expect(settings.agents.map(({ id, origin, runnable }) => [id, origin, runnable])).toEqual([
      ['poa', 'role', false],
      ['deva_python', 'role', false],
    ]);
    expect(settings.coverageTarget).toBe(70);
  });

  test('the background section of story 318, with what steers its daemon', () => {
    const settings = settingsOf(
      `
background:
  enabled: true
  max_concurrent_agents: 3
  task_timeout: 300
  retry_attempts: 3
  log_level: INFO
  agents:
    saa: { max_memory: "512MB", max_cpu_percent: 25, priority: high }
    deva_python: { max_memory: "1GB", priority: medium }
`,
      NAME,
    );
    expect(settings.limits.agents).toBe(3);
    expect(settings.agents).toMatchObject([
      { id: 'saa', timeoutMinutes: 5, retries: 3 },
      { id: 'deva_python' },
    ]);
  });

  test('keys of background are ours and are checked, with the line they stand on', () => {
    expect(problemsOf(parse('project: {}\nbackground:\n  limts: {agents: 2}\n  verify: []', NAME))).toEqual([
      '3:3 background.limts unknown-key',
      '4:3 background.verify empty-value',
    ]);
  });
});

describe('workflows', () => {
  const expand = (yaml: string, ...paths: string[]) => {
    const { workflows } = settingsOf(`workflows:\n${yaml}`);
    const { flows } = expandWorkflows({ workflows, changes: paths.map((path) => change(path)) });
    return flows.flatMap(({ tasks }) => tasks);
  };

  test('a step that no file concerns is left out; what waited for it waits for what went before', () => {
    const steps = '[{task: a}, {task: b, needs: a, paths: ["*.sql"]}, {task: c, needs: b}]';
    expect(expand(`  w: ${steps}`, 'x.ts').map(({ id, needs }) => [id, needs])).toEqual([
      ['a', []],
      ['c', ['a']],
    ]);
  });

  test('steps of the same name in two workflows stay apart', () => {
    const ids = expand('  one: [{task: scan}]\n  two: [{task: scan}]', 'x').map(({ id }) => id);
    expect(ids).toEqual(['one-scan', 'two-scan']);
  });

  test('conditions of workflow and step both hold', () => {
    const [task] = expand('  w: {if: "a > 0", steps: [{task: scan, if: "b || c"}]}', 'x');
    expect(task?.condition).toBe('(a > 0) && (b || c)');
  });

  test('steps that do not connect, go round in a circle or are nobody are refused', () => {
    expect(
      problemsOf(
        parse(`workflows:
  w:
    - { task: a, depends_on: b, agent: sa }
    - { task: b, depends_on: [a, c] }
    - { task: a }
`),
      ),
    ).toEqual([
      '2:3 workflows.w dependency-cycle',
      '3:33 workflows.w[0].agent unknown-role',
      '4:18 workflows.w[1].depends_on unknown-id',
      '5:9 workflows.w[2].task duplicate-id',
    ]);
  });
});
