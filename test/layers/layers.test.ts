import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { findViolations } from './layer-rules.ts';
import { readSources } from './read-imports.ts';

const SRC = fileURLToPath(new URL('../../src', import.meta.url));

describe('the direction of imports', () => {
  it('holds in src/', () => {
    const sources = readSources(SRC);
    expect(sources.length).toBeGreaterThan(10);
    expect(findViolations(sources)).toEqual([]);
  });

  it.each([
    ['core/plan/a.ts', "import { b } from '../../app/b.ts';", 'core may not import app/b.ts'],
    ['core/plan/a.ts', "import type { B } from '../../git/b.ts';", 'core may not import git/b.ts'],
    ['core/a.ts', "type B = import('../report/b.ts').B;", 'core may not import report/b.ts'],
    ['app/a.ts', "const b = await import('../git/b.ts');", 'app may not import git/b.ts'],
    ['app/a.ts', "export { b } from '../report/b.ts';", 'app may not import report/b.ts'],
    ['report/a.ts', "import { b } from '../app/b.ts';", 'report may not import app/b.ts'],
    ['git/a.ts', "import { b } from '../config/b.ts';", 'git may not import config/b.ts'],
    ['config/a.ts', "import { b } from './load.ts';", 'config may not import config/load.ts'],
    ['cli/commands/a.ts', "import { b } from '../../git/b.ts';", 'cli may not import git/b.ts'],
    ['core/model/a.ts', "import { b } from '../paths/b.ts';", 'core/model may not import core/paths/b.ts'],
    ['core/claim/a.ts', "import { b } from '../run/b.ts';", 'core/claim may not import core/run/b.ts'],
    ['core/other/a.ts', "import { b } from '../model/b.ts';", 'core/other is no room of core'],
    ['core/a.ts', "import { readFileSync } from 'node:fs';", 'may not import node:fs'],
    ['core/a.ts', "import { createHash, randomBytes } from 'node:crypto';", 'createHash only'],
    ['core/a.ts', "import * as crypto from 'node:crypto';", 'createHash only'],
    ['app/a.ts', "import { simpleGit } from 'simple-git';", 'may not import simple-git'],
    ['git/a.ts', "import { spawn } from 'node:child_process';", 'may not import node:child_process'],
    ['cli/a.ts', "const core = await import('@actions/core');", 'may not import @actions/core'],
    ['config/a.ts', "import { cosmiconfig } from 'cosmiconfig';", 'may not import cosmiconfig'],
    ['app/a.ts', 'export default 1;', 'default export'],
    ['app/utils/a.ts', '', 'says nothing'],
    ['elsewhere/a.ts', "import { b } from '../core/b.ts';", 'belongs to no layer'],
    ['core/a.ts', 'let x = 1;\n'.repeat(201), '201 lines'],
    ['core/a.ts', `function f() {\n${'g();\n'.repeat(49)}}`, 'f has 51 lines, at most 50'],
    ['core/a.ts', `const f = async () => {\n${'g();\n'.repeat(49)}};`, 'f has 51 lines, at most 50'],
    ['core/a.ts', `const o = {\n  m() {\n${'g();\n'.repeat(49)}}};`, 'm has 51 lines, at most 50'],
    ['core/a.ts', `g(() => {\n${'g();\n'.repeat(49)}});`, 'at line 1 has 51 lines, at most 50'],
  ])('is broken by %s with %s', (name, text, expected) => {
    expect(findViolations([{ name, text }]).join('\n')).toContain(expected);
  });

  it('is kept by a long function that is one switch, and by fifty lines', () => {
    const table = `function f(x) {\nswitch (x) {\n${'case 1: return 1;\n'.repeat(60)}}\n}`;
    const text = `${table}\nfunction g() {\n${'f(1);\n'.repeat(48)}}`;
    expect(findViolations([{ name: 'core/a.ts', text }])).toEqual([]);
  });

  it('is broken by a cycle, types included', () => {
    const files = [
      { name: 'core/a.ts', text: "import type { B } from './b.ts';" },
      { name: 'core/b.ts', text: "import type { C } from './c.ts';" },
      { name: 'core/c.ts', text: "import type { A } from './a.ts';" },
    ];
    expect(findViolations(files)).toEqual(['import cycle: core/a.ts → core/b.ts → core/c.ts → core/a.ts']);
  });
});
