import { expect, test } from 'vitest';
import { summarizeChange } from '../../src/core/analyse/summarize-change.ts';
import { changeLine } from '../../src/report/plan/change-line.ts';
import { type Sides, stateOfFiles } from '../support/changed-files.ts';

const USES = (version: string): string => `x\n      - uses: a/b@${version}\n`;

test.each([
  [{ 'src/a.ts': ['', 'a();\nb();\n'], 'a.md': ['', 'x\n'] }, '1 file of code +2, 0 tests, 1 document'],
  [
    { '.github/workflows/a.yml': [USES('v1'), USES('v2')] },
    '0 files of code, 0 tests, 0 documents; 1 workflow: version bump',
  ],
  [
    { 'package.json': ['', '{}\n'], 'dist/a.js': ['', 'x\n'] },
    '0 files of code, 0 tests, 0 documents; 1 manifest; 1 file that programs write',
  ],
  [{ 'a.odd': ['', 'x = 1\n'] }, '0 files of code, 0 tests, 0 documents; not understood: .odd'],
] as const)('%j', (files, line) => {
  const { changes, lines } = stateOfFiles(files as Readonly<Record<string, Sides>>);
  expect(changeLine(summarizeChange(changes, lines))).toBe(line);
});
