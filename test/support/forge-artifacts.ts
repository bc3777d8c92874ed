import { createHash } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { artifactName } from '../../src/core/ci/work-result.ts';
import { type CiTeam, writeArtifact } from './ci-fixture.ts';

const blobOf = (text: string): string =>
  createHash('sha1')
    .update(`blob ${Buffer.byteLength(text)}\0${text}`)
    .digest('hex');

/** A file that a forged result says it has changed; without a text it is gone. */
export type ForgedChange = { readonly path: string; readonly text?: string; readonly mode?: string };

/** Artifacts as a job of the same workflow may write them: it knows all that is in the refs. */
export function forger(team: CiTeam, run: string, results: string) {
  const claimOf = (task: string) => {
    const said: unknown = JSON.parse(
      team.remote.git('log', '-1', '--format=%B', `refs/agentic/tasks/${run}/${task}`),
    );
    return said as { claim: string; base: string };
  };
  return (
    task: string,
    changes: readonly ForgedChange[],
    bend: {
      readonly name?: string;
      readonly result?: object;
      readonly blob?: string;
      readonly lfs?: Readonly<Record<string, Uint8Array>>;
    } = {},
  ): string => {
    const { claim, base } = claimOf(task);
    const result = {
      version: 1,
      run,
      wave: 1,
      task,
      claim,
      base,
      result: 'ready',
      lines: [],
      ms: 1,
      usd: 0,
      summary: 'done',
      outputs: {},
      messages: [],
      changes: changes.map(({ path, text, mode = '100644' }) =>
        text === undefined ? { path } : { path, mode, blob: blobOf(text), size: Buffer.byteLength(text) },
      ),
      ...bend.result,
    };
    const name = bend.name ?? artifactName({ run, wave: 1, task });
    mkdirSync(join(results, name, 'blobs'), { recursive: true });
    writeArtifact(results, name, { 'result.json': JSON.stringify(result) });
    for (const { text } of changes)
      if (text !== undefined) writeFileSync(join(results, name, 'blobs', blobOf(text)), bend.blob ?? text);
    for (const [file, bytes] of Object.entries(bend.lfs ?? {})) {
      mkdirSync(join(results, name, 'lfs'), { recursive: true });
      writeFileSync(join(results, name, 'lfs', file), bytes);
    }
    return join(results, name);
  };
}
