import { spawn, spawnSync } from 'node:child_process';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { CliResult } from './cli.ts';
import { npmEnvironment } from './npm-registry.ts';
import { makeSharedFolder } from './shared-folder.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));

/** The package as npm installs it: `npm pack`, and the packed file into a prefix of its own. */
export interface Installed {
  readonly tarball: string;
  /** A PATH with the installed program, node and npm, and the system's folders. */
  readonly path: string;
}

let installed: Installed | undefined;

/** Packs and installs once in each worker. */
export function installPackage(): Installed {
  if (installed !== undefined) return installed;
  const tarball = packPackage();
  const prefix = join(makeSharedFolder(), 'prefix');
  npm(['install', '--global', '--prefix', prefix, tarball], dirname(tarball));
  installed = { tarball, path: systemPath(join(prefix, 'bin')) };
  return installed;
}

let tarball: string | undefined;

/** The file that `npm publish` would send; made once in each worker. */
export function packPackage(): string {
  if (tarball !== undefined) return tarball;
  const folder = makeSharedFolder();
  const [packed] = JSON.parse(npm(['pack', '--json', '--pack-destination', folder], ROOT));
  tarball = join(folder, packed.filename);
  return tarball;
}

/** These folders, then the ones of node and npm, then the system's. */
export const systemPath = (...first: readonly string[]): string =>
  [...first, dirname(process.execPath), '/usr/bin', '/bin'].join(':');

function npm(args: readonly string[], cwd: string): string {
  const env = { ...process.env, ...npmEnvironment() };
  const done = spawnSync('npm', args, { cwd, env, encoding: 'utf8' });
  if (done.status !== 0) throw new Error(`npm ${args.join(' ')}: ${done.stderr}`);
  return done.stdout;
}

/** Types a line into a shell, as a person does, and waits for its end; nothing is typed afterwards. */
export function typeLine(
  line: string,
  { cwd, env }: { readonly cwd: string; readonly env: Readonly<Record<string, string>> },
): Promise<CliResult> {
  return new Promise((resolve, reject) => {
    const child = spawn('sh', ['-c', line], {
      cwd,
      env: { ...process.env, ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let stdout = '';
    let stderr = '';
    child.stdout.on('data', (chunk: Buffer) => {
      stdout += chunk.toString('utf8');
    });
    child.stderr.on('data', (chunk: Buffer) => {
      stderr += chunk.toString('utf8');
    });
    child.on('error', reject);
    child.on('close', (code) => resolve({ code, stdout, stderr }));
  });
}
