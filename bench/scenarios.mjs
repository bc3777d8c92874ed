// What is measured, against the same work done by bare git, and against `node -e 0`, the least a Node program costs.
import { randomBytes } from 'node:crypto';
import path from 'node:path';
import { CLI, git, interleave, measurePeak, node, withFolder } from './measure.mjs';
import { makeHugeDiff, makeTeamRepository, range } from './repositories.mjs';

const NODE = { work: () => node(['-e', '0']) };

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
      merge: { work: () => git(repo, ['merge-tree', '--write-tree', '--stdin', '-z'], { input }) },
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

/** Claims by path against a bare push that moves as many refs, with the same leases. */
export function claims() {
  return withFolder(async (folder) => {
    const { repo, remote } = makeTeamRepository(folder);
    const bare = path.join(folder, 'bare.git');
    git(folder, ['clone', '-q', '--bare', remote, bare]);
    const rows = [];
    for (const [count, rounds] of [
      [1, 11],
      [10, 11],
      [100, 5],
    ]) {
      const files = range(0, count).map((at) => `src/part${at % 25}/module${at}.ts`);
      const ms = await interleave(claimArms({ repo, bare, remote, files }), rounds);
      const budget = ms.push + 2.5 * ms.node;
      const name = `git push of the ${count + 1} refs + 2.5 × node -e 0`;
      rows.push(row(`claim of ${count}`, ms.claim, { name, ms: budget, atMost: count === 10 ? 1.5 : 1.3 }));
      rows.push(
        row(`renew of ${count}`, ms.renew, {
          name: 'push of 1 ref + 2.5 × node',
          ms: ms.push1 + 2.5 * ms.node,
          atMost: 1.3,
        }),
      );
      rows.push(
        row(`release of ${count}`, ms.release, {
          name: `deleting push + 2.5 × node`,
          ms: ms.unpush + 2.5 * ms.node,
          atMost: 1.3,
        }),
      );
    }
    return rows;
  });
}

function claimArms({ repo, bare, remote, files }) {
  const ours = { cwd: repo, env: { AGENTIC_HOLDER: 'bench' } };
  const refs = ['refs/agentic/tasks/bench/t', ...files.map((file) => `refs/agentic/bench/${file}`)];
  const freshCommit = () => {
    const tree = git(bare, ['hash-object', '-t', 'tree', '-w', '--stdin']).toString().trim();
    return git(bare, ['commit-tree', tree, '-m', randomBytes(16).toString('hex')])
      .toString()
      .trim();
  };
  const push = (updates) =>
    git(bare, [
      'push',
      '-q',
      '--porcelain',
      '--atomic',
      '--no-verify',
      ...updates.map(([ref, old]) => `--force-with-lease=${ref}:${old}`),
      remote,
      ...updates.map(([ref, , to]) => `${to}:${ref}`),
    ]);
  let held = '';
  return {
    node: NODE,
    // Paths given to our command are files, so that locks and refs of the bare push are equally many.
    claim: { work: () => node([CLI, 'claim', ...files, '--task', 'bench', '--json'], ours) },
    renew: { work: () => node([CLI, 'claim', ...files, '--task', 'bench', '--json'], ours) },
    release: { work: () => node([CLI, 'release', '--json'], ours) },
    push: {
      prepare: () => {
        held = freshCommit();
      },
      work: () => push(refs.map((ref) => [ref, '', held])),
    },
    push1: {
      prepare: freshCommit,
      work: (next) => push([[refs[0], held, next]]),
    },
    unpush: {
      prepare: () => git(bare, ['ls-remote', remote, refs[0]]).toString().slice(0, 40),
      work: (task) => push(refs.map((ref, at) => [ref, at === 0 ? task : held, ''])),
    },
  };
}

function row(what, ms, against) {
  return {
    what,
    ms,
    against: against.name,
    againstMs: against.ms,
    ratio: ms / against.ms,
    atMost: against.atMost,
  };
}
