// Are the conflicts that `plan` tells those that happen? For each of some open branches as the change at hand, its plan
// is held against git itself: the base takes in the change and then the other branch, and the other way round.
//
//   node bench/conflicts-told.mjs CLONE [--base origin/main] [--changes 40] [--cli dist/cli.js]
//
// CLONE has the branches as refs/remotes/origin/*, pull requests too (`+refs/pull/*/head:refs/remotes/origin/pr/*`).
// Nothing is written into it: the work is done in a bare repository that borrows its objects.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';

const { positionals, values } = parseArgs({
  allowPositionals: true,
  options: {
    base: { type: 'string', default: 'origin/main' },
    changes: { type: 'string', default: '40' },
    cli: { type: 'string', default: path.join(import.meta.dirname, '../dist/cli.js') },
    verbose: { type: 'boolean', default: false },
  },
});
const [clone] = positionals;
if (clone === undefined) throw new Error('usage: node bench/conflicts-told.mjs CLONE');

const folder = mkdtempSync(path.join(tmpdir(), 'conflicts-told-'));
const repo = path.join(folder, 'repo.git');
const env = {
  ...process.env,
  XDG_CACHE_HOME: path.join(folder, 'cache'),
  GIT_CONFIG_GLOBAL: '/dev/null',
  GIT_CONFIG_NOSYSTEM: '1',
  ...Object.fromEntries(
    ['AUTHOR', 'COMMITTER'].flatMap((who) => [
      [`GIT_${who}_NAME`, 'check'],
      [`GIT_${who}_EMAIL`, 'check@example.invalid'],
    ]),
  ),
};
const run = (command, args, input = '') =>
  execFileSync(command, args, {
    cwd: repo,
    env,
    input,
    encoding: 'latin1',
    maxBuffer: 1 << 30,
    stdio: ['pipe', 'pipe', 'ignore'],
  });
const git = (...args) => run('git', args).trim();

/** `git merge-tree` of many pairs: the tree where it is clean, else the files in conflict. */
function mergeAll(pairs) {
  if (pairs.length === 0) return [];
  const out = run(
    'git',
    ['merge-tree', '--stdin', '-z', '--name-only', '--no-messages', '--allow-unrelated-histories'],
    pairs.map((pair) => `${pair.join(' ')}\n`).join(''),
  );
  const fields = out.split('\0');
  const merges = [];
  for (let at = 0; at + 1 < fields.length; ) {
    const clean = fields[at++] === '1';
    const tree = fields[at++];
    const files = [];
    while (at < fields.length && fields[at] !== '') files.push(fields[at++]);
    at++;
    merges.push(clean ? { tree } : { files });
  }
  return merges;
}

const commit = (tree, ...parents) =>
  git('commit-tree', tree, ...parents.flatMap((parent) => ['-p', parent]), '-m', 'merge');

function judgeAll() {
  const base = git('rev-parse', values.base);
  const branches = git(
    'for-each-ref',
    '--sort=-committerdate',
    '--format=%(objectname) %(refname)',
    'refs/remotes/origin',
  )
    .split('\n')
    .map((line) => ({
      tip: line.slice(0, line.indexOf(' ')),
      name: line.slice(line.indexOf(' ') + 1).replace('refs/remotes/', ''),
    }))
    .filter(
      ({ tip }) => spawnOk(['merge-base', tip, base]) && !spawnOk(['merge-base', '--is-ancestor', tip, base]),
    );
  // what the base makes of each by itself
  for (const [at, merge] of mergeAll(branches.map(({ tip }) => [base, tip])).entries())
    if (merge.tree) branches[at].after = commit(merge.tree, base, branches[at].tip);
  const mine = branches.filter(({ after }) => after).slice(0, Number(values.changes));
  return mine.map((change) => judge(base, change, branches));
}

function spawnOk(args) {
  try {
    return run('git', args) !== undefined;
  } catch {
    return false;
  }
}

function judge(base, change, branches) {
  git('update-ref', 'refs/heads/mine', change.tip);
  git('symbolic-ref', 'HEAD', 'refs/heads/mine');
  const started = performance.now();
  const { plan } = JSON.parse(
    run('node', [values.cli, 'plan', '--offline', '--json', '--base', values.base]),
  );
  const ms = performance.now() - started;
  const files = new Set(
    git(
      'diff',
      '--name-only',
      '--no-renames',
      '-z',
      `${git('merge-base', base, change.tip)}`,
      change.tip,
    ).split('\0'),
  );
  const { presence } = plan;
  const told = new Map(
    presence.branches
      .filter(({ conflicts, name }) => conflicts.length > 0 && name !== values.base)
      .map((branch) => [branch.tip, branch]),
  );
  const others = branches.filter(({ tip, after }) => after && tip !== change.tip);
  const first = mergeAll(others.map(({ tip }) => [change.after, tip]));
  const second = mergeAll(others.map(({ after }) => [after, change.tip]));
  const happens = new Map(
    others.map(({ tip }, at) => [
      tip,
      {
        either: Boolean(first[at].files ?? second[at].files),
        both: Boolean(first[at].files && second[at].files),
        files: first[at].files ?? second[at].files ?? [],
      },
    ]),
  );
  const right = [...told.keys()].filter((tip) => happens.get(tip)?.either);
  const lost = others.filter(({ tip }) => happens.get(tip).either && !told.has(tip));
  const foreign = [...told.values()].flatMap(({ conflicts }) =>
    conflicts.filter(({ path: file }) => !files.has(Buffer.from(file).toString('latin1'))),
  );
  if (values.verbose)
    for (const { name, tip } of [
      ...lost,
      ...branches.filter((one) => told.has(one.tip) && !right.includes(one.tip)),
    ])
      process.stdout.write(
        `  ${change.name}: ${told.has(tip) ? 'told, does not happen' : 'lost'}: ${name} ${happens.get(tip)?.files ?? ''}\n`,
      );
  return {
    told: told.size,
    right: right.length,
    both: [...told.keys()].filter((tip) => happens.get(tip)?.both).length,
    lost: lost.length,
    foreign: foreign.length,
    stale: presence.stale_branches?.length ?? 0,
    order: presence.merge_order ? judgeOrder(base, change, presence) : undefined,
    ms,
  };
}

/** The number that was stated, the one that merging in this order gives, and the least that any order gives. */
function judgeOrder(base, change, { merge_order: told, branches: present }) {
  const tips = told.order.map((name) => present.find((branch) => branch.name === name)?.tip ?? change.tip);
  let now = base;
  let met = 0;
  for (const tip of tips) {
    const [merge] = mergeAll([[now, tip]]);
    if (merge.tree) now = commit(merge.tree, now, tip);
    else met++;
  }
  return { stated: told.conflicts, met, least: tips.length - mostWithout(base, tips) };
}

/** How many of them can be taken in without a conflict, whatever the order: every set is tried. */
function mostWithout(base, tips) {
  const reached = new Map([[0, base]]);
  let most = 0;
  for (let set = 1; set < 1 << tips.length; set++)
    for (const [at, tip] of tips.entries()) {
      const before = reached.get(set & ~(1 << at));
      if ((set & (1 << at)) === 0 || before === undefined || reached.has(set)) continue;
      const [merge] = mergeAll([[before, tip]]);
      if (!merge.tree) continue;
      reached.set(set, commit(merge.tree, before, tip));
      most = Math.max(most, tips.filter((_, one) => set & (1 << one)).length);
    }
  return most;
}

function report(results) {
  const sum = (pick) => results.reduce((total, result) => total + pick(result), 0);
  const orders = results.flatMap(({ order }) => order ?? []);
  const times = results.map(({ ms }) => ms).sort((a, b) => a - b);
  const lines = [
    `${results.length} changes: ${sum(({ told }) => told)} conflicts told with other branches`,
    `  happen when the base takes in one after the other: ${sum(({ right }) => right)} (in either order: ${sum(({ both }) => both)})`,
    `  lost: ${sum(({ lost }) => lost)}; files named that are not of the change: ${sum(({ foreign }) => foreign)}; told as stale in one line: ${sum(({ stale }) => stale)}`,
    `  orders stated: ${orders.length}; number true: ${orders.filter(({ stated, met }) => stated === met).length}; best: ${orders.filter(({ met, least }) => met === least).length}`,
    `  plan: ${Math.round(times[times.length >> 1])} ms median, ${Math.round(times.at(-1))} ms longest`,
  ];
  process.stdout.write(`${lines.join('\n')}\n`);
}

try {
  execFileSync('git', [
    'clone',
    '-q',
    '--bare',
    '--shared',
    '--config',
    'remote.origin.fetch=+refs/heads/*:refs/remotes/origin/*',
    clone,
    repo,
  ]);
  for (const line of git('for-each-ref', '--format=%(refname)').split('\n')) git('update-ref', '-d', line);
  const refs = execFileSync(
    'git',
    ['for-each-ref', '--format=%(objectname) %(refname)', 'refs/remotes/origin'],
    { cwd: clone, encoding: 'utf8' },
  );
  const lines = refs
    .trim()
    .split('\n')
    .filter((line) => !line.endsWith('/HEAD'));
  run(
    'git',
    ['update-ref', '--stdin'],
    lines.map((line) => `create ${line.split(' ')[1]} ${line.split(' ')[0]}\n`).join(''),
  );
  report(judgeAll());
} finally {
  rmSync(folder, { recursive: true, force: true });
}
