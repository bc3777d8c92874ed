import { spawn, spawnSync } from 'node:child_process';
import { chmodSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { CLI } from '../support/cli.ts';
import { makeFolder, makeTeam } from '../support/git-fixture.ts';

// `script` of util-linux gives a command a terminal.
const hasTerminals = spawnSync('script', ['-qec', 'true', '/dev/null']).status === 0;
if (!hasTerminals)
  process.stderr.write('skipped: without `script` of util-linux nothing can ask at a terminal\n');

/** An ssh that asks at the terminal, if it has one and may, and then does what a server's sshd does. */
const SSH = `#!/bin/sh
for last; do :; done
case "$*" in *BatchMode=yes*) quiet=quiet;; *) quiet=may-ask;; esac
if (: </dev/tty) 2>/dev/null; then terminal=terminal; else terminal=none; fi
echo "$$ $quiet $terminal" >>"$LOG"
if [ $terminal = terminal ]; then
  printf 'Are you sure? ' >/dev/tty
  read -r answer </dev/tty
  [ "$answer" = yes ] || exit 255
fi
exec sh -c "$last"
`;

/** The program at a terminal, on a clone that reaches its remote over that ssh. */
function startAtTerminal(command: string) {
  const { repo, remote } = makeTeam({ 'src/a.ts': '1\n' });
  const folder = makeFolder();
  const [ssh, log] = [join(folder, 'ssh'), join(folder, 'log')];
  writeFileSync(ssh, SSH);
  writeFileSync(log, '');
  chmodSync(ssh, 0o755);
  repo.git('remote', 'set-url', 'origin', `ssh://git@host.invalid${encodeURI(remote.dir)}`);
  const child = spawn('script', ['-qec', `'${process.execPath}' '${CLI}' ${command}`, '/dev/null'], {
    cwd: repo.dir,
    env: { ...process.env, GIT_SSH_COMMAND: `'${ssh}'`, GIT_SSH_VARIANT: 'ssh', LOG: log },
  });
  let screen = '';
  let hear = (): void => {};
  child.stdout.on('data', (chunk) => {
    screen += String(chunk);
    hear();
  });
  return {
    asked: new Promise<void>((done) => {
      hear = () => screen.includes('Are you sure?') && done();
    }),
    type: (text: string) => void child.stdin.write(text),
    ended: new Promise<{ readonly code: number | null; readonly screen: string }>((done) =>
      child.on('close', (code) => done({ code, screen })),
    ),
    connections: () =>
      readFileSync(log, 'utf8')
        .split('\n')
        .filter(Boolean)
        .map((line) => line.split(' ')),
  };
}

const isAlive = (pid: string): boolean => {
  try {
    return !/\) [ZX] /.test(readFileSync(`/proc/${pid}/stat`, 'latin1'));
  } catch {
    return false;
  }
};

test.runIf(hasTerminals)(
  'ssh is answered once; further connections of the command have nothing to ask at',
  async () => {
    const status = startAtTerminal('status');
    await status.asked;
    status.type('yes\r');
    const { code, screen } = await status.ended;
    expect({ code, screen }).toMatchObject({ code: 0 });
    const [first, ...further] = status.connections().map(([, ...how]) => how.join(' '));
    expect(first).toBe('may-ask terminal');
    expect(further.length).toBeGreaterThan(0);
    expect(new Set(further)).toEqual(new Set(['quiet none']));
  },
);

test.runIf(hasTerminals)('whoever does not answer but interrupts is obeyed, and no ssh stays', async () => {
  const claim = startAtTerminal('claim src');
  await claim.asked;
  claim.type('\x03');
  expect((await claim.ended).code).toBe(130);
  expect(claim.connections()).toHaveLength(1);
  expect(claim.connections().filter(([pid = '']) => isAlive(pid))).toEqual([]);
});

test.runIf(hasTerminals)('a wrong answer is not asked for again', async () => {
  const claim = startAtTerminal('claim src');
  await claim.asked;
  claim.type('no\r');
  expect((await claim.ended).code).toBe(4);
  const asked = claim.connections().filter(([, , terminal]) => terminal === 'terminal');
  expect(asked).toHaveLength(1);
});

test.runIf(hasTerminals)('a plan, whose look is given up after a second, never asks', async () => {
  const plan = startAtTerminal('plan');
  expect((await plan.ended).code).toBe(0);
  expect(new Set(plan.connections().map(([, ...how]) => how.join(' ')))).toEqual(new Set(['quiet none']));
});
