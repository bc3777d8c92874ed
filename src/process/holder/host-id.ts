import { createHash, randomBytes } from 'node:crypto';
import { link, mkdir, rm, writeFile } from 'node:fs/promises';
import { homedir, hostname } from 'node:os';
import { join } from 'node:path';
import { readIfThere } from '../disk/durable-file.ts';

/**
 * A random name of this machine and user, made once and kept in the user's state folder. Where that cannot be written
 * it is derived from the host's name: then two machines may share it, which is why a boot id always stands beside it.
 */
export async function hostId(): Promise<string> {
  const path = join(stateFolder(process.env), 'host-id');
  try {
    return (await readHostId(path)) ?? (await makeHostId(path));
  } catch {
    return createHash('sha256').update(hostname()).digest('hex').slice(0, 32);
  }
}

/** Without the domain, as people say it. */
export const hostName = (): string => hostname().split('.')[0] || 'localhost';

/** Where this user's programs keep what should survive but is not configuration. */
export function stateFolder(env: NodeJS.ProcessEnv): string {
  const home = env['HOME'] || homedir();
  const base =
    env['XDG_STATE_HOME'] ||
    (process.platform === 'win32' && env['LOCALAPPDATA']) ||
    (process.platform === 'darwin'
      ? join(home, 'Library', 'Application Support')
      : join(home, '.local', 'state'));
  return join(base, 'agentic-plan');
}

async function readHostId(path: string): Promise<string | undefined> {
  const text = (await readIfThere(path, 100))?.toString('utf8').trim();
  return text !== undefined && /^[0-9a-f]{32}$/.test(text) ? text : undefined;
}

/** `link` fails where another process was faster: then its name holds. */
async function makeHostId(path: string): Promise<string> {
  const fresh = randomBytes(16).toString('hex');
  const temporary = `${path}.${randomBytes(6).toString('hex')}`;
  await mkdir(join(path, '..'), { recursive: true });
  await writeFile(temporary, `${fresh}\n`, { mode: 0o600 });
  try {
    await link(temporary, path);
    return fresh;
  } catch (error) {
    const winner = await readHostId(path);
    if (winner === undefined) throw error;
    return winner;
  } finally {
    await rm(temporary, { force: true });
  }
}
