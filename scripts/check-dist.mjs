// Is dist/ exactly what the sources build? Users run the committed bundle, reviewers read the sources: this ties the two.
import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const fresh = await mkdtemp(path.join(tmpdir(), 'agentic-plan-dist-'));
try {
  execFileSync(process.execPath, [path.join(root, 'scripts/build.mjs'), '--outdir', fresh], {
    cwd: root,
    stdio: ['ignore', 'inherit', 'inherit'],
  });
  const differences = [
    ...(await compare(path.join(root, 'dist'), fresh)),
    ...(await findWhatKeepsItFromStarting(path.join(root, 'dist', 'cli.js'))),
  ];
  if (differences.length > 0) {
    console.error(`dist/ is not what src/ builds:\n  ${differences.join('\n  ')}`);
    console.error('To mend: npm run bundle, then commit dist/ together with the sources.');
    process.exitCode = 1;
  }
} finally {
  await rm(fresh, { recursive: true, force: true });
}

/** `npm install --global .` links to this file: it starts with its interpreter, and a clone has it executable. */
async function findWhatKeepsItFromStarting(cli) {
  const text = await readFile(cli, 'utf8').catch(() => '');
  return [
    ...(text.startsWith('#!/usr/bin/env node\n') ? [] : ['without #!/usr/bin/env node: cli.js']),
    ...(committedMode('dist/cli.js') === '100755' ? [] : ['not executable in the index: cli.js']),
  ];
}

/** As git has it; outside of a clone there is no such mode to be wrong. */
function committedMode(file) {
  if (!existsSync(path.join(root, '.git'))) return '100755';
  const listed = execFileSync('git', ['ls-files', '--stage', '--', file], { cwd: root, encoding: 'utf8' });
  return listed.split(' ', 1)[0];
}

/** Names of files that are missing, superfluous or different, byte for byte. */
async function compare(committed, built) {
  const [have, want] = await Promise.all([listFiles(committed), listFiles(built)]);
  const differences = [];
  for (const name of [...new Set([...have, ...want])].sort()) {
    if (!have.includes(name)) differences.push(`missing: ${name}`);
    else if (!want.includes(name)) differences.push(`superfluous: ${name}`);
    else {
      const [a, b] = await Promise.all([
        readFile(path.join(committed, name)),
        readFile(path.join(built, name)),
      ]);
      if (!a.equals(b)) differences.push(`different: ${name}`);
    }
  }
  return differences;
}

async function listFiles(folder) {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => []);
  return entries
    .filter((entry) => !entry.isDirectory())
    .map((entry) => path.relative(folder, path.join(entry.parentPath, entry.name)).replaceAll('\\', '/'));
}
