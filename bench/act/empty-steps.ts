import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { makeFolder } from '../../test/support/git-fixture.ts';

/** An action that does nothing but answer as ours would of three waves with two tasks each: the cost of jobs alone. */
export function makeEmptyAction(sha: string): string {
  const folder = makeFolder();
  mkdirSync(path.join(folder, 'dist'));
  writeFileSync(path.join(folder, 'action.yml'), readFileSync('action.yml'));
  writeFileSync(
    path.join(folder, 'dist/action.js'),
    `const fs = require('fs');
const { INPUT_COMMAND: command, INPUT_WAVE: wave = '0', GITHUB_OUTPUT } = process.env;
const rows = [1, 2].map((at) => ({ task: 't' + wave + at, kind: 'custom', agent: 'own', preset: '', minutes: 1 }));
const next = { sha: '${sha}', matrix: JSON.stringify({ include: rows }), 'has-tasks': String(Number(wave) < 3) };
const said = {
  plan: { run: 'x-12345678', base: '${sha}', ...next },
  begin: { go: 'true' },
  publish: next,
}[command] || {};
fs.appendFileSync(GITHUB_OUTPUT, Object.entries(said).map(([name, value]) => name + '=' + value + '\\n').join(''));
`,
  );
  writeFileSync(path.join(folder, 'dist/package.json'), '{"type":"commonjs"}');
  return folder;
}
