// `node bench/advice.mjs CLONE [--changes N] [--skip N]`: which tasks the newest changes of a real history would have been
// given. One line a task (tab-separated: change, subject, kind, priority, title, why), to be judged by reading the
// change; at the end how many changes got any, and how many of the trivial ones. Reads the clone only.
import { execFileSync } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';

const [clone, ...options] = process.argv.slice(2);
const most = numberOf('--changes', 40);
const skip = numberOf('--skip', 0);
if (clone === undefined || !(most >= 1) || !(skip >= 0)) {
  console.error('usage: node bench/advice.mjs CLONE [--changes N] [--skip N]');
  process.exit(2);
}

const CLI = path.resolve(import.meta.dirname, '..', 'dist', 'cli.js');
const PLAIN = { ...process.env, GIT_CONFIG_GLOBAL: '/dev/null', GIT_LFS_SKIP_SMUDGE: '1' };

/** Files of which a change to nothing else is trivial: documents, tests, workflows, what tools write. */
const TRIVIAL = [
  /\.(md|rst|txt|adoc)$/i,
  /(^|\/)(docs?|tests?|__tests__|spec|examples?|playground)\//i,
  /(_test\.go|\.(test|spec)\.[cm]?[jt]sx?|Tests?\.java)$/,
  /^\.github\//,
  /(^|\/)(package-lock\.json|pnpm-lock\.yaml|yarn\.lock|Cargo\.lock|poetry\.lock|uv\.lock|go\.sum)$/,
];

const folder = await mkdtemp(path.join(tmpdir(), 'agentic-plan-advice-'));
try {
  const tree = path.join(folder, 'tree');
  execFileSync('git', ['clone', '--quiet', '--shared', '--no-checkout', clone, tree], { env: PLAIN });
  // other branches are another question
  for (const ref of lines(['for-each-ref', '--format=%(refname)', 'refs/remotes'], tree))
    git(['update-ref', '-d', ref], tree);
  judge(tree);
} finally {
  await rm(folder, { recursive: true, force: true });
}

function judge(tree) {
  const counts = { changes: 0, tasks: 0, withTasks: 0, trivial: 0, trivialWithTasks: 0, ms: 0 };
  const changes = lines(
    ['rev-list', '--first-parent', '--min-parents=1', `--max-count=${most}`, `--skip=${skip}`, 'HEAD'],
    tree,
  );
  for (const change of changes) {
    const files = lines(['diff', '--name-only', `${change}^1`, change], tree);
    if (files.length === 0) continue;
    git(['checkout', '--quiet', '--force', '--detach', change], tree);
    const from = performance.now();
    const tasks = planOf(tree, change);
    counts.ms += performance.now() - from;
    const subject = git(['log', '-1', '--format=%s', change], tree).trim();
    for (const { kind, priority, title, why } of tasks)
      console.log([change.slice(0, 9), subject, kind, priority, title, why].map(oneCell).join('\t'));
    const trivial = files.every((file) => TRIVIAL.some((pattern) => pattern.test(file)));
    counts.changes++;
    counts.tasks += tasks.length;
    if (tasks.length > 0) counts.withTasks++;
    if (trivial) counts.trivial++;
    if (trivial && tasks.length > 0) counts.trivialWithTasks++;
  }
  const { changes: all, tasks, withTasks, trivial, trivialWithTasks, ms } = counts;
  console.log(
    `# ${all} changes: ${tasks} tasks (${(tasks / all).toFixed(2)} a change) for ${withTasks}; ${trivial} trivial, ${trivialWithTasks} of them with a task; ${Math.round(ms / all)} ms a plan`,
  );
}

function planOf(tree, change) {
  const args = [CLI, 'plan', '--offline', '--json', '--base', `${change}^1`];
  const text = execFileSync('node', args, { cwd: tree, env: PLAIN, maxBuffer: 1 << 28 }).toString();
  return JSON.parse(text).plan.tasks;
}

function numberOf(name, usual) {
  const at = options.indexOf(name);
  return at < 0 ? usual : Number(options[at + 1]);
}

function git(args, cwd) {
  return execFileSync('git', args, { cwd, env: PLAIN, maxBuffer: 1 << 28 }).toString();
}

function lines(args, cwd) {
  return git(args, cwd).split('\n').filter(Boolean);
}

function oneCell(value) {
  return String(value).replaceAll(/\s+/g, ' ');
}
