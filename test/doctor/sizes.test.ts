import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { assemblePlan } from '../../src/core/plan/assemble-plan.ts';
import { type DoctorReport, doctorText } from '../../src/report/doctor/doctor-report.ts';
import { dryRunText } from '../../src/report/run/dry-run.ts';
import { callProgram } from '../support/call-program.ts';
import { parseJson } from '../support/cli.ts';
import { makeTeam } from '../support/git-fixture.ts';

test('doctor says what we keep takes on the disk, kept work apart', async () => {
  const { repo } = makeTeam({ 'a.txt': 'a\n' });
  await callProgram(repo.dir, ['claim', 'a.txt']);
  const ours = ['--git-dir', join(repo.dir, '.git', 'agentic.git')];
  writeFileSync(
    join(repo.dir, 'big.bin'),
    Buffer.from(Array.from({ length: 300_000 }, () => Math.random() * 256)),
  );
  const blob = repo.git(...ours, 'hash-object', '-w', 'big.bin');
  const tree = repo
    .gitBytes([...ours, 'mktree'], `100644 blob ${blob}\tbig.bin\n`)
    .toString()
    .trim();
  const commit = repo.git(
    ...ours,
    '-c',
    'user.name=a',
    '-c',
    'user.email=a@b',
    'commit-tree',
    tree,
    '-m',
    'x',
  );
  repo.git(...ours, 'update-ref', 'refs/kept/run/one', commit);
  const { sizes } = parseJson(await callProgram(repo.dir, ['doctor', '--json'])) as {
    sizes: DoctorReport['sizes'];
  };
  expect(sizes.kept).toBeGreaterThan(299_000);
  expect(sizes.repository).toBeGreaterThan(sizes.kept);
  expect((await callProgram(repo.dir, ['doctor'])).stdout).toMatch(
    / {2}sizes {4}private repository \d+ kB, 30\d kB of it unpublished work; logs 0 B; folders 0 B\n/,
  );
});

test.each([true, false])(
  'where processes in a folder cannot be found (%s: they can) that is said',
  (finds) => {
    const counts = { locks: 0, claims: 0, tasks: 0, runs: 0 };
    const doctor = doctorText({
      mode: 'look',
      table: { kind: 'local', display: 't' },
      git: '2.39',
      counts,
      privateRepository: undefined,
      holder: { kind: 'session', id: 'a', name: 'Ana, main' },
      sizes: { repository: 0, shared: 0, logs: 0, folders: 0, kept: 0 },
      staying: ['/w/agent-1'],
      findsProcesses: finds,
      atWork: [],
      kept: [],
      hook: undefined,
      program: undefined,
      proof: { answered: [], started: [], loggedIn: [], unasked: [], findings: [] },
      mayPush: undefined,
      findings: [],
      fixed: {},
      pushes: 0,
      given: {},
    });
    const plan = { tasks: [] } as unknown as ReturnType<typeof assemblePlan>;
    const dry = dryRunText({
      plan,
      agents: [],
      commandOf: () => '',
      ownCommandOf: () => undefined,
      branch: 'b',
      table: 't',
      hasRemote: false,
      worktrees: '/w',
      hidden: [],
      unpushed: 0,
      uncommitted: 0,
      given: {},
      findsProcesses: finds,
    });
    expect(doctor).toContain('  stay     /w/agent-1: take what you need from there, then remove it\n');
    for (const text of [doctor, dry]) expect(text.includes('is not found on this system')).toBe(!finds);
  },
);
