import { chmodSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { acceptedAndNotSigned } from '../../src/git/table/needs-passphrase.ts';
import { callProgram } from '../support/call-program.ts';
import { parseJson } from '../support/cli.ts';
import { makeFolder, makeTeam } from '../support/git-fixture.ts';

// As OpenSSH 9.2 speaks to its own server: the last line is all that it says without -v, whatever the reason.
const OFFERED = 'debug1: Offering public key: /home/ana/.ssh/id ED25519 SHA256:483F explicit';
const ACCEPTED = 'debug1: Server accepts key: /home/ana/.ssh/id ED25519 SHA256:483F explicit';
const GOES_ON = 'debug1: Authentications that can continue: publickey';
const UNSIGNED =
  'sign_and_send_pubkey: signing failed for ED25519 "/home/ana/.ssh/id" from agent: agent refused operation';
const REFUSED = 'git@host.invalid: Permission denied (publickey).';

const DEBUG = {
  locked: [OFFERED, ACCEPTED, 'debug1: No more authentication methods to try.', REFUSED],
  unknown: [OFFERED, GOES_ON, 'debug1: No more authentication methods to try.', REFUSED],
  'not signed': [OFFERED, ACCEPTED, UNSIGNED, REFUSED],
};

/** A clone whose remote is reached over an ssh that is refused, and what it was called with. */
function clone(debug: readonly string[], name = 'ssh') {
  const { repo } = makeTeam({ 'src/a.ts': '1\n' });
  const folder = makeFolder();
  const [ssh, log] = [join(folder, name), join(folder, 'log')];
  const tells = debug.map((line) => `echo '${line}' >&2`).join('\n');
  writeFileSync(
    ssh,
    `#!/bin/sh\necho "$*" >>"$LOG"\ncase " $* " in *' -v '*)\n${tells}\nexit 255;; esac\necho '${REFUSED}' >&2\nexit 255\n`,
  );
  writeFileSync(log, '');
  chmodSync(ssh, 0o755);
  repo.git('remote', 'set-url', 'origin', 'git@host.invalid:shop.git');
  const run = (...args: string[]) =>
    callProgram(repo.dir, args, { env: { GIT_SSH_COMMAND: `'${ssh}'`, LOG: log } });
  const calls = (): readonly string[] => readFileSync(log, 'utf8').split('\n').filter(Boolean);
  return { run, calls };
}

describe('a key that ssh was refused with', () => {
  it.each([
    ['locked', 'ssh-passphrase', 'has a passphrase'],
    ['unknown', 'ssh-key-refused', 'did not accept your ssh key'],
    ['not signed', 'ssh-key-refused', 'did not accept your ssh key'],
  ] as const)('%s: %s', async (state, code, words) => {
    const { run, calls } = clone(DEBUG[state]);
    for (const args of [['status'], ['claim', 'src/a.ts'], ['check', 'src/a.ts']]) {
      const answer = await run(...args, '--json');
      expect(answer.code).toBe(4);
      expect(parseJson(answer)).toMatchObject({
        problems: [{ code, message: expect.stringContaining(words) }],
      });
    }
    const asked = calls();
    expect(asked.every((call) => call.includes('BatchMode=yes'))).toBe(true);
    expect(asked.filter((call) => / -v /.test(` ${call} `))).toHaveLength(3); // once for each command
  });

  it('is not asked about where the program is no OpenSSH', async () => {
    const { run, calls } = clone(DEBUG.locked, 'work-ssh');
    const answer = parseJson(await run('status', '--json'));
    expect(answer).toMatchObject({ problems: [{ code: 'ssh-key-refused' }] });
    expect(calls().some((call) => / -v /.test(` ${call} `))).toBe(false);
  });

  it('is told by what ssh says of it', () => {
    expect(acceptedAndNotSigned(DEBUG.locked.join('\r\n'))).toBe(true);
    expect(acceptedAndNotSigned(DEBUG.unknown.join('\n'))).toBe(false);
    expect(acceptedAndNotSigned([ACCEPTED, 'debug1: Authentication succeeded (publickey).'].join('\n'))).toBe(
      false,
    );
  });
});
