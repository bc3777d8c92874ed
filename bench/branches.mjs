// Looks at many open branches: what costs nothing where they are not on our files, and next to nothing the second time.
import { mkdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import { CLI, git, interleave, NODE, node, row, withFolder } from './measure.mjs';
import { makeManyBranches } from './repositories.mjs';

/** A plan among 80 open branches, ten on our files and ten stale, with an empty cache and with a full one. */
export function branches() {
  return withFolder(async (folder) => {
    const { repo } = makeManyBranches(folder);
    const heads = git(repo, ['for-each-ref', '--format=%(objectname)', 'refs/remotes/origin/agent'])
      .toString()
      .trim()
      .split('\n');
    const base = git(repo, ['rev-parse', 'origin/main']).toString().trim();
    const cacheAt = (name) => ({ XDG_CACHE_HOME: path.join(folder, name) });
    const plan = (env) =>
      node([process.env.BENCH_CLI ?? CLI, 'plan', '--offline', '--json'], { cwd: repo, env });
    const arms = {
      node: NODE,
      // each of them merged into the base once: what has to be tried at least to know which conflict
      merge: {
        prepare(round) {
          const objects = path.join(folder, `objects-${round}`);
          mkdirSync(objects);
          const alternates = path.join(repo, '.git', 'objects');
          return { GIT_OBJECT_DIRECTORY: objects, GIT_ALTERNATE_OBJECT_DIRECTORIES: alternates };
        },
        work: (env) =>
          git(repo, ['merge-tree', '--write-tree', '--stdin', '-z'], {
            input: heads.map((head) => `${base} ${head}\n`).join(''),
            env,
          }),
      },
      cold: {
        prepare: () => rmSync(path.join(folder, 'cold'), { recursive: true, force: true }),
        work: () => plan(cacheAt('cold')),
      },
      warm: { work: () => plan(cacheAt('warm')) },
    };
    const ms = await interleave(arms, 7);
    const name = 'git merge-tree --stdin of the 80 + 2.5 × node -e 0';
    return [
      row('plan --offline among 80 branches, first look', ms.cold, {
        name,
        ms: ms.merge + 2.5 * ms.node,
        atMost: 1,
      }),
      row('the same, nothing moved since', ms.warm, { name: '6 × node -e 0', ms: 6 * ms.node, atMost: 1 }),
    ];
  });
}
