import { spawn } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { expect, it } from 'vitest';
import { CLI } from '../support/cli.ts';
import { makeFolder } from '../support/git-fixture.ts';

interface Played {
  readonly code: number | null;
  readonly text: string;
  /** What is left in the folder for temporary files, which was empty. */
  readonly left: readonly string[];
}

/** Plays the demonstration in a temp folder of its own; `interruptAt`: Ctrl-C at the first output that matches. */
function playDemo(interruptAt?: RegExp): Promise<Played> {
  const temp = makeFolder();
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [CLI, 'demo'], { env: { ...process.env, TMPDIR: temp } });
    let text = '';
    let interrupted = false;
    const onData = (chunk: Buffer): void => {
      text += chunk.toString('utf8');
      if (interrupted || !interruptAt?.test(text)) return;
      interrupted = true;
      child.kill('SIGINT');
    };
    child.stdout.on('data', onData);
    child.stderr.on('data', onData);
    child.on('error', reject);
    child.on('close', (code) => resolve({ code, text, left: readdirSync(temp) }));
  });
}

it('shows a plan, a refusal and a run, for real, and leaves nothing behind', async () => {
  const { code, text, left } = await playDemo();
  expect(text).toContain('conflicts with origin/free-of-charge');
  expect(text).toMatch(/^not claimed: src\/session\.js is held; nothing was changed$/m);
  expect(text).toContain('5 of 5 tasks done');
  for (const task of ['rounding', 'discount', 'e-mail', 'session-age', 'describe-prices'])
    expect(text).toMatch(new RegExp(`^. [0-9a-f]+ .*${task}|done +${task} `, 'm'));
  expect(text).toContain('No lock is left.');
  expect([code, left]).toEqual([0, []]);
});

it.each([
  ['while agents work', /start +\S+/],
  ['during a claim', /Ana \$ agentic-plan claim/],
])('leaves nothing behind when it is interrupted %s', async (_when, interruptAt) => {
  const { code, text, left } = await playDemo(interruptAt);
  expect(text).toMatch(interruptAt);
  expect(text).not.toContain('No lock is left.');
  expect([code, left]).toEqual([130, []]);
});
