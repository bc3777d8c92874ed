import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import type { KnownCli } from './known-clis.ts';

const CACHE = process.env['AGENTS_CACHE'] ?? join(homedir(), '.cache', 'agentic-plan-agents');

/** Installs a program into the cache folder, by the registry's ordinary client, where it is not there; its folder for PATH. */
export function installCli(cli: KnownCli): string {
  const folder = join(CACHE, cli.preset, cli.version);
  const bin = cli.from === 'npm' ? join(folder, 'node_modules', '.bin') : join(folder, 'bin');
  const finished = join(folder, 'installed');
  if (existsSync(finished)) return bin;
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  if (cli.from === 'npm') fromNpm(cli, folder);
  else fromPypi(cli, folder);
  writeFileSync(finished, '');
  return bin;
}

function fromNpm({ name, version, afterInstall }: KnownCli, folder: string): void {
  writeFileSync(join(folder, 'package.json'), '{ "private": true }\n');
  run('npm', ['install', '--no-audit', '--no-fund', '--no-save', `${name}@${version}`], folder);
  if (afterInstall !== undefined) run(process.execPath, [join('node_modules', name, afterInstall)], folder);
}

function fromPypi({ name, version }: KnownCli, folder: string): void {
  run('python3', ['-m', 'venv', '.'], folder);
  run(join(folder, 'bin', 'pip'), ['install', '--quiet', `${name}==${version}`], folder);
}

function run(file: string, args: readonly string[], cwd: string): void {
  const { status, stderr, error } = spawnSync(file, args, { cwd, encoding: 'utf8' });
  if (status !== 0) throw new Error(`${file} ${args.join(' ')}: ${error?.message ?? stderr}`);
}
