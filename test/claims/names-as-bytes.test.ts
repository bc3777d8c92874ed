import { spawnSync } from 'node:child_process';
import { beforeEach, expect, test } from 'vitest';
import { CLI } from '../support/cli.ts';
import { type GitFixture, makeTeam } from '../support/git-fixture.ts';

// No command line that Node reads holds bytes that are not UTF-8, so a shell makes them.
const FF = String.raw`$(printf 'a\377.ts')`;
const FE = String.raw`$(printf 'a\376.ts')`;

let repo: GitFixture;
beforeEach(() => {
  ({ repo } = makeTeam([
    ['a\udcff.ts', '1\n'],
    ['a\udcfe.ts', '2\n'],
    ['real\ufffd.ts', '3\n'],
  ]));
});

function shell(script: string, holder = 'ana') {
  const env = { ...process.env, AGENTIC_HOLDER: holder, PLAN: `${process.execPath} ${CLI}` };
  const done = spawnSync('bash', ['-c', script], { cwd: repo.dir, env, encoding: 'utf8' });
  return { code: done.status, stdout: done.stdout, stderr: done.stderr };
}

test('two names that a decoder would make one are two locks, by standard input', () => {
  expect(shell(`printf '%s\\0' "${FF}" | $PLAN claim --stdin`)).toMatchObject({ code: 0 });
  const other = shell(`printf '%s\\0' "${FE}" | $PLAN claim --stdin`, 'bo');
  expect(other).toMatchObject({ code: 0 });
  expect(other.stdout).toMatch(/^claimed: a\\xfe\.ts\n/);
  expect(shell(`printf '%s\\0' "${FF}" | $PLAN check --stdin`, 'bo').code).toBe(1);
  expect(shell(`printf '%s\\0' "${FE}" | $PLAN check --stdin`, 'bo').code).toBe(0);
  const seen = shell(`printf '%s\\0' "${FE}" | $PLAN status --stdin --json`);
  expect(JSON.parse(seen.stdout).claims).toMatchObject([{ paths: ['a\udcfe.ts'], mine: false }]);
  expect(shell(`printf '%s\\0' "${FF}" | $PLAN release --stdin`)).toMatchObject({ code: 0 });
  expect(JSON.parse(shell('$PLAN status --json').stdout).claims).toMatchObject([{ paths: ['a\udcfe.ts'] }]);
});

test.each(['claim', 'release', 'status', 'check'])(
  '%s refuses such a name on the command line, and says which way keeps it',
  (command) => {
    const said = shell(`$PLAN ${command} "${FF}"`);
    expect(said).toMatchObject({ code: 2, stdout: '' });
    expect(said.stderr).toMatch(/does not survive a command line/);
    expect(said.stderr).toMatch(/--stdin/);
  },
);

test('a file that is really called so may be named', () => {
  expect(shell(`$PLAN claim 'real\ufffd.ts'`)).toMatchObject({ code: 0 });
});

test('the commands that are printed for such names work when they are pasted', () => {
  shell(`printf '%s\\0' "${FF}" | $PLAN claim --stdin`, 'bo');
  const refused = shell(`printf '%s\\0' "${FF}" "${FE}" | $PLAN claim --stdin`);
  expect(refused.code).toBe(3);
  const part = / {2}part {3}(.*)\n/.exec(refused.stderr)?.[1] ?? '';
  expect(shell(part.replace('agentic-plan', '$PLAN'))).toMatchObject({ code: 0 });
});

test.each([
  [`printf 'a.ts\\nb.ts\\n' | $PLAN claim --stdin`, /ends with a NUL/],
  [`printf 'x' | $PLAN claim --stdin y`, /either on the command line or with --stdin/],
  [`$PLAN claim --stdin < /dev/null`, /no path to claim was named/],
])('%s is refused', (script, words) => {
  const said = shell(script);
  expect(said).toMatchObject({ code: 2, stdout: '' });
  expect(said.stderr).toMatch(words);
});
