import { spawn } from 'node:child_process';

/**
 * Removes a folder by the system's own `rm`. Node takes each file through its event loop: a thousand cost 40 ms there,
 * during which nothing else gets on. False where it could not, or not all of it; Windows has none.
 */
export function removeTree(path: string): Promise<boolean> {
  if (process.platform === 'win32') return Promise.resolve(false);
  return new Promise((resolve) => {
    const child = spawn('rm', ['-rf', '--', path], { stdio: 'ignore' });
    child.on('error', () => resolve(false));
    child.on('exit', (code) => resolve(code === 0));
  });
}
