import { readFile } from 'node:fs/promises';
import { Ajv } from 'ajv';
import { describe, expect, test } from 'vitest';
import { parse as parseYaml } from 'yaml';
import { SCHEMAS } from '../../scripts/schemas/schemas.ts';
import { parseTaskFile } from '../../src/config/parse/parse-task-file.ts';
import { bytesOf, parse } from './parse.ts';

test.each(Object.keys(SCHEMAS))(
  'schema/%s is what the sources say (node scripts/generate-schemas.mjs)',
  async (name) => {
    const written: unknown = JSON.parse(
      await readFile(new URL(`../../schema/${name}`, import.meta.url), 'utf8'),
    );
    expect(written).toEqual(JSON.parse(JSON.stringify(SCHEMAS[name]?.())));
  },
);

const validator = (name: string) => new Ajv({ strict: false }).compile(SCHEMAS[name]?.() ?? {});

describe('an editor and we agree', () => {
  test.each([
    ['agents: {claude: {preset: claude-code, at_once: 2}, codex: {run: codex exec -, capacity: 3}}', true],
    ['agents: [saa, qaa]', true],
    ['max_concurrent_agents: 3\ncoordination: {file_locking: true}', true],
    ['workflows: {w: [{task: a}, {task: b, needs: a, when: "true"}]}', true],
    ['workflows: {w: {for_each: file, steps: [{task: a}]}}', true],
    ['rules: {code-review: false, own: {paths: [x]}}', true],
    ['claims: {lease: 45m, regenerate: {"a.json": {command: npm i, shell: true}}}', true],
    ['verify: [npm, test]', true],
    ['agentss: {}', false],
    ['agents: {claude: {at_onec: 2}}', false],
    ['agents: {claude: {at_once: 0}}', false],
    ['limits: []', false],
    ['claims: {lease: soon}', false],
    ['workflows: {w: [{agent: saa}]}', false],
    ['coordination: {file_loking: true}', false],
    ['publish: {to: elsewhere}', false],
  ])('%s', (text, good) => {
    expect(parse(text).ok).toBe(good);
    expect(validator('config.schema.json')(parseYaml(text))).toBe(good);
  });

  test.each([
    ['{version: 1, tasks: [{id: a, files: [x], depends_on: []}, {id: b, when: "true"}]}', true],
    ['{tasks: [{id: a, priority: urgent}]}', false],
    ['{version: 2, tasks: []}', false],
    ['{tasks: [{title: x}]}', false],
  ])('task file %s', (text, good) => {
    expect(parseTaskFile(bytesOf(text), 't.yaml').ok).toBe(good);
    expect(validator('tasks.schema.json')(parseYaml(text))).toBe(good);
  });
});

test('every key of the configuration says what it is for', () => {
  const bare: string[] = [];
  const visit = (node: unknown, path: string): void => {
    if (typeof node !== 'object' || node === null) return;
    for (const [key, value] of Object.entries(node)) {
      if (key === 'properties' && path.includes('coordination')) continue;
      if (key === 'properties' && typeof value === 'object' && value !== null)
        for (const [name, member] of Object.entries<{ description?: unknown }>(value))
          if (typeof member.description !== 'string') bare.push(`${path}.${name}`);
      visit(value, `${path}.${key}`);
    }
  };
  for (const [name, make] of Object.entries(SCHEMAS)) visit(make(), name);
  expect(bare).toEqual([]);
});
