import { describe, expect, test } from 'vitest';
import { findDependencyChanges } from '../../../src/core/analyse/dependencies/find-dependency-changes.ts';
import { deriveTasks } from '../../../src/core/analyse/derive-tasks.ts';
import { findSurfaceChanges } from '../../../src/core/analyse/surface/find-surface-changes.ts';
import type { Oid, RepoPath } from '../../../src/core/model/ids.ts';
import type { Mention } from '../../../src/core/model/surface.ts';
import { classifyPath } from '../../../src/core/paths/classify-path.ts';
import { TASK_WORDS } from '../../../src/report/plan/task-words.ts';
import { type Sides, stateOfFiles } from '../../support/changed-files.ts';

type Files = Readonly<Record<string, Sides>>;
const tasks = (files: Files, given: Parameters<typeof stateOfFiles>[1] = {}) =>
  deriveTasks({ state: stateOfFiles(files, given), rules: [], limit: 9, words: TASK_WORDS }).tasks;
const kinds = (files: Files, given: Parameters<typeof stateOfFiles>[1] = {}) =>
  tasks(files, given).map(({ kind }) => kind);
const fresh = Array.from({ length: 12 }, (_, at) => `  if (a === ${at}) go(${at});\n`).join('');

describe('true, and nobody would act on it', () => {
  test('texts of the program in other languages are no code', () => {
    const of = (path: string) => [...classifyPath(path)].join(' ');
    expect(['lang/cs/auth.php', 'src/locales/pt-BR.ts', 'i18n/de.json'].map(of)).toEqual(
      Array(3).fill('generated'),
    );
    expect(['internal/i18n/i18n.go', 'lang/js/parse.js', 'lang/go/lexer.go'].map(of)).toEqual(
      Array(3).fill('source'),
    );
  });

  test('a migration that only adds rows changes none that are there', () => {
    const add = "db.Exec(`INSERT INTO settings (k, v) VALUES ('a', '1') ON CONFLICT (k) DO NOTHING`)\n";
    expect(kinds({ 'internal/migrations/v2.go': ['', add] })).toEqual([]);
    const change = add.replace('DO NOTHING', 'DO UPDATE SET v = 1');
    expect(kinds({ 'internal/migrations/v2.go': ['', change] })).toEqual(['code-review']);
  });

  test('a door that was open and is gone', () => {
    expect(kinds({ 'src/net.py': ['a\nget(url, verify=False)\n', 'a\n'] })).toEqual([]);
    expect(kinds({ 'src/net.py': ['a\n', 'a\nget(url, verify=False)\n'] })).toEqual(['security-audit']);
  });

  test('what looks like a risk in one language and is none in another', () => {
    const of = (path: string, text: string) => kinds({ [path]: ['a\n', `a\n${text}\n`] });
    expect(of('app/a.rb', 'safe_join([link, name])')).toEqual([]);
    expect(of('app/a.py', 'safe_join(folder, name)')).toEqual(['security-audit']);
    expect(of('app/a.rb', 'Adapter.class_eval do')).toEqual([]);
    expect(of('app/a.rb', 'Adapter.class_eval(text)')).toEqual(['security-audit']);
  });

  test('a name that only tests declared', () => {
    const mention: Mention = {
      document: 'docs/a.md' as RepoPath,
      line: 1,
      text: 'x',
      name: 'AsyncIterable',
      how: 'removed',
      of: 'test/api.ts' as RepoPath,
    };
    expect(
      kinds({ 'test/api.ts': ['export type AsyncIterable = 1;\n', ''] }, { mentions: [mention] }),
    ).toEqual([]);
  });

  test('what helps to write and to test, in whatever list it stands', () => {
    const after = '{"dependencies":{"@types/node":"22","eslint-plugin-a":"64","vitest":"4","react":"20"}}';
    const found = findDependencyChanges({ path: 'package.json' as RepoPath, before: '{}', after });
    expect(found.map(({ name }) => name)).toEqual(['react']);
    const lock =
      '{"packages":{"":{"dependencies":{"@types/jest":"29"}},"node_modules/@types/jest":{"version":"29.5.1"}}}';
    expect(
      findDependencyChanges({ path: 'package-lock.json' as RepoPath, before: '{}', after: lock }),
    ).toEqual([]);
  });

  test.each([
    ['SIZE = 2**16\ndef f(a=SIZE): pass', []],
    ['SIZE = 2**17\ndef f(a=SIZE): pass', ['a']],
  ])('a default that got a name: %s', (after, expected) => {
    const before = ['def f(a=2**16): pass'];
    const found = findSurfaceChanges({ path: 'a.py' as RepoPath, before, after: after.split('\n') });
    expect(found.filter(({ how }) => how === 'default').map(({ parameter }) => parameter)).toEqual(expected);
  });

  test('an attribute in a form of the login', () => {
    expect(
      kinds({ 'ui/Login.tsx': ['a\nz\n', 'a\n  autoComplete="username"\n  <Box className="a">\nz\n'] }),
    ).toEqual([]);
    expect(kinds({ 'views/login.blade.php': ['a\nz\n', 'a\n  <form action="{{ url(1) }}">\nz\n'] })).toEqual(
      [],
    );
    expect(kinds({ 'ui/Login.tsx': ['a\nz\n', 'a\n  onSubmit={login}\nz\n'] })).toEqual([]);
    expect(kinds({ 'ui/Login.tsx': ['a\nz\n', 'a\n  storeToken(answer.token);\nz\n'] })).toEqual([
      'security-audit',
    ]);
  });

  test('how a component looks; what is written in another language now', () => {
    const tests = [
      { path: 'src/a.test.js' as RepoPath, of: 'src/a.vue' as RepoPath },
      { path: 'src/b.test.js' as RepoPath, of: 'src/b.ts' as RepoPath },
    ];
    const markup = '<b-switch v-if="a" />\n:value="b ? c : d"\n'.repeat(9);
    expect(kinds({ 'src/a.vue': ['', markup] }, { tests })).toEqual([]);
    expect(kinds({ 'src/a.vue': ['', fresh] }, { tests })).toEqual(['test-coverage']);
    expect(
      kinds({ 'src/b.js': [fresh.replaceAll('=== ', '== '), null], 'src/b.ts': [null, fresh] }, { tests }),
    ).toEqual([]);
    expect(kinds({ 'src/b.ts': [null, fresh] }, { tests })).toEqual(['test-coverage']);
  });
});

test.each([
  ['cmd/subs.go', 'if err := a.hasSubPerm(user, ids); err != nil {'],
  ['app/story.rb', 'elsif user.is_moderator?'],
  ['src/pool.py', '    "assert_fingerprint",'],
  ['src/Form.java', 'return val.replace("\\r", "%0D").replace("\\n", "%0A");'],
  ['src/part.rs', "value.contains(['\\r', '\\n'])"],
  ['src/unzip.go', 'if strings.Contains(name, "..") {'],
  ['hooks/mail.go', 'if len(p.hmacKey) == 0 {'],
  ['lib/spoof.rb', 'Request.new(env).remote_ip'],
  ['src/retry.py', 'if retries.remove_headers_on_redirect:'],
])('security is looked at: %s: %s', (path, text) => {
  expect(kinds({ [path]: ['a\nz\n', `a\n${text}\nz\n`] })).toEqual(['security-audit']);
});

describe('what only looks like a change', () => {
  test('names of headers in another case, what is no security by its own word, what the program demands of itself', () => {
    const of = (path: string, before: string, after: string) =>
      kinds({ [path]: [`a\n${before}\nz\n`, `a\n${after}\nz\n`] });
    expect(of('src/a.py', 'x = h["x-forwarded-for"]', 'x = h["X-Forwarded-For"]')).toEqual([]);
    expect(of('src/a.py', '', 'tag = hashlib.sha256(x, usedforsecurity=False)')).toEqual([]);
    expect(of('src/auth/A.java', '', 'Assert.notNull(token, "token is null");')).toEqual([]);
    expect(of('src/auth/A.java', '', 'if (!(it instanceof AuthToken other)) { go(); }')).toEqual([]);
  });

  test('tests that stand in the file itself are no code of the product', () => {
    const own = 'fn f() {}\n\n#[cfg(test)]\nmod tests {\n';
    const many = Array.from({ length: 300 }, (_, at) => `    let a${at} = ${at};\n`).join('');
    expect(kinds({ 'src/a.rs': [`${own}}\n`, `${own}${many}}\n`] })).toEqual([]);
  });

  test('a workflow that says for the first time what it may do', () => {
    const before = 'on: push\njobs:\n  a:\n    steps: []\n';
    const after = `on: push\npermissions: {}\njobs:\n  a:\n    permissions:\n      contents: write\n    steps: []\n`;
    expect(kinds({ '.github/workflows/a.yml': [before, after] })).toEqual([]);
    expect(kinds({ '.github/workflows/a.yml': [null, after] })).toEqual(['security-audit']);
  });
});

test('translations that are shown as they are, tokens that are handed on, errors in other words, a formatter', () => {
  const of = (path: string, before: string, after: string) =>
    kinds({ [path]: [`a\n${before}\nz\n`, `a\n${after}\nz\n`] });
  expect(of('views/a.blade.php', '', "<h1>{!! __('title') !!}</h1>")).toEqual([]);
  expect(of('views/a.blade.php', '', '<h1>{!! $title !!}</h1>')).toEqual(['security-audit']);
  expect(of('views/a.blade.php', '', `hx-headers='{"X-CSRF-TOKEN": "{{ csrf_token() }}"}'`)).toEqual([]);
  expect(
    of('auth/a.go', 'return fmt.Errorf("Bad token %w", err)', 'return fmt.Errorf("bad token %w", err)'),
  ).toEqual([]);
  expect(
    of('src/auth.ts', 'tokens.map(token => check(token))', 'tokens.map((token) => check(token))'),
  ).toEqual([]);
  const many = Array.from({ length: 300 }, (_, at) => `go(${at});\n`).join('');
  const commit = 'a'.repeat(40) as Oid;
  const messages = [{ commit, text: 'Apply prettier formatting' }];
  expect(kinds({ 'src/a.ts': ['', many] }, { messages })).toEqual([]);
  const workflow = (line: string) => of('.github/workflows/a.yml', 'id: \x24{{ secrets.ID }}', line);
  expect(workflow('accountId: \x24{{ secrets.ID }}')).toEqual([]);
  expect(workflow('token: \x24{{ secrets.TOKEN }}')).toEqual(['security-audit']);
});

test('the way back of a migration in one file, what a client generator wrote, requests that nobody answers any more', () => {
  const sql = '-- +goose Up\nALTER TABLE a ADD COLUMN b;\n-- +goose Down\nALTER TABLE a DROP COLUMN b;\n';
  expect(kinds({ 'db/migrations/1_a.sql': ['', sql] })).toEqual([]);
  expect(kinds({ 'db/migrations/1_a.sql': ['', sql.replace('ADD COLUMN b', 'DROP COLUMN c')] })).toEqual([
    'code-review',
  ]);
  const many = Array.from({ length: 500 }, (_, at) => `go(${at});\n`).join('');
  const head = '/**\n * NOTE: This class is auto generated by OpenAPI Generator\n */\n';
  expect(kinds({ 'src/api/A.ts': ['', head + many] })).toEqual([]);
  expect(kinds({ 'src/a.py': ["a\n@app.post('/x')\nz\n", 'a\nz\n'] })).toEqual([]);
  const after = 'pytest==9\nflask==3\n';
  const found = findDependencyChanges({ path: 'requirements.txt' as RepoPath, before: 'pytest==8\n', after });
  expect(found.map(({ name }) => name)).toEqual(['flask']);
});
