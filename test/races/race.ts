import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import {
  checkLinearizable,
  type LinearizabilityResult,
  type Operation,
} from '../simulator/linearizability.ts';
import { type MutexAction, pathMutexModel } from '../simulator/path-mutex-model.ts';
import { makeRepository } from '../support/git-fixture.ts';
import { makeSharedFolder } from '../support/shared-folder.ts';

/** `npm run verify` runs the long forms. */
export const isLong = process.env['LONG_PROOF'] === 'yes';

/** For one test, in milliseconds. */
export const timeLimit = isLong ? 3_600_000 : 60_000;

let built: Promise<string> | undefined;

/** The racer, bundled with the sources as they are now. */
function buildRacer(): Promise<string> {
  built ??= bundleRacer(join(makeSharedFolder(), 'racer.mjs'));
  return built;
}

async function bundleRacer(outfile: string): Promise<string> {
  await build({
    entryPoints: [fileURLToPath(new URL('racer.ts', import.meta.url))],
    outfile,
    bundle: true,
    platform: 'node',
    format: 'esm',
    target: 'node20',
    logLevel: 'error',
    banner: { js: "import{createRequire as __cr}from'node:module';const require=__cr(import.meta.url);" },
  });
  return outfile;
}

/** What one call of a racer came to. */
export interface RaceLine {
  readonly do: 'claim' | 'end';
  readonly claim: string;
  readonly paths?: readonly string[];
  readonly kind: string;
  readonly call: number;
  readonly return: number;
  readonly failure?: { readonly kind: string; readonly detail: string };
}

/** Lets processes race for paths on one remote; each has a clone of its own, as on machines of their own. */
export async function race(ask: {
  readonly url: string;
  readonly processes: number;
  readonly rounds: number;
}): Promise<readonly RaceLine[]> {
  const racer = await buildRacer();
  const runs = Array.from({ length: ask.processes }, (_, n) => {
    const clone = makeRepository();
    const args = [racer, clone.dir, ask.url, `p${n}`, String(n + 1), String(ask.rounds)];
    return runRacer(args);
  });
  return (await Promise.all(runs)).flat();
}

function runRacer(args: readonly string[]): Promise<readonly RaceLine[]> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'pipe'] });
    let out = '';
    let err = '';
    child.stdout.on('data', (chunk: Buffer) => {
      out += chunk.toString('utf8');
    });
    child.stderr.on('data', (chunk: Buffer) => {
      err += chunk.toString('utf8');
    });
    child.on('close', (code) => {
      if (code !== 0) return reject(new Error(`a racer ended with ${code}: ${err}`));
      resolve(
        out
          .trim()
          .split('\n')
          .filter(Boolean)
          .map((line): RaceLine => JSON.parse(line)),
      );
    });
  });
}

/** Whether one mutex for each path explains all that was seen; what never became known stays open for ever. */
export function judgeRace(lines: readonly RaceLine[]): LinearizabilityResult<MutexAction> {
  return checkLinearizable(pathMutexModel, lines.flatMap(operationOf));
}

function operationOf(line: RaceLine): readonly Operation<MutexAction>[] {
  const at = { process: line.claim, call: line.call, return: line.return };
  const open = { ...at, return: Number.POSITIVE_INFINITY };
  const { claim, paths = [] } = line;
  if (line.do === 'end') return [{ ...(line.kind === 'ended' ? at : open), action: { do: 'end', claim } }];
  switch (line.kind) {
    case 'claimed':
      return [{ ...at, action: { do: 'claim', claim, paths, got: true } }];
    case 'held':
      return [{ ...at, action: { do: 'claim', claim, paths, got: false } }];
    case 'unknown':
      return [{ ...open, action: { do: 'claim', claim, paths, got: true } }];
    default:
      return []; // failed: nothing of it is there
  }
}
