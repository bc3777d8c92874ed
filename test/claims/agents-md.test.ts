import { type ChildProcess, spawn } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { afterEach, expect, test } from 'vitest';
import { callProgram } from '../support/call-program.ts';
import { CLI, parseJson } from '../support/cli.ts';
import { type GitFixture, makeFolder, makeTeam } from '../support/git-fixture.ts';

const AGENT = fileURLToPath(new URL('../support/agents-md-agent.mjs', import.meta.url));

interface Agent {
  readonly child: ChildProcess;
  readonly clone: GitFixture;
  /** All that it said so far. */
  readonly said: string[];
  /** Settles when it has said a line that begins so; `false`: it ended before. */
  heard(start: string): Promise<boolean>;
  readonly ended: Promise<number | null>;
}

const running: ChildProcess[] = [];
afterEach(() => {
  for (const child of running.splice(0))
    if (child.exitCode === null && child.signalCode === null) child.kill('SIGKILL');
});

function watch(child: ChildProcess, clone: GitFixture): Agent {
  running.push(child);
  const said: string[] = [];
  const listeners = new Set<() => void>();
  if (child.stdout)
    createInterface(child.stdout).on('line', (line) => {
      said.push(line);
      for (const listen of listeners) listen();
    });
  let over = false;
  const ended = new Promise<number | null>((resolve) => {
    child.on('close', (code) => {
      over = true;
      for (const listen of listeners) listen();
      resolve(code);
    });
  });
  const heard = (start: string): Promise<boolean> =>
    new Promise((resolve) => {
      const listen = (): void => {
        const found = said.some((line) => line.startsWith(start));
        if (!found && !over) return;
        listeners.delete(listen);
        resolve(found);
      };
      listeners.add(listen);
      listen();
    });
  return { child, clone, said, heard, ended };
}

test('five agents that follow AGENTS.md to the letter, one killed and one paused, lose nothing', async () => {
  const files = ['src/a.ts', 'src/shared.ts', 'src/api/u.ts', 'docs/x.md', 'docs/y.md', 'web/w.ts'];
  const { remote } = makeTeam(Object.fromEntries(files.map((file) => [file, 'start\n'])));
  const editing = makeFolder();
  const go = join(editing, 'go');
  const start = (
    name: string,
    paths: readonly string[],
    more: { readonly prefer?: 'free'; readonly go?: string; readonly wrapped?: boolean } = {},
  ): Agent => {
    const clone = remote.clone();
    const { wrapped, ...rest } = more;
    const plan = { name, cli: CLI, cwd: clone.dir, paths, files, editing, ...rest };
    const agent = [process.execPath, AGENT, JSON.stringify(plan)];
    const args = wrapped ? [CLI, 'claim', ...paths, '--', ...agent] : agent.slice(1);
    const child = spawn(process.execPath, args, {
      cwd: clone.dir,
      env: { ...process.env, AGENTIC_HOLDER: name },
      stdio: ['ignore', 'pipe', 'inherit'],
      detached: wrapped === true,
    });
    return watch(child, clone);
  };

  // two that take their paths first and then stand still
  const killed = start('killed', ['src/shared.ts', 'src/api'], { wrapped: true, go: join(editing, 'never') });
  const paused = start('paused', ['docs/x.md', 'web/w.ts'], { go });
  expect(await killed.heard('claimed')).toBe(true);
  expect(await paused.heard('claimed')).toBe(true);
  paused.child.kill('SIGSTOP');

  const first = start('first', ['src/a.ts', 'src/shared.ts']);
  const second = start('second', ['docs', 'src/a.ts'], { prefer: 'free' });
  const third = start('third', ['docs/x.md', 'src/api']);
  expect(await first.heard('refused')).toBe(true);
  expect(await second.heard('refused docs')).toBe(true);
  process.kill(-Number(killed.child.pid), 'SIGKILL');

  // a person decides that the paused one has been waited for long enough
  const status = parseJson(await callProgram(first.clone.dir, ['status', 'docs/x.md', '--json']));
  const [claim] = Array.isArray(status['claims']) ? status['claims'] : [];
  expect((await callProgram(first.clone.dir, ['release', String(claim.id), '--force'])).code).toBe(0);
  expect(await Promise.all([first, second, third].map(({ ended }) => ended))).toEqual([0, 0, 0]);

  writeFileSync(go, '');
  paused.child.kill('SIGCONT');
  expect(await paused.ended).toBe(0);

  const result = (file: string): string[] => remote.git('show', `main:${file}`).split('\n').slice(1).sort();
  expect(Object.fromEntries(files.map((file) => [file, result(file)]))).toEqual({
    'src/a.ts': ['first', 'second'],
    'src/shared.ts': ['first'],
    'src/api/u.ts': ['third'],
    'docs/x.md': ['paused', 'second', 'third'],
    'docs/y.md': ['second'],
    'web/w.ts': ['paused'],
  });
  expect(
    [first, second, third, paused].flatMap(({ said }) => said.filter((line) => /^stopped/.test(line))),
  ).toEqual([]);
  expect(paused.said).toContain('not-clear'); // it saw that its claim had been ended, before it published
  expect(remote.git('for-each-ref', 'refs/agentic/locks')).toBe('');
});
