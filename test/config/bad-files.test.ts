import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseSettings } from '../../src/config/parse/parse-settings.ts';
import { propertyRuns } from '../support/property-runs.ts';
import { bytesOf, parse, problemsOf, settingsOf } from './parse.ts';

describe('row 51: files that are meant to exhaust', () => {
  test('row 51: an alias bomb, ten to the ninth', () => {
    const levels = 'abcdefghi'.split('');
    const bomb = [
      `x: &a [${Array(10).fill('lol').join(', ')}]`,
      ...levels
        .slice(1)
        .map((name, at) => `${name}: &${name} [${Array(10).fill(`*${levels[at]}`).join(', ')}]`),
    ].join('\n');
    expect(problemsOf(parse(bomb)).join()).toMatch(/too-many-aliases$/);
  });

  test('row 51: an anchor that contains itself', () => {
    expect(parse('agents: &a [*a]').ok).toBe(false);
  });

  test.each([
    ['brackets', '['.repeat(900_000)],
    ['braces', '{a: '.repeat(200_000)],
    ['dashes', '- '.repeat(400_000)],
    ['lines', Array.from({ length: 300 }, (_, depth) => `${' '.repeat(depth)}a:`).join('\n')],
  ])('row 51: nesting by %s is refused before it is built', (_, text) => {
    expect(problemsOf(parse(text)).join()).toMatch(/^1?\d+:\d+ - too-deep$|^\d+:\d+ - too-deep$/);
  });

  test('row 51: sixty levels are read', () => {
    expect(problemsOf(parse(`goal: ${'['.repeat(60)}${']'.repeat(60)}`))).toEqual(['1:1 goal wrong-type']);
  });

  test('row 51: more than a megabyte is refused by its size', () => {
    expect(problemsOf(parseSettings(new Uint8Array(1_000_001), 'x.yaml'))).toEqual(['-:- - file-too-large']);
  });
});

describe('row 52: what YAML can and we do not take', () => {
  test.each([
    ['goal: x\nverify: !!js/function "f"', '2:1 verify unsupported-tag'],
    ['goal: !!binary aGk=', '1:1 goal unsupported-tag'],
    ['goal: !custom x', '1:1 goal unsupported-tag'],
    ['goal: x\n---\ngoal: y', '2:1 - several-documents'],
    ['limits:\n\tagents: 1', '2:1 - syntax'],
    ['goal: x\ngoal: y', '2:1 - syntax'],
    ['goal: *nobody', '1:1 goal syntax'],
    ['? [a]\n: 1', '1:3 ? syntax'],
    ['goal: "open', '1:12 - syntax'],
    ['just text', '1:1 - wrong-type'],
    ['- a\n- b', '1:1 - wrong-type'],
    ['limits: []', '1:1 limits wrong-type'],
    ['roles: [saa]', '1:1 roles wrong-type'],
  ])('row 52: %j', (text, problem) => expect(problemsOf(parse(text))).toContain(problem));

  test('row 52: a byte order mark, CRLF and tabs inside JSON are fine', () => {
    expect(settingsOf('\ufeffgoal: x\r\nlimits:\r\n  agents: 2\r\n').limits.agents).toBe(2);
    expect(
      settingsOf('{\n\t"limits": {\n\t\t"agents": 2\n\t}\n}', '.agentic-planrc.json').limits.agents,
    ).toBe(2);
    expect(problemsOf(parse('goal: x\r\nlimits:\r\n  agents: none\r\n'))).toEqual([
      '3:3 limits.agents wrong-type',
    ]);
  });

  test('row 52: not UTF-8', () => {
    expect(problemsOf(parseSettings(Uint8Array.of(0x67, 0xff), 'x.yaml'))).toEqual(['1:- - not-utf8']);
  });
});

describe('row 53: keys that reach into the language', () => {
  test.each([
    ['<<: {__proto__: {polluted: 1}}', 'unsafe-key'],
    ['__proto__: {polluted: 1}', 'unsafe-key'],
    ['agents: {constructor: {prototype: {polluted: 1}}}', 'unsafe-key'],
    ['"\\u005f_proto__": {polluted: 1}', 'unsafe-key'],
    ['<<: {goal: x}', 'unknown-key'],
  ])('row 53: %j', (text, code) => {
    expect(problemsOf(parse(text)).join()).toContain(code);
    expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
  });

  test('row 53: names of inherited methods are only names', () => {
    const { agents, roles } = settingsOf('agents: {toString: {skills: {valueOf: 1}}}');
    expect(agents[0]).toMatchObject({ id: 'toString', origin: 'configured' });
    expect(roles['toString']).toBeUndefined();
    expect(agents[0]?.skills['hasOwnProperty']).toBeUndefined();
  });
});

test('row 60: the same bytes give the same settings whether a file or a blob held them', () => {
  const text = 'limits: {agents: 4}';
  expect(parseSettings(bytesOf(text), 'a.yaml')).toEqual(parseSettings(Buffer.from(text), 'a.yaml'));
});

test('row 61: nothing is interpolated', () => {
  const token = ['${', '{ secrets.X }} $GITHUB_TOKEN ${', 'HOME}'].join('');
  const settings = settingsOf(
    `goal: "${token}"\nagents: {a: {command: [x, "${token}"], env: {T: "${token}"}}}`,
  );
  expect(settings.goal).toBe(token);
  expect(settings.agents[0]).toMatchObject({ env: { T: token }, command: { argv: ['x', token] } });
});

test('whatever the bytes are: settings or problems, never an exception', () => {
  const pieces = fc.constantFrom(
    'agents:',
    ' ',
    '\n',
    '{',
    '}',
    '[',
    ']',
    'a',
    '"',
    "'",
    '&a',
    '*a',
    '- ',
    ': ',
    '!!x',
    '<<',
    '#',
    '|',
    '\t',
    ',',
    '1',
    '~',
    '\udc80',
  );
  fc.assert(
    fc.property(fc.array(pieces, { maxLength: 40 }), (parts) => {
      const checked = parseSettings(bytesOf(parts.join('')), 'x.yaml');
      if (!checked.ok) expect(checked.problems.length).toBeGreaterThan(0);
    }),
    { numRuns: propertyRuns(1000) },
  );
  fc.assert(
    fc.property(fc.uint8Array(), (bytes) => {
      expect(parseSettings(bytes, 'x.yaml')).toHaveProperty('ok');
    }),
  );
});
