import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { makeFolder } from './git-fixture.ts';

const AGENT = fileURLToPath(new URL('./meeting-agent.mjs', import.meta.url));

/** By task (a batch without its digits): for whom it waits before it ends, and what it leaves. */
export type MeetingScript = Readonly<
  Record<
    string,
    {
      readonly waits?: readonly string[];
      readonly outputs?: Readonly<Record<string, string | number | readonly string[]>>;
    }
  >
>;

/** Scripted agents on a PATH of their own, and the place where they leave word for each other. */
export interface Meeting {
  readonly env: Readonly<Record<string, string>>;
  /** `began scan`, `ended scan`, in the order in which it happened. */
  log(): readonly string[];
  promptOf(task: string): string;
}

/** `claude` is an agent that meets others as the script says. */
export function makeMeeting(script: MeetingScript = {}): Meeting {
  const home = makeFolder();
  const [bin, place] = [join(home, 'agents'), join(home, 'meeting')];
  for (const folder of [bin, place]) mkdirSync(folder);
  writeFileSync(join(place, 'script.json'), JSON.stringify(script));
  const line = `#!/bin/sh\nSTAND_IN_MEETING='${place}' exec '${process.execPath}' '${AGENT}' "$@"\n`;
  writeFileSync(join(bin, 'claude'), line, { mode: 0o755 });
  const log = join(place, 'log');
  return {
    env: { HOME: home, XDG_CACHE_HOME: join(home, 'cache'), PATH: `${bin}:/usr/bin:/bin` },
    log: () => (existsSync(log) ? readFileSync(log, 'utf8').trimEnd().split('\n') : []),
    promptOf: (task) => readFileSync(join(place, `prompt ${task}`), 'utf8'),
  };
}
