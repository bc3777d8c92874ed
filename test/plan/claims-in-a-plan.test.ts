import { chmodSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { expect, test, vi } from 'vitest';
import { runClaim } from '../../src/cli/commands/claim/claim.ts';
import { runPlan } from '../../src/cli/commands/plan/plan.ts';
import { runCommand } from '../support/command-context.ts';
import { makeFolder, makeTeam } from '../support/git-fixture.ts';

/** A `git` in front of the real one that writes down how it is called; returns what was called so far. */
function recordGit(): () => readonly string[] {
  const bin = join(makeFolder(), 'bin');
  const log = join(bin, 'log');
  mkdirSync(bin);
  const real = process.env['PATH'] ?? '';
  writeFileSync(join(bin, 'git'), `#!/bin/sh\necho "$*" >> '${log}'\nPATH='${real}' exec git "$@"\n`);
  chmodSync(join(bin, 'git'), 0o755);
  vi.stubEnv('PATH', `${bin}${delimiter}${real}`);
  return () => readFileSync(log, 'utf8').trim().split('\n');
}

test.skipIf(process.platform === 'win32')('the claims of others are seen in one network call', async () => {
  const { repo, remote } = makeTeam({ 'src/a.ts': '1\n', 'src/b.ts': '2\n' });
  const other = remote.clone();
  repo.git('checkout', '-q', '-b', 'feature/a');
  repo.commit({ 'src/a.ts': '2\n' });
  const claimed = await runCommand(runClaim, other.dir, {
    operands: ['src'],
    options: { task: 'tidy up' },
    env: { AGENTIC_HOLDER: 'other' },
  });
  expect(claimed.code).toBe(0);

  const calls = recordGit();
  const planned = await runCommand(runPlan, repo.dir, { json: true });
  expect(JSON.parse(planned.result).plan.presence).toMatchObject({
    table: { kind: 'seen' },
    claims: [{ title: 'tidy up', shared_files: ['src/a.ts'] }],
  });
  expect(calls().filter((call) => / (fetch|push|ls-remote) /.test(call))).toHaveLength(1);
  vi.unstubAllEnvs();
});
