// Publishing, as `run` does it, against the bare push of the same refs: by path, over HTTP, and on a slow host.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { BUNDLE, ENV, row, withFolder } from './measure.mjs';
import { withHttpServer } from './over-http.mjs';
import { makeTeamRepository } from './repositories.mjs';

const ROUNDS = fileURLToPath(new URL('./publish-rounds.ts', import.meta.url));

/** 1, 10 and 100 paths on a bare repository by path. */
export const publish = () =>
  withFolder((folder) => {
    const { repo, remote } = makeTeamRepository(folder);
    return measure({ repo, url: remote, rounds: 9, counts: [1, 10, 100], where: 'by path' });
  });

/** The same over smart HTTP. */
export const publishOverHttp = () =>
  withFolder(async (folder) => {
    const { repo } = makeTeamRepository(folder);
    return withHttpServer(folder, (url) =>
      measure({ repo, url, rounds: 9, counts: [1, 10, 100], where: 'over HTTP' }),
    );
  });

/** A host that spends 0.1 s on each ref. */
export const slowHost = () =>
  withFolder((folder) => {
    const { repo, remote } = makeTeamRepository(folder);
    const hook = path.join(remote, 'hooks', 'update');
    mkdirSync(path.dirname(hook), { recursive: true });
    writeFileSync(hook, '#!/bin/sh\nsleep 0.1\n');
    chmodSync(hook, 0o755);
    return measure({ repo, url: remote, rounds: 3, counts: [1, 10, 32], where: '0.1 s for each ref' });
  });

async function measure({ repo, url, rounds, counts, where }) {
  const args = [BUNDLE, ROUNDS, repo, url, String(rounds), ...counts.map(String)];
  const child = spawn(process.execPath, args, { env: ENV, stdio: ['ignore', 'pipe', 'inherit'] });
  let said = '';
  child.stdout.setEncoding('utf8').on('data', (text) => {
    said += text;
  });
  const [code] = await once(child, 'close');
  if (code !== 0) throw new Error(`publish-rounds ended with ${code}`);
  return said
    .trim()
    .split('\n')
    .map((line) => {
      const { count, ours, bare, pushes, looks } = JSON.parse(line);
      const against = { name: 'git push of the same refs', ms: bare, atMost: 1.3 };
      const note = `${pushes} push, ${looks} looks`;
      return { ...row(`publish ${count} paths, ${where}`, ours, against), note };
    });
}
