// An agent that follows the section of AGENTS.md word for word. It knows exit codes and `--json`, nothing else.
// Argument: JSON of { name, cli, cwd, paths, files, editing, prefer, go? }; prints one word for each thing that happens.
import { spawnSync } from 'node:child_process';
import { appendFileSync, closeSync, existsSync, mkdirSync, openSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

const plan = JSON.parse(process.argv[2] ?? '');
const say = (...words) => process.stdout.write(`${words.join(' ')}\n`);
const run = (program, args) => spawnSync(program, args, { cwd: plan.cwd, encoding: 'utf8' });
const ours = (...args) => run(process.execPath, [plan.cli, ...args]);
const git = (...args) => {
  const done = run('git', args);
  if (done.status !== 0) throw new Error(`git ${args.join(' ')}: ${done.stderr}`);
};

/** "Before your first edit": what is held now. Stops and reports after three waits, and where it could not ask. */
function claim(paths) {
  const task = ['--task', `work of ${plan.name}`, '--json'];
  let asked = ours('claim', ...paths, ...task);
  for (let waits = 0; asked.status === 3; waits++) {
    const { free } = JSON.parse(asked.stdout);
    say('refused', ...paths);
    if (plan.prefer === 'free' && free.length > 0 && ours('claim', ...free, ...task).status === 0)
      return free;
    if (waits === 3) stop('somebody holds it');
    asked = ours('claim', ...paths, ...task, '--wait', '25s');
  }
  if (asked.status !== 0) stop(`claim ended with ${asked.status}: ${asked.stdout}`);
  return paths;
}

function stop(why) {
  say('stopped', why);
  process.exit(1);
}

/** Edits on the newest work, checks, and publishes; what check does not clear is claimed again and done again. */
function work(paths, files) {
  for (let tries = 0; tries < 20; tries++) {
    git('fetch', '-q', 'origin', 'main');
    git('reset', '-q', '--hard', 'origin/main');
    for (const file of files) {
      mkdirSync(dirname(join(plan.cwd, file)), { recursive: true });
      appendFileSync(join(plan.cwd, file), `${plan.name}\n`);
    }
    git('add', '-A');
    git('commit', '-q', '-m', plan.name);
    const checked = ours('check', '--json');
    if (checked.status === 1) {
      say('not-clear');
      claim(paths);
    } else if (checked.status !== 0) stop(`check ended with ${checked.status}: ${checked.stdout}`);
    else if (publish(files)) return;
  }
  stop('could not publish');
}

/** The referee: while somebody publishes a file, nobody else does. */
function publish(files) {
  const marks = files.map((file) => join(plan.editing, encodeURIComponent(file)));
  for (const mark of marks) {
    try {
      closeSync(openSync(mark, 'wx'));
    } catch {
      stop(`VIOLATION: two at once on ${mark}`);
    }
  }
  const pushed = run('git', ['push', '-q', 'origin', 'HEAD:main']);
  for (const mark of marks) rmSync(mark);
  return pushed.status === 0;
}

let left = plan.paths;
while (left.length > 0) {
  const held = claim(left);
  say('claimed', ...held);
  for (; plan.go && !existsSync(plan.go); await sleep(20));
  work(
    held,
    plan.files.filter((file) => held.some((path) => file === path || file.startsWith(`${path}/`))),
  );
  left = left.filter((path) => !held.includes(path));
}
const released = ours('release');
if (released.status !== 0) stop(`release ended with ${released.status}`);
say('done');
