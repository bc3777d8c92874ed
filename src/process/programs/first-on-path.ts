import { delimiter } from 'node:path';

// Where PATH is not set, programs are looked for in the system's own folders; they must not be lost by setting it.
const SYSTEM = ['/usr/local/bin', '/usr/bin', '/bin'];

/** The environment with this folder as the first of PATH, once. */
export function firstOnPath(env: NodeJS.ProcessEnv, folder: string): NodeJS.ProcessEnv {
  const name = nameOfPath(env);
  const there = env[name] === undefined ? SYSTEM : env[name].split(delimiter);
  return { ...env, [name]: [folder, ...there.filter((other) => other !== folder)].join(delimiter) };
}

/** Windows has `Path`, and does not mind how it is spelled; two of them would be one too many. */
const nameOfPath = (env: NodeJS.ProcessEnv): string =>
  process.platform === 'win32'
    ? (Object.keys(env).find((name) => name.toUpperCase() === 'PATH') ?? 'PATH')
    : 'PATH';
