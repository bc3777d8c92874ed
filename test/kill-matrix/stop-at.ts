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

// A shell's scripts: a run starts a dozen of them.
const AT = `#!/bin/sh
at() {
  [ -e "$MEETING/stop.command" ] && [ ! -e "$MEETING/stop.hit" ] || return 0
  { read -r wanted; read -r nth; read -r signal; } < "$MEETING/stop.command"
  [ "$wanted" = "$1" ] || return 0
  echo x >> "$MEETING/stop.seen"
  [ "$(wc -l < "$MEETING/stop.seen")" -eq "$nth" ] || return 0
  mkdir "$MEETING/stop.hit"
  kill -"$signal" $PPID
  [ "$signal" = KILL ] || return 0
  exec sleep 1000000 # an orphan that would never end
}
if [ -n "$1" ]; then at "$1"; fi
`;

// Each agent's work bears a word of its own, by which it is found again wherever it has gone.
const AGENT = `#!/bin/sh
. ./at.sh
echo "$AGENTIC_TASK" >> "$MEETING/started"
at agent-started
word=$AGENTIC_TASK-$(od -An -N8 -tx1 /dev/urandom | tr -d ' ')
for path in $(echo "$AGENTIC_PATHS" | tr -d '[]"' | tr ',' ' '); do echo "$word" >> "$path"; done
git -c user.name=a -c user.email=a@b commit -qam "Work $word" || exit 1
echo "$word" >> "$MEETING/committed"
at agent-committed
`;

/** What a run needs so that it can be stopped at any step. */
export function stoppable() {
  const bin = makeFolder();
  const real = spawnSync('which', ['git'], { encoding: 'utf8' }).stdout.trim();
  writeFileSync(join(bin, 'git'), GIT.replace('REAL', real), { mode: 0o755 });
  return {
    env: { PATH: `${bin}:${process.env['PATH']}` },
    files: {
      'at.sh': AT,
      'agent.sh': AGENT,
      '.agentic-planrc.yaml':
        'agents:\n  ada: { command: sh agent.sh, at_once: 1, pass: [MEETING] }\nsetup: sh at.sh setup\nverify: sh at.sh verify\n',
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
