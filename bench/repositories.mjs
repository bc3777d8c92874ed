// Repositories to measure on, written by `git fast-import`: thousands of files in a moment, the same every time.
import path from 'node:path';
import { git } from './measure.mjs';

const body = (file, edit = '', at = 20) =>
  Array.from(
    { length: 40 },
    (_, line) => `export const v${line} = ${file * 40 + line};${line === at ? edit : ''}\n`,
  ).join('');
const nameOf = (file) => `src/part${file % 25}/module${file}.ts`;

/** 1,000 files; `feature` changes 200 of them; open branches change ten each, two of which conflict with ours. */
export function makeTeamRepository(folder, { branches = 20, name = 'repo' } = {}) {
  const { repo, remote } = makeClone(folder, name);
  const stream = [
    commit(
      'main',
      'base',
      undefined,
      range(0, 1000).map((file) => [nameOf(file), body(file)]),
    ),
  ];
  const change = (branch, files, edit) =>
    stream.push(
      commit(
        branch,
        `work of ${branch}`,
        'refs/heads/main',
        files.map((file) => [nameOf(file), body(file, edit)]),
      ),
    );
  change('feature', range(0, 200), ' // ours');
  for (const at of range(0, branches))
    change(
      `agent/${at}`,
      [...range(at * 2, at * 2 + 2), ...range(200 + at * 8, 208 + at * 8)],
      ` // theirs ${at}`,
    );
  fastImport(repo, stream);
  git(repo, ['push', '-q', 'origin', '--all']);
  git(repo, ['fetch', '-q', 'origin']);
  git(repo, ['remote', 'set-head', 'origin', 'main']);
  git(repo, ['checkout', '-q', 'feature']);
  git(repo, ['branch', '-q', '--set-upstream-to=origin/main']);
  return { repo, remote };
}

/**
 * 2,000 files and 200 commits of the base, from which 80 branches have left one after the other: ten are on our files
 * (four of them conflict with ours), ten more conflict with the base by themselves, the others are elsewhere.
 */
export function makeManyBranches(folder) {
  const { repo } = makeClone(folder);
  const files = range(0, 2000).map((file) => [nameOf(file), body(file)]);
  const stream = [commit('main', 'base', undefined, files)];
  const tagged = (at) => `refs/tags/base-${at}`;
  for (const at of range(0, 200)) {
    const change = [[nameOf(1000 + (at % 200)), body(1000 + (at % 200), ` // base ${at}`)]];
    stream.push(commit('main', `base ${at}`, undefined, change));
    stream.push(`reset ${tagged(at)}\nfrom refs/heads/main\n`);
  }
  for (const at of range(0, 80)) {
    const own = range(400 + at * 5, 404 + at * 5).map((file) => [
      nameOf(file),
      body(file, ` // agent ${at}`),
    ]);
    const edit = ` // agent ${at}`;
    const onOurs = at % 8 === 0 ? [[nameOf(at % 5), body(at % 5, edit, at % 24 === 0 ? 20 : 35)]] : [];
    const later = 1150 + (at % 40); // the base changes it after the branch has left
    const stale =
      at % 8 === 1 ? [later, 5].map((file) => [nameOf(file), body(file, edit, file === 5 ? 35 : 20)]) : [];
    stream.push(commit(`agent/${at}`, `work of ${at}`, tagged(at), [...own, ...onOurs, ...stale]));
  }
  const ours = range(0, 20).map((file) => [nameOf(file), body(file, ' // ours')]);
  stream.push(commit('feature', 'ours', tagged(190), ours));
  fastImport(repo, stream);
  git(repo, ['tag', '-d', ...range(0, 200).map((at) => `base-${at}`)]);
  git(repo, ['push', '-q', 'origin', '--all']);
  git(repo, ['fetch', '-q', 'origin']);
  git(repo, ['remote', 'set-head', 'origin', 'main']);
  git(repo, ['checkout', '-q', 'feature']);
  for (const at of range(0, 80)) git(repo, ['update-ref', '-d', `refs/heads/agent/${at}`]);
  return { repo };
}

/** One commit that adds `count` files to an almost empty repository. */
export function makeHugeDiff(folder, count) {
  const { repo } = makeClone(folder);
  fastImport(repo, [
    commit('main', 'base', undefined, [['README.md', '# huge\n']]),
    commit(
      'feature',
      'everything',
      'refs/heads/main',
      range(0, count).map((file) => [nameOf(file), `export const v = ${file};\n`]),
    ),
  ]);
  git(repo, ['symbolic-ref', 'HEAD', 'refs/heads/feature']);
  git(repo, ['read-tree', 'HEAD']);
  return { repo };
}

export const range = (from, to) => Array.from({ length: to - from }, (_, at) => from + at);

function makeClone(folder, name = 'repo') {
  const repo = path.join(folder, name);
  const remote = path.join(folder, name === 'repo' ? 'remote.git' : `${name}.git`);
  git(folder, ['init', '-q', '--bare', '-b', 'main', remote]);
  git(folder, ['init', '-q', '-b', 'main', repo]);
  git(repo, ['remote', 'add', 'origin', remote]);
  return { repo, remote };
}

let clock = Date.UTC(2026, 0, 1) / 1000;

function commit(branch, message, from, files) {
  clock += 60;
  const data = (text) => `data ${Buffer.byteLength(text)}\n${text}\n`;
  return [
    `commit refs/heads/${branch}\ncommitter Bench <bench@example.invalid> ${clock} +0000\n${data(message)}`,
    ...(from ? [`from ${from}\n`] : []),
    ...files.map(([name, text]) => `M 100644 inline ${name}\n${data(text)}`),
  ].join('');
}

const fastImport = (repo, commits) =>
  git(repo, ['fast-import', '--quiet', '--force'], { input: commits.join('\n') });
