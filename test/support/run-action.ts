import { spawn } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { type GitFixture, makeFolder } from './git-fixture.ts';

const ACTION = fileURLToPath(new URL('../../dist/action.js', import.meta.url));
export interface ActionRun {
  readonly code: number | null;
  readonly log: string;
  readonly outputs: ReadonlyMap<string, string>;
  readonly summary: string;
}

export interface ActionWish {
  readonly repo: GitFixture;
  readonly event: string;
  readonly payload: unknown;
  readonly inputs?: Readonly<Record<string, string>>;
  /** What the runner says of the forge. */
  readonly env?: Readonly<Record<string, string>>;
  /** Folder of the job; default: one of this step alone. */
  readonly temp?: string;
}

/** Runs the built action as a runner does: inputs, event and files named by the environment. */
export async function runAction(
  ask: ActionWish & {
    /** The runner cancels the step: a signal to its process alone. */
    readonly cancelled?: AbortSignal;
  },
): Promise<ActionRun> {
  const { temp, env } = prepareStep(ask);
  const child = spawn(process.execPath, [ACTION], {
    cwd: '/',
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  ask.cancelled?.addEventListener('abort', () => child.kill('SIGINT'), { once: true });
  let log = '';
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (chunk: Buffer) => {
      log += chunk.toString('utf8');
    });
  const code = await new Promise<number | null>((resolve) => child.on('close', resolve));
  return { code, log, ...readFiles(temp) };
}

/** The step's folder and variables, with the files that a runner makes. */
export function prepareStep(ask: ActionWish): {
  readonly temp: string;
  readonly env: Readonly<Record<string, string>>;
} {
  const temp = ask.temp ?? makeFolder();
  const file = (name: string, text = ''): string => {
    writeFileSync(path.join(temp, name), text);
    return path.join(temp, name);
  };
  const inputs = Object.entries(ask.inputs ?? {});
  const env = {
    PATH: '/usr/bin:/bin', // no agents
    GITHUB_WORKSPACE: ask.repo.dir,
    GITHUB_EVENT_NAME: ask.event,
    GITHUB_EVENT_PATH: file('event.json', JSON.stringify(ask.payload)),
    GITHUB_OUTPUT: file('output'),
    GITHUB_STEP_SUMMARY: file('summary.md'),
    RUNNER_TEMP: temp,
    ...ask.env,
    ...Object.fromEntries(inputs.map(([name, value]) => [`INPUT_${name.toUpperCase()}`, value])),
  };
  return { temp, env };
}

/** What the step has left for its runner. */
export const readFiles = (temp: string): Pick<ActionRun, 'outputs' | 'summary'> => ({
  outputs: parseOutputs(readFileSync(path.join(temp, 'output'), 'utf8')),
  summary: readFileSync(path.join(temp, 'summary.md'), 'utf8'),
});

/** As the runner reads it: `name<<delimiter`, lines, `delimiter`. */
function parseOutputs(text: string): ReadonlyMap<string, string> {
  const outputs = new Map<string, string>();
  const lines = text.split('\n');
  for (let at = 0; at < lines.length; at++) {
    const [name, delimiter] = (lines[at] ?? '').split('<<');
    if (name === undefined || delimiter === undefined) continue;
    const end = lines.indexOf(delimiter, at + 1);
    outputs.set(name, lines.slice(at + 1, end).join('\n'));
    at = end;
  }
  return outputs;
}
