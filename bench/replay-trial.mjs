// One pair of branches, set on one base and merged.
import { execFileSync, spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { isAncestor, names } from './replay-history.mjs';

const ENV = {
  ...process.env,
  LC_ALL: 'C',
  GIT_CONFIG_GLOBAL: '/dev/null',
  GIT_CONFIG_NOSYSTEM: '1',
  GIT_AUTHOR_NAME: 'replay',
  GIT_AUTHOR_EMAIL: 'replay@localhost',
  GIT_COMMITTER_NAME: 'replay',
  GIT_COMMITTER_EMAIL: 'replay@localhost',
};

/** A repository that borrows the clone's objects, as a function that runs git there; texts are latin1. */
export function openScratch(clone, folder) {
  const asked = { encoding: 'latin1', env: ENV, maxBuffer: 1 << 30 };
  const common = execFileSync(
    'git',
    ['-C', clone, 'rev-parse', '--path-format=absolute', '--git-common-dir'],
    asked,
  ).trim();
  const head = execFileSync('git', ['-C', clone, 'rev-parse', 'HEAD'], asked).trim();
  execFileSync('git', ['init', '-q', '--bare', folder], asked);
  writeFileSync(path.join(folder, 'objects', 'info', 'alternates'), `${common}/objects\n`);
  writeFileSync(path.join(folder, 'HEAD'), `${head}\n`);
  const run = (args, input = '') =>
    spawnSync('git', args, { ...asked, cwd: folder, input: Buffer.from(input, 'latin1') });
  const git = (args, codes = [0], input = '') => {
    const done = run(args, input);
    if (!codes.includes(done.status)) throw new Error(`git ${args.join(' ')}: ${done.stderr}`);
    return done.stdout;
  };
  return Object.assign(git, { code: (args) => run(args).status });
}

/**
 * Merges both changes from the later of their two bases. `undefined`: one of them conflicts with what the other one
 * began on, which neither locks nor merging of the pair would have changed.
 */
export function tryPair(git, { earlier, later }) {
  const base = isAncestor(git, earlier.fork, later.fork) ? later.fork : earlier.fork;
  const [first, second] = [setOn(git, base, earlier.tip), setOn(git, base, later.tip)];
  if (first === undefined || second === undefined) return undefined;
  const [of1, of2] = [changed(git, base, first), changed(git, base, second)];
  const shared = [...of1.keys()].filter((file) => of2.has(file));
  if (shared.length === 0) return undefined;
  const merged = mergeTree(git, first, second);
  const conflicts = merged.conflicts;
  const lost = conflicts.length === 0 && hasLost(git, { base, first, second, merged: merged.tree });
  return { shared, conflicts, lost, laterLines: countLines(git, base, second) };
}

/** The branch's change as one commit on this base. */
function setOn(git, base, tip) {
  const { tree, conflicts } = mergeTree(git, base, tip);
  return conflicts.length > 0 ? undefined : git(['commit-tree', tree, '-p', base, '-m', 'replay']).trim();
}

function mergeTree(git, ours, theirs) {
  const args = ['merge-tree', '--write-tree', '-z', '--name-only', '--no-messages', ours, theirs];
  const [tree, ...conflicts] = names(git(args, [0, 1]));
  return { tree, conflicts };
}

function changed(git, from, to) {
  const parts = names(git(['diff-tree', '-r', '-z', '--raw', '--no-renames', from, to]));
  // :100644 100644 f3a1… b2c4… M \0 path
  return new Map(
    parts.flatMap((fields, at) => (at % 2 === 0 ? [[parts[at + 1], fields.split(' ')[3]]] : [])),
  );
}

/**
 * Line by line, over all files that anybody changed: what one side adds or removes must be added or removed in the
 * merged tree, too; what both do alike counts once or twice.
 */
function hasLost(git, { base, first, second, merged }) {
  const files = new Set([first, second, merged].flatMap((to) => [...changed(git, base, to).keys()]));
  const [zero, one, two, both] = [base, first, second, merged].map((of) => countAll(git, of, files));
  for (const line of new Set([...one.keys(), ...two.keys(), ...zero.keys()])) {
    const before = zero.get(line) ?? 0;
    const [a, b, m] = [one, two, both].map((counts) => (counts.get(line) ?? 0) - before);
    const alike = a * b > 0 ? Math.sign(a) * Math.max(Math.abs(a), Math.abs(b)) : a + b;
    if (m < Math.min(a + b, alike) || m > Math.max(a + b, alike)) return true;
  }
  return false;
}

function countAll(git, of, files) {
  const tree = new Map(
    names(git(['ls-tree', '-r', '-z', '--full-tree', of])).map((entry) => {
      const [fields, name] = [entry.slice(0, entry.indexOf('\t')), entry.slice(entry.indexOf('\t') + 1)];
      return [name, fields.split(' ')];
    }),
  );
  const counts = new Map();
  for (const file of files) {
    const [, kind, oid] = tree.get(file) ?? [];
    if (kind !== 'blob') continue;
    for (const line of git(['cat-file', 'blob', oid]).split('\n'))
      counts.set(line, (counts.get(line) ?? 0) + 1);
  }
  return counts;
}

function countLines(git, from, to) {
  return git(['diff-tree', '-r', '--numstat', '--no-renames', from, to])
    .split('\n')
    .reduce((sum, line) => {
      const [added, removed] = line.split('\t').map(Number);
      return sum + (added || 0) + (removed || 0);
    }, 0);
}
