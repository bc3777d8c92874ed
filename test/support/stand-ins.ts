import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { makeFolder } from './git-fixture.ts';

const AGENT = fileURLToPath(new URL('./prompted-agent.mjs', import.meta.url));

/** A machine of somebody who has agents, but neither node nor our program where their shells look. */
export interface StandIns {
  /** Folder with the agents, under their real names. */
  readonly bin: string;
  readonly env: Readonly<Record<string, string>>;
}

/** Scripted agents under these names, first on a PATH that has nothing else but the system's folders. */
export function makeStandIns(names: readonly string[]): StandIns {
  const home = makeFolder();
  const bin = join(home, 'agents');
  mkdirSync(bin);
  for (const name of names) {
    const script = `#!/bin/sh\nSTAND_IN_FOR=${name} exec '${process.execPath}' '${AGENT}' "$@"\n`;
    writeFileSync(join(bin, name), script, { mode: 0o755 });
  }
  // what login shells do on many machines, whatever they were started with
  writeFileSync(join(home, '.bash_profile'), 'PATH=/usr/bin:/bin\n');
  return { bin, env: { HOME: home, XDG_CACHE_HOME: join(home, 'cache'), PATH: `${bin}:/usr/bin:/bin` } };
}
