// Making an agent's folder, with a repository of its own, beside `git worktree add` of the same commit: for small and
// large checkouts, out of packs and with many loose objects in the clone.
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { BUNDLE, git, node, row, withFolder } from './measure.mjs';
import { makeHugeDiff, range } from './repositories.mjs';

const MAKE = fileURLToPath(new URL('./make-folders.ts', import.meta.url));
const LOOSE = 30_000;

/** 1,000 and 100,000 files. */
export const agentFolders = async () => {
  const lines = [];
  for (const files of [1_000, 100_000])
    for (const loose of [0, LOOSE])
      lines.push(await measure({ files, loose, rounds: files > 10_000 ? 1 : 5 }));
  return lines;
};

const measure = ({ files, loose, rounds }) =>
  withFolder((folder) => {
    const { repo } = makeHugeDiff(folder, files);
    if (loose > 0) addLoose(folder, repo, loose);
    const commit = git(repo, ['rev-parse', 'HEAD']).toString().trim();
    const said = node([BUNDLE, MAKE, repo, folder, commit, String(rounds)], { cwd: folder });
    const { ours, theirs, lentMs } = JSON.parse(said.toString());
    const objects = loose > 0 ? `${loose.toLocaleString('en')} loose objects` : 'packed';
    const what = `an agent’s folder of ${files.toLocaleString('en')} files, ${objects}`;
    const note = `once for a run: ${lentMs.toFixed(0)} ms for all objects`;
    return { ...row(what, ours, { name: 'git worktree add', ms: theirs, atMost: 1.5 }), note };
  });

/** A branch of so many small files, none of them in a pack. */
function addLoose(folder, repo, count) {
  const beside = path.join(folder, 'loose');
  git(folder, ['init', '-q', '-b', 'loose', beside]);
  const body = range(0, count).map(
    (at) => `M 100644 inline d${at % 300}/f${at}\ndata 12\nloose ${String(at).padStart(5)}\n`,
  );
  const head =
    'commit refs/heads/loose\ncommitter Bench <bench@example.invalid> 1767225600 +0000\ndata 5\nloose\n';
  git(beside, ['fast-import', '--quiet'], { input: `${head}${body.join('')}` });
  const pack = git(beside, ['pack-objects', '--all', '--stdout', '-q']);
  git(repo, ['unpack-objects', '-q'], { input: pack });
  git(repo, ['update-ref', 'refs/heads/loose', git(beside, ['rev-parse', 'loose']).toString().trim()]);
}
