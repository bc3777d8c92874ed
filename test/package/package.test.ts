import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, describe, expect, it } from 'vitest';
import packageJson from '../../package.json' with { type: 'json' };

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const run = promisify(execFile);
const cache = mkdtempSync(path.join(tmpdir(), 'agentic-plan-npm-'));
afterAll(() => rmSync(cache, { recursive: true, force: true }));

describe('what a user installs', () => {
  it('runs no script on their machine, from a registry or from git', () => {
    // What npm runs for a package that is installed, and what makes it prepare one that comes from git.
    const lifecycle = ['preinstall', 'install', 'postinstall', 'prepare', 'prepack', 'build', 'prepublish'];
    expect(Object.keys(packageJson.scripts).filter((name) => lifecycle.includes(name))).toEqual([]);
  });

  it('has no dependencies', () => {
    expect(
      Object.keys(packageJson).filter((key) => /^(bundled?|peer|optional)?dependencies$/i.test(key)),
    ).toEqual([]);
  });

  it('is the bundle and its papers, nothing else', async () => {
    const args = ['pack', '--dry-run', '--json', '--ignore-scripts', '--offline', '--cache', cache];
    const { stdout } = await run(process.platform === 'win32' ? 'npm.cmd' : 'npm', args, { cwd: ROOT });
    const [pack] = JSON.parse(stdout) as [{ files: { path: string }[] }];
    const tops = new Set(pack.files.map((file) => file.path.split('/')[0]));
    const allowed = [...packageJson.files, 'package.json'];
    expect([...tops].filter((name) => name === undefined || !allowed.includes(name))).toEqual([]);
    expect(pack.files.map((file) => file.path)).toEqual(
      expect.arrayContaining(['dist/cli.js', 'dist/action.js', 'dist/THIRD-PARTY-LICENSES.txt']),
    );
  });
});
