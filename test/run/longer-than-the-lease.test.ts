import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import { claimantWithTime, type Reach } from '../../src/app/run/outlast-outages.ts';
import { defaultSettings } from '../../src/config/normalize/defaults.ts';
import { makeFolder, makeTeam } from '../support/git-fixture.ts';
import { startTestRun } from '../support/run-fixture.ts';

const LEASE_MS = 3_000;
const claims = { ...defaultSettings().claims, leaseMinutes: LEASE_MS / 60_000 };

// The agent moves the server away by itself, so that the outage begins while it is at work; whoever watches the run
// brings the server back when it has been away for longer than the claim lasts.
describe('an outage that is longer than the lease', () => {
  it.each([
    ['the work is finished while the server is away', false],
    ['the agent is at work until after it', true],
  ])(
    'costs time and nothing else: %s',
    async (_what, worksOn) => {
      const { repo, remote } = makeTeam({ 'a.txt': 'a\n', '.gitignore': 'node_modules/\n' });
      const away = `${remote.dir}.away`;
      const meeting = makeFolder();
      const started = join(meeting, 'started');
      const verified = join(meeting, 'verified');
      const wait = worksOn
        ? `await until(() => fs.existsSync(${JSON.stringify(join(meeting, 'back'))}));`
        : '';
      let reach: Reach | undefined;
      const run = await startTestRun({
        repo,
        tasks: [
          {
            id: 'one',
            writes: ['a.txt'],
            does: `fs.appendFileSync(${JSON.stringify(started)}, 'x');
            fs.renameSync(${JSON.stringify(remote.dir)}, ${JSON.stringify(away)});
            append('a.txt', 'one\\n'); ${wait}`,
          },
        ],
        settings: { claims, verify: { shell: `grep -q one a.txt && echo y >> '${verified}'` } },
        // as the program does it
        onGround: (ground) => {
          const patient = claimantWithTime(ground.claimant, new AbortController().signal);
          reach = patient.reach;
          return { ...ground, ...patient };
        },
        observe: (event) => {
          if (event.kind === 'claimed' && reach) void bringBack(reach);
        },
      });
      async function bringBack(seen: Reach): Promise<void> {
        await vi.waitUntil(() => seen.awayMs() > LEASE_MS * 1.2, { timeout: 60_000, interval: 20 });
        renameSync(away, remote.dir);
        writeFileSync(join(meeting, 'back'), '');
      }
      expect(run.phases).toEqual({ one: 'done' });
      expect(readFileSync(started, 'utf8')).toBe('x');
      expect(existsSync(verified)).toBe(true);
      expect(remote.git('show', 'agentic/main:a.txt')).toBe('a\none');
      const states = remote.git('log', '--format=%B', `refs/agentic/tasks/${run.plan.run}/one`);
      // who was at work has lost the first claim and works under another; what was ready went through under the first
      if (worksOn) expect(new Set(states.match(/"claim":"c-\w{12}"/g)).size).toBe(2);
      expect(remote.git('for-each-ref', 'refs/agentic/locks')).toBe('');
    },
    120_000,
  );
});
