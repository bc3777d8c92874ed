// What is measured, against the same work done by bare git, and against `node -e 0`, the least a Node program costs.
import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { CLI, git, interleave, measurePeak, NODE, node, row, withFolder } from './measure.mjs';
import { makeHugeDiff, makeTeamRepository } from './repositories.mjs';

/** `--version` against `node -e 0`. */
export async function version() {
  const ms = await interleave({ node: NODE, ours: { work: () => node([CLI, '--version']) } }, 21);
  return [row('--version', ms.ours, { name: 'node -e 0', ms: ms.node, atMost: 1.3 })];
}

/** A plan of a 200-file diff among 20 open branches, against the two git commands that it cannot do without. */
export function plan() {
  return withFolder(async (folder) => {
    const { repo } = makeTeamRepository(folder);
    const heads = git(repo, ['for-each-ref', '--format=%(objectname)', 'refs/heads/agent'])
      .toString()
      .trim()
      .split('\n');
    const ours = git(repo, ['rev-parse', 'HEAD']).toString().trim();
    const input = heads.map((head) => `${ours} ${head}\n`).join('');
    const arms = {
      node: NODE,
      diff: { work: () => git(repo, ['diff', '--raw', '--numstat', '-z', '-M', 'main', 'feature']) },
      // It writes what it merges. Where that is there already it has less to do: a fresh place for it in each round.
      merge: {
        prepare: (round) => {
          const objects = path.join(folder, `objects-${round}`);
          mkdirSync(objects);
          const alternates = path.join(repo, '.git', 'objects');
          return { GIT_OBJECT_DIRECTORY: objects, GIT_ALTERNATE_OBJECT_DIRECTORIES: alternates };
        },
        work: (env) => git(repo, ['merge-tree', '--write-tree', '--stdin', '-z'], { input, env }),
      },
      look: { work: () => git(repo, ['ls-remote', 'origin', 'refs/agentic/*']) },
      offline: { work: () => node([CLI, 'plan', '--offline', '--json'], { cwd: repo }) },
      online: { work: () => node([CLI, 'plan', '--json'], { cwd: repo }) },
    };
    const ms = await interleave(arms, 11);
    const bare = ms.diff + ms.merge + 2.5 * ms.node;
    const name = 'git diff + git merge-tree --stdin + 2.5 × node -e 0';
    return [
      row('plan --offline, 200 files, 20 branches', ms.offline, { name, ms: bare, atMost: 1 }),
      row('plan, the same with the network call', ms.online, {
        name: `${name} + git ls-remote`,
        ms: bare + ms.look,
        atMost: 1,
      }),
    ];
  });
}

/** Bounded memory on a diff that no person would read. */
export function hugeDiff() {
  return withFolder((folder) => {
    const { repo } = makeHugeDiff(folder, 100_000);
    const { ms, peakMb } = measurePeak(['plan', '--offline', '--json', '--base', 'main'], { cwd: repo });
    return [
      {
        ...row('plan of 100,000 added files', ms, { name: '10 s', ms: 10_000, atMost: 1 }),
        note: `peak ${Math.round(peakMb)} MB`,
      },
    ];
  });
}
