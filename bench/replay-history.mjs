// Branches of a history with merges, and the pairs of them that were open at the same time.

const MOST_MERGES = 1500;
const MOST_COMMITS = 100;
/** Agents' tasks take hours; what lies open for months meets everything. */
const LONGEST_LIFE_S = 14 * 86_400;
/** So that one long branch does not fill the table. */
const MOST_PAIRS_OF_A_BRANCH = 5;

/** Branches as they were merged into the first parent's line, newest first. Integration branches are left out. */
export function readBranches(git) {
  const merges = lines(
    git([
      'rev-list',
      '--first-parent',
      '--min-parents=2',
      '--max-parents=2',
      '--parents',
      `-n${MOST_MERGES}`,
      'HEAD',
    ]),
  ).map((line) => line.split(' '));
  return merges.flatMap(([merge, onto, tip]) => readBranch(git, { merge, onto, tip }));
}

function readBranch(git, { merge, onto, tip }) {
  const commits = lines(git(['log', '--format=%H %at %P', `-n${MOST_COMMITS + 1}`, tip, `^${onto}`])).map(
    (line) => {
      const [commit, at, ...parents] = line.split(' ');
      return { commit, at: Number(at), parents };
    },
  );
  if (commits.length === 0 || commits.length > MOST_COMMITS) return [];
  const own = new Set(commits.map(({ commit }) => commit));
  // A merge of its own commits only: it has taken other branches in, and is nobody's one piece of work.
  if (commits.some(({ parents }) => parents.length > 1 && parents.every((parent) => own.has(parent))))
    return [];
  const fork = git(['merge-base', onto, tip], [0, 1]).trim();
  if (fork === '') return [];
  const files = names(git(['diff-tree', '-r', '-z', '--name-only', '--no-renames', fork, tip]));
  const mergedAt = Number(git(['log', '-1', '--format=%ct', merge]).trim());
  const openedAt = Math.min(...commits.map(({ at }) => at));
  return files.length === 0 || mergedAt - openedAt > LONGEST_LIFE_S
    ? []
    : [{ merge, tip, fork, files: new Set(files), openedAt, mergedAt }];
}

/**
 * Pairs with a file in common, of which the later one was begun before the earlier one was merged. `takenIn`: it was
 * rebased or merged onto the earlier one before its own end; to leave these out would leave out most conflicts. Newest
 * first, so that a limit takes what the project does now.
 */
export function* findPairs(git, branches) {
  for (const [at, later] of branches.entries()) {
    let used = 0;
    for (const earlier of branches.slice(at + 1)) {
      if (used >= MOST_PAIRS_OF_A_BRANCH) break;
      if (later.openedAt >= earlier.mergedAt) continue;
      const common = [...later.files].filter((file) => earlier.files.has(file));
      if (common.length === 0) continue;
      used++;
      const takenIn = isAncestor(git, earlier.tip, later.tip);
      yield { earlier, later, common, takenIn, waitS: earlier.mergedAt - later.openedAt };
    }
  }
}

export const isAncestor = (git, old, young) => git.code(['merge-base', '--is-ancestor', old, young]) === 0;

const lines = (text) => text.split('\n').filter((line) => line !== '');

/** Names between NULs; latin1, so that each byte stays what it is. */
export const names = (text) => text.split('\0').filter((name) => name !== '');
