import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { findCycles } from '../../src/config/normalize/find-cycles.ts';
import { parseTaskFile } from '../../src/config/parse/parse-task-file.ts';
import { unsafePath } from '../../src/core/paths/unsafe-path.ts';
import { accepted, bytesOf, problemsOf } from './parse.ts';

const parse = (text: string) => parseTaskFile(bytesOf(text), 'tasks.yaml');
const tasksOf = (text: string) => accepted(parse(text));
const one = (task: string) => tasksOf(`tasks: [{id: a, ${task}}]`)[0];

describe('what a task file may say', () => {
  test('a bare list, as in the acceptance case', () => {
    const given = [
      { id: 'audit', kind: 'security-audit', files: ['src/models/user.py'] },
      { id: 'review', kind: 'code-review', files: ['src/models/user.py'] },
    ];
    expect(tasksOf(JSON.stringify(given))).toMatchObject([
      {
        id: 'audit',
        kind: 'security-audit',
        title: 'security audit: src/models/user.py',
        origin: 'file',
        files: ['src/models/user.py'],
        writes: ['src/models/user.py'],
        needs: [],
        priority: 50,
      },
      { id: 'review' },
    ]);
  });

  test('every key, and the other names', () => {
    const [, task] = tasksOf(`
version: 1
tasks:
  - id: first
  - id: all
    kind: refactor
    title: Split the parser
    why: "#12 asks for it"
    writes: [src/parse/, "src/**/*.test.ts"]
    reads: [docs/grammar.md]
    depends_on: first
    after: [maybe-there]
    skills: { python: 2 }
    agent: saa
    priority: high
    estimate: 25
    when: needs.first.outputs.count > 0
    retries: 2
    timeout: 90s
    command: make 'the parser'
    acceptance: [tests pass]
`);
    expect(task).toEqual({
      id: 'all',
      kind: 'refactor',
      title: 'Split the parser',
      why: '#12 asks for it',
      evidence: [],
      nature: 'codes',
      estimateBy: 'given',
      origin: 'file',
      files: [],
      writes: ['src/parse/', 'src/**/*.test.ts'],
      reads: ['docs/grammar.md'],
      needs: ['first'],
      after: ['maybe-there'],
      skills: { python: 2 },
      role: 'saa',
      priority: 80,
      prioritySum: [{ reason: { kind: 'given', file: 'tasks.yaml' }, points: 80 }],
      estimate: 25,
      condition: 'needs.first.outputs.count > 0',
      retries: 2,
      timeout: 1.5,
      command: { argv: ['make', 'the parser'] },
      acceptance: ['tests pass'],
    });
  });

  test('files are names unless they have a star or a question mark; writes are patterns', () => {
    expect(one('files: ["app/[id].tsx", "{a,b}.ts", "src/*.py", ./x.ts]')).toMatchObject({
      files: ['app/[id].tsx', '{a,b}.ts', 'x.ts'],
      writes: ['app/\\[id\\].tsx', '\\{a,b\\}.ts', 'src/*.py', 'x.ts'],
    });
    expect(one('writes: [src/a.ts, src/b/, "src/*.ts"]')).toMatchObject({ files: ['src/a.ts'] });
    expect(one('files: [a.ts], writes: [b.ts]')).toMatchObject({ files: ['a.ts'], writes: ['b.ts'] });
    expect(one('files: [a.ts], writes: []')).toMatchObject({ files: ['a.ts'], writes: [] });
  });

  test('an empty file has no tasks to give', () => {
    expect(problemsOf(parse(''))).toEqual(['-:- tasks missing-key']);
    expect(tasksOf('tasks: []')).toEqual([]);
    expect(tasksOf('[]')).toEqual([]);
  });

  test('another version is refused by name', () => {
    const checked = parse('version: 2\ntasks: []');
    expect(checked).toMatchObject({ problems: [{ code: 'unsupported-version', data: { version: 2 } }] });
  });
});

describe('row 72: names and dependencies', () => {
  test.each([
    ['__proto__', 'unsafe-key'],
    ['../x', 'bad-name'],
    ['x'.repeat(300), 'bad-name'],
    ['', 'bad-name'],
    ['A', 'bad-name'],
    ['-a', 'bad-name'],
    ['a b', 'bad-name'],
    ['1', undefined],
  ])('row 72: id %j', (id, code) => {
    const text =
      id === '__proto__' ? 'tasks: [{id: a, __proto__: {}}]' : `tasks: [{id: ${JSON.stringify(id)}}]`;
    const problems = problemsOf(parse(text)).join();
    if (code === undefined) expect(problems).toBe('');
    else expect(problems).toMatch(new RegExp(`${code}$`));
  });

  test('row 72: the id __proto__ is a name like others in form, and refused by it', () => {
    expect(problemsOf(parse('tasks: [{id: __proto__}]'))).toEqual(['1:10 tasks[0].id bad-name']);
  });

  test('row 72: duplicates, unknown ids, the task itself: all at once', () => {
    const checked = parse(`tasks:
  - id: build
  - id: build
  - { id: test, needs: [biuld, test] }
`);
    expect(problemsOf(checked)).toEqual([
      '3:5 tasks[1].id duplicate-id',
      '4:17 tasks[2].needs unknown-id',
      '4:17 tasks[2].needs dependency-cycle',
    ]);
    expect(checked).toMatchObject({
      problems: [
        { data: { firstLine: 2 } },
        { data: { nearest: 'build' } },
        { data: { cycle: ['test', 'test'] } },
      ],
    });
  });

  test('row 72: a cycle is named in full, also one that closes by `after`', () => {
    const checked = parse('[{id: a, needs: c}, {id: b, needs: a}, {id: c, after: [b]}, {id: d, needs: a}]');
    expect(checked).toMatchObject({
      problems: [{ code: 'dependency-cycle', data: { cycle: ['a', 'c', 'b', 'a'] } }],
    });
  });

  test('row 72: ten thousand tasks in a chain, and in a circle', () => {
    const chain = (first: string) =>
      new Map(Array.from({ length: 10_000 }, (_, at) => [`t${at}`, at === 0 ? [first] : [`t${at - 1}`]]));
    expect(findCycles(chain('elsewhere'))).toEqual([]);
    expect(findCycles(chain('t9999'))[0]).toHaveLength(10_001);
  });

  test('row 72: a graph has a cycle exactly if it cannot be put in order', () => {
    const graph = fc
      .array(fc.array(fc.nat(7), { maxLength: 3 }), { maxLength: 8 })
      .map((rows) => new Map(rows.map((row, at) => [`${at}`, row.map(String)])));
    fc.assert(
      fc.property(graph, (needs) => {
        const left = new Map(needs);
        for (let before = -1; before !== left.size; ) {
          before = left.size;
          for (const [id, on] of left) if (!on.some((each) => left.has(each))) left.delete(id);
        }
        const cycles = findCycles(needs);
        expect(cycles.length > 0).toBe(left.size > 0);
        for (const cycle of cycles) {
          expect(cycle[0]).toBe(cycle.at(-1));
          cycle.slice(1).forEach((to, at) => {
            expect(needs.get(cycle[at] ?? '')).toContain(to);
          });
        }
      }),
    );
  });
});

describe('rows 16 and 17: paths', () => {
  const REFUSED = [
    ['../../etc/passwd', 'outside'],
    ['a/../../b', 'outside'],
    ['a/..', 'outside'],
    ['..', 'outside'],
    ['a\\..\\..\\b', 'outside'],
    ['/abs', 'absolute'],
    ['C:\\x', 'absolute'],
    ['c:/x', 'absolute'],
    ['\\\\server\\x', 'absolute'],
    ['.git/config', 'git-folder'],
    ['.GIT/hooks/x', 'git-folder'],
    ['sub/.git/config', 'git-folder'],
    ['git~1', 'git-folder'],
    ['GIT~1/config', 'git-folder'],
    ['.git ', 'git-folder'],
    ['.git. . /x', 'git-folder'],
    ['.git::$INDEX_ALLOCATION/x', 'git-folder'],
    ['.git\u200c', 'git-folder'],
    ['.g\u200cit/config', 'git-folder'],
    ['\ufeff.git', 'git-folder'],
    ['a\\.git\\config', 'git-folder'],
    ['a/./b', 'not-plain'],
    ['.', 'not-plain'],
    ['a\0b', 'nul'],
    ['', 'empty'],
    ['x'.repeat(5000), 'too-long'],
  ] as const;

  test.each(REFUSED)('row 16, 17: %j', (path, reason) => {
    expect(unsafePath(path)).toBe(reason);
    if (path === '' || path.length > 4096) return;
    for (const key of ['files', 'writes', 'reads']) {
      const checked = parseTaskFile(
        bytesOf(JSON.stringify([{ id: 'a', [key]: ['ok', path] }])),
        'tasks.json',
      );
      expect(checked).toMatchObject({ ok: false, problems: [{ code: 'unsafe-path', data: { reason } }] });
    }
  });

  test.each([
    '.github/x',
    '.gitignore',
    'x.git',
    'git',
    'a..b',
    '...',
    '.env',
    'src/',
    '-rf',
    'a b',
    '\udcff.ts',
    'git~x',
  ])('row 16, 17: %j is a path like others', (path) => expect(unsafePath(path)).toBeUndefined());
});
