import { expect, test } from 'vitest';
import { parseStateFile } from '../../src/config/parse/parse-state-file.ts';
import { accepted, bytesOf, problemsOf } from './parse.ts';

const parse = (text: string) => parseStateFile(bytesOf(text), 'state.json');

test('the state of the acceptance case', () => {
  const state = accepted(
    parse(`{
  "modified_files": ["src/api/users.py", "src/models/user.py"],
  "sprint_goal": "Implement user authentication",
  "last_security_audit": "2025-06-15",
  "test_coverage": 75.2
}`),
  );
  expect(state.changes.map(({ path, kind }) => [path, kind])).toEqual([
    ['src/api/users.py', 'modified'],
    ['src/models/user.py', 'modified'],
  ]);
  expect(state).toMatchObject({
    goal: 'Implement user authentication',
    audits: { project: { at: Date.UTC(2025, 5, 15), source: 'state.json' } },
    coverage: { total: 75.2, source: 'state.json' },
    coverageTarget: 85,
  });
  expect(state.changedAt).toBeUndefined();
});

test('nothing known is nothing changed', () => {
  expect(accepted(parse('{}'))).toEqual({
    changes: [],
    known: 'names',
    audits: { paths: [] },
    coverageTarget: 85,
    mentions: [],
    surface: [],
  });
});

test('a file named twice changed once; null is absent', () => {
  const state = accepted(parse('{"modified_files": ["./a.py", "a.py"], "last_security_audit": null}'));
  expect(state.changes).toHaveLength(1);
  expect(state.audits.project).toBeUndefined();
});

test.each([
  ['2025-06-15T12:30:00Z', Date.UTC(2025, 5, 15, 12, 30)],
  ['2025-06-15T12:30:00+02:00', Date.UTC(2025, 5, 15, 10, 30)],
  ['2025-06-15 12:30', Date.UTC(2025, 5, 15, 12, 30)],
])('a time: %s', (text, at) => {
  expect(accepted(parse(JSON.stringify({ last_security_audit: text }))).audits.project?.at).toBe(at);
});

test.each(['2025-02-30', '15.6.2025', 'yesterday', '2025-06-15T25:00:00Z', '2025-13-01'])(
  'no date: %s',
  (text) => {
    expect(problemsOf(parse(JSON.stringify({ last_security_audit: text })))).toEqual([
      '1:2 last_security_audit bad-date',
    ]);
  },
);

test('row 16: paths stay inside; wrong types are all named; what others keep there is only mentioned', () => {
  expect(problemsOf(parse('{"modified_files": ["../x", "/y", "ok"]}'))).toEqual([
    '1:21 modified_files[0] unsafe-path',
    '1:29 modified_files[1] unsafe-path',
  ]);
  expect(problemsOf(parse('{"modified_files": "x", "test_coverage": 101}'))).toEqual([
    '1:2 modified_files wrong-type',
    '1:25 test_coverage out-of-range',
  ]);
  const checked = parse('{"velocity": 3}');
  expect(checked.ok).toBe(true);
  expect(problemsOf(checked)).toEqual(['1:2 velocity unknown-key']);
});
