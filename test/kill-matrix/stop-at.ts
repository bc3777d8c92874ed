import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { makeFolder } from '../support/git-fixture.ts';

// How the built program is stopped at a named step, from outside: a `git` that comes first on its PATH, and the team's
// own commands, signal it when they are called for the nth time. Once, so that whoever starts next passes through.

/** A moment of a run: at a git command of the program's, or at one of the team's commands (`at`). */
export interface Step {
  readonly name: string;
  readonly at: { readonly git: string; readonly when: 'before' | 'after' } | { readonly command: string };
  readonly nth: number;
}

export type Signal = 'KILL' | 'STOP';

const git = (name: string, args: string, when: 'before' | 'after', nth = 1): Step => ({
  name,
  at: { git: args, when },
  nth,
});
const command = (name: string, at: string, nth = 1): Step => ({ name, at: { command: at }, nth });

/**
 * One agent at a time works on `one`, `three` and `two`. The pushes: 1 opens the run, 2 claims the first task, 3 and 4
 * publish a task and claim the next, 5 publishes the last one, 6 moves the branch.
 */
export const STEPS: readonly Step[] = [
  git('planned', 'push --porcelain', 'before', 1),
  git('opened, before the reply', 'push --porcelain', 'after', 1),
  git('about to claim', 'push --porcelain', 'before', 2),
  git('claimed, before the reply', 'push --porcelain', 'after', 2),
  git('about to make a worktree', 'read-tree --reset -u', 'before'),
  git('worktree made', 'read-tree --reset -u', 'after'),
  command('setup running', 'setup'),
  git('what the setup made noted', 'add -A --ignore-errors -- .', 'after'),
  command('agent started', 'agent-started'),
  command('agent has committed', 'agent-committed'),
  git('agent ended, its commits not taken', 'pack-objects --revs', 'before'),
  git('its commits taken', 'index-pack --strict', 'after'),
  git('about to read its files', 'add -A --ignore-errors -- .', 'before', 2),
  git('tree written', 'write-tree', 'after'),
  git('collected', 'log -z --reverse', 'after'),
  git('about to prepare the test', 'read-tree --reset -u', 'before', 2),
  command('verifying', 'verify'),
  git('about to make the folder of the second task', 'read-tree --reset -u', 'before', 3),
  git('about to publish', 'push --porcelain', 'before', 3),
  git('published, before the reply', 'push --porcelain', 'after', 3),
  command('second agent has committed', 'agent-committed', 2),
  git('about to publish the second task', 'push --porcelain', 'before', 4),
  git('second task published, before the reply', 'push --porcelain', 'after', 4),
  command('verifying the last task', 'verify', 3),
  git('last task published, before the reply', 'push --porcelain', 'after', 5),
  git('about to move the branch', 'push --porcelain', 'before', 6),
  git('branch moved, before the reply', 'push --porcelain', 'after', 6),
];

/** The same without a remote: each transaction is a git command in our own repository, the branch is the clone's. */
export const LOCAL_STEPS: readonly Step[] = [
  git('about to open', 'update-ref --stdin', 'before', 1),
  git('opened', 'update-ref --stdin', 'after', 1),
  git('about to claim', 'update-ref --stdin', 'before', 2),
  git('claimed', 'update-ref --stdin', 'after', 2),
  command('agent has committed', 'agent-committed'),
  git('about to publish', 'update-ref --stdin', 'before', 3),
  git('published', 'update-ref --stdin', 'after', 3),
  git('last task published', 'update-ref --stdin', 'after', 5),
  git('about to hand the result over', 'fetch --quiet --no-tags', 'before'),
  git('result handed over', 'fetch --quiet --no-tags', 'after'),
  git('about to move the branch', 'update-ref --stdin', 'before', 6),
  git('branch moved', 'update-ref --stdin', 'after', 6),
  git('about to say that it is over', 'update-ref --stdin', 'before', 7),
  git('said that it is over', 'update-ref --stdin', 'after', 7),
];

const GIT = `#!/bin/sh
real='REAL'
stop="$MEETING/stop"
[ -e "$stop.git" ] && [ ! -e "$stop.hit" ] || exec "$real" "$@"
{ read -r args; read -r when; read -r nth; read -r signal; } < "$stop.git"
case " $* " in *" $args "*) ;; *) exec "$real" "$@" ;; esac
echo x >> "$stop.seen"
[ "$(wc -l < "$stop.seen")" -eq "$nth" ] && mkdir "$stop.hit" || exec "$real" "$@"
if [ "$when" = after ]; then
  "$real" "$@"
  code=$?
  kill -"$signal" $PPID
  exit $code
fi
kill -"$signal" $PPID
[ "$signal" = STOP ] || exit 1
while [ ! -e "$stop.go" ]; do sleep 0.02; done
exec "$real" "$@"
`;

const AT = `import { appendFileSync, existsSync, mkdirSync, readFileSync } from 'node:fs';
const stop = process.env.MEETING + '/stop';
export async function at(step) {
  if (!existsSync(stop + '.command') || existsSync(stop + '.hit')) return;
  const [wanted, nth, signal] = readFileSync(stop + '.command', 'utf8').split('\\n');
  if (wanted !== step) return;
  appendFileSync(stop + '.seen', 'x');
  if (readFileSync(stop + '.seen', 'utf8').length !== Number(nth)) return;
  mkdirSync(stop + '.hit');
  process.kill(process.ppid, 'SIG' + signal);
  // An orphan that would never end.
  if (signal === 'KILL') await new Promise((resolve) => setTimeout(resolve, 1e9));
}
if (process.argv[2]) await at(process.argv[2]);
`;

// Each agent's work bears a word of its own, by which it is found again wherever it has gone.
const AGENT = `import { execFileSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { appendFileSync } from 'node:fs';
import { at } from './at.mjs';
const { AGENTIC_TASK: task, AGENTIC_PATHS: paths, MEETING: meeting } = process.env;
appendFileSync(meeting + '/started', task + '\\n');
await at('agent-started');
const word = task + '-' + randomBytes(8).toString('hex');
for (const path of JSON.parse(paths)) appendFileSync(path, word + '\\n');
execFileSync('git', ['-c', 'user.name=a', '-c', 'user.email=a@b', 'commit', '-qam', 'Work ' + word]);
appendFileSync(meeting + '/committed', word + '\\n');
await at('agent-committed');
`;

/** What a run needs so that it can be stopped at any step. */
export function stoppable() {
  const bin = makeFolder();
  const real = spawnSync('which', ['git'], { encoding: 'utf8' }).stdout.trim();
  writeFileSync(join(bin, 'git'), GIT.replace('REAL', real), { mode: 0o755 });
  return {
    env: { PATH: `${bin}:${process.env['PATH']}` },
    files: {
      'at.mjs': AT,
      'agent.mjs': AGENT,
      '.agentic-planrc.yaml':
        'agents:\n  ada: { command: node agent.mjs, at_once: 1, pass: [MEETING] }\nsetup: node at.mjs setup\nverify: node at.mjs verify\n',
    },
  };
}

/** From now on whoever comes to that step is sent the signal, once. */
export function stopAt(meeting: string, step: Step, signal: Signal): void {
  const { at, nth } = step;
  if ('git' in at) writeFileSync(join(meeting, 'stop.git'), `${at.git}\n${at.when}\n${nth}\n${signal}\n`);
  else writeFileSync(join(meeting, 'stop.command'), `${at.command}\n${nth}\n${signal}\n`);
}

export const wasHit = (meeting: string): boolean => existsSync(join(meeting, 'stop.hit'));

/** Lets a git command that was held before it began go on. */
export const letGo = (meeting: string): void => writeFileSync(join(meeting, 'stop.go'), '');

export const isStopped = (pid: number | undefined): boolean =>
  / T /.test(readFileSync(`/proc/${pid}/stat`, 'latin1').replace(/^.*\)/, ''));
