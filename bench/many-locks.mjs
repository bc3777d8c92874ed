// What a table of so many locks costs a fresh clone: peak memory and time of the commands that meet it, one by one.
// node bench/many-locks.mjs [locks]
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { CLI, git, node, run, withFolder } from './measure.mjs';

const locks = Number(process.argv[2] ?? 50_000);
const COMMANDS = [
  ['status'],
  ['status'],
  ['claim', 'src/a.ts'],
  ['check', 'src/b.ts'],
  ['doctor'],
  ['release'],
];
const EMPTY_TREE = '4b825dc642cb6eb9a060e54bf8d69288fbee4904';

await withFolder(async (folder) => {
  const remote = path.join(folder, 'remote.git');
  const clone = path.join(folder, 'clone');
  git(folder, ['init', '-q', '--bare', '-b', 'main', remote]);
  const junk = git(remote, ['commit-tree', EMPTY_TREE, '-F', '-'], { input: '{}' }).toString().trim();
  const names = Array.from({ length: locks }, (_, at) => `dos/${String(at).padStart(6, '0')}.ts`);
  const packed = [
    ...names.map((name) => `${junk} refs/agentic/locks/${name}`),
    `${junk} refs/heads/main`,
  ].join('\n');
  writeFileSync(
    path.join(remote, 'packed-refs'),
    `# pack-refs with: peeled fully-peeled sorted \n${packed}\n`,
  );
  run('git', ['clone', '-q', remote, clone]);
  const peak = path.join(folder, 'peak');
  const hook = new URL('./record-peak.mjs', import.meta.url).pathname;
  for (const args of COMMANDS) {
    const from = performance.now();
    const env = { BENCH_PEAK_FILE: peak };
    node(['--import', hook, CLI, ...args], { cwd: clone, env, codes: [0, 1] });
    const megabytes = Number((await import('node:fs')).readFileSync(peak, 'utf8')) / 1024;
    console.log(
      `${args.join(' ').padEnd(16)} ${Math.round(performance.now() - from)} ms   peak ${megabytes.toFixed(0)} MB`,
    );
  }
});
