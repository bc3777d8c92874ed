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
export function tryPair(git, { earlier, later, common, takenIn }) {
  if (takenIn) return tryBefore(git, { earlier, later, common });
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

/**
 * A later change that sits on the earlier one by now, set back to before it. With it everything is taken back that was
 * merged in between, so a conflict here may be somebody else's: conflicts are rather counted too often.
 */
function tryBefore(git, { earlier, later, common }) {
  const before = `${earlier.merge}^1`;
  const back = commitTree(git, `${before}^{tree}`, later.fork);
  const alone = mergeTree(git, back, later.tip);
  const second = commitTree(git, alone.tree, before);
  const together = mergeTree(git, earlier.merge, second);
  const conflicting = new Set([...alone.conflicts, ...together.conflicts]);
  const base = git(['rev-parse', before]).trim();
  return {
    shared: common,
    conflicts: common.filter((file) => conflicting.has(file)),
    lost:
      conflicting.size === 0 && hasLost(git, { base, first: earlier.merge, second, merged: together.tree }),
    laterLines: countLines(git, later.fork, later.tip),
  };
}

function commitTree(git, tree, parent) {
  return git(['commit-tree', tree, '-p', parent, '-m', 'replay']).trim();
}

/** The branch's change as one commit on this base. */
function setOn(git, base, tip) {
  const { tree, conflicts } = mergeTree(git, base, tip);
  return conflicts.length > 0 ? undefined : commitTree(git, tree, base);
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
 * Line by line, over all files that anybody changed: the merged tree has what one side added and lacks what it removed.
 * What both sides added or removed alike may count once or twice.
 */
function hasLost(git, { base, first, second, merged }) {
  const [one, two, both] = [first, second, merged].map((to) => countChanged(git, base, to));
  for (const line of new Set([...one.keys(), ...two.keys(), ...both.keys()])) {
    const [a, b, m] = [one, two, both].map((counts) => counts.get(line) ?? { added: 0, removed: 0 });
    const sum = a.added - a.removed + b.added - b.removed;
    const is = m.added - m.removed;
    if (is < sum - Math.min(a.added, b.added) || is > sum + Math.min(a.removed, b.removed)) return true;
  }
  return false;
}

/** How often each line of text was added and removed. */
function countChanged(git, from, to) {
  const counts = new Map();
  const patch = git(['diff-tree', '-r', '-p', '-U0', '--text', '--no-renames', '--no-ext-diff', from, to]);
  let inHunk = false;
  for (const line of patch.split('\n')) {
    if (line.startsWith('diff --git ')) inHunk = false;
    else if (line.startsWith('@@ ')) inHunk = true;
    else if (inHunk && /^[+-]/.test(line)) {
      const count = counts.get(line.slice(1)) ?? { added: 0, removed: 0 };
      count[line.startsWith('+') ? 'added' : 'removed']++;
      counts.set(line.slice(1), count);
    }
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
