// Claims against a bare `git push` that moves as many refs with the same leases, by path and over HTTP.
import { randomBytes } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { CLI, git, interleave, NODE, node, row, withFolder } from './measure.mjs';
import { withHttpServer } from './over-http.mjs';
import { makeTeamRepository, range } from './repositories.mjs';

/** Claim, renew and release of 1, 10 and 100 paths on a bare repository by path. */
export function claims() {
  return withFolder((folder) => {
    const { repo, remote } = makeTeamRepository(folder);
    return compareAll({ folder, repo, url: remote, by: 'by path' });
  });
}

/** The same over smart HTTP. */
export function claimsOverHttp() {
  return withFolder(async (folder) => {
    const { repo } = makeTeamRepository(folder);
    return withHttpServer(folder, (url) => {
      git(repo, ['remote', 'set-url', 'origin', url]);
      return compareAll({ folder, repo, url, by: 'over HTTP' });
    });
  });
}

async function compareAll({ folder, repo, url, by }) {
  // One lock for each file: by default so many would be claimed as their directories.
  writeFileSync(path.join(repo, '.agentic-planrc.yaml'), 'claims: { max_refs: 128 }\n');
  const bare = path.join(folder, 'bare.git');
  git(folder, ['clone', '-q', '--bare', path.join(folder, 'remote.git'), bare]);
  const rows = [];
  for (const [count, rounds] of [
    [1, 11],
    [10, 11],
    [100, 5],
  ]) {
    const files = range(0, count).map((at) => `src/part${at % 25}/module${at}.ts`);
    const ms = await interleave(claimArms({ repo, bare, url, files }), rounds);
    const compare = (verb, ours, bare) => {
      const against = {
        name: `git push of the same refs + 2.5 × node -e 0`,
        ms: bare + 2.5 * ms.node,
        atMost: 1.3,
      };
      rows.push(row(`${verb} ${count} paths ${by}`, ours, against));
    };
    compare('claim', ms.claim, ms.pushClaim);
    compare('renew', ms.renew, ms.pushRenewal);
    compare('release', ms.release, ms.pushRelease);
  }
  return rows;
}

function claimArms({ repo, bare, url, files }) {
  const ours = { cwd: repo, env: { AGENTIC_HOLDER: 'bench' } };
  // A task of its own for each round, as in life: one that was released before costs a second push.
  const claim = (_, round) =>
    node([CLI, 'claim', ...files, '--task', `bench-${files.length}-${round}`, '--json'], ours);
  const [task, ...locks] = [
    `refs/agentic/bench-task-${files.length}`,
    ...files.map((file) => `refs/agentic/bench/${file}`),
  ];
  const push = (updates) =>
    git(bare, [
      ...['push', '-q', '--porcelain', '--atomic', '--no-verify'],
      ...updates.map(({ ref, old }) => `--force-with-lease=${ref}:${old}`),
      url,
      ...updates.map(({ ref, to }) => `${to}:${ref}`),
    ]);
  const freshCommit = () => {
    const tree = git(bare, ['hash-object', '-t', 'tree', '-w', '--stdin']).toString().trim();
    return git(bare, ['commit-tree', tree, '-m', randomBytes(16).toString('hex')])
      .toString()
      .trim();
  };
  let anchor = '';
  let tip = '';
  return {
    node: NODE,
    claim: { work: claim },
    renew: { work: claim },
    release: { work: () => node([CLI, 'release', '--json'], ours) },
    pushClaim: {
      prepare: () => {
        anchor = freshCommit();
      },
      work: () =>
        push([{ ref: task, old: tip, to: anchor }, ...locks.map((ref) => ({ ref, old: '', to: anchor }))]),
    },
    pushRenewal: {
      prepare: () => {
        tip = freshCommit();
      },
      work: () => push([{ ref: task, old: anchor, to: tip }]),
    },
    pushRelease: {
      prepare: freshCommit,
      work: (released) => {
        push([{ ref: task, old: tip, to: released }, ...locks.map((ref) => ({ ref, old: anchor, to: '' }))]);
        tip = released;
      },
    },
  };
}
