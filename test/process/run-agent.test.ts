import { chmodSync, existsSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { AgentOrder, RunningAgent } from '../../src/app/ports/agents.ts';
import { markedProcesses } from '../../src/process/start/process-group.ts';
import { localAgents } from '../../src/process/start/run-agent.ts';
import { makeFolder } from '../support/git-fixture.ts';

const agents = localAgents({ limits: { graceMs: 200, leftoverMs: 100 } });

/** A node script as an agent. */
function start(
  script: string,
  more: Partial<AgentOrder> = {},
): RunningAgent & { folder: string; log: string } {
  const folder = makeFolder();
  const log = join(folder, 'logs', 'agent.log');
  const running = agents.start({
    command: { argv: [process.execPath, '-e', script] },
    cwd: folder,
    env: {},
    logFile: log,
    logBytes: 100_000,
    timeoutMs: 60_000,
    ...more,
  });
  return { ...running, folder, log };
}

/** Resolves when the agent has printed: the hand-over that tests wait for, instead of a time. */
async function printed(log: string): Promise<void> {
  while (!existsSync(log) || statSync(log).size === 0) await new Promise((resolve) => setTimeout(resolve, 5));
}

describe('a command of the team', () => {
  it('keeps what it prints and reports its exit code', async () => {
    const agent = start('console.log("out"); console.error("err"); process.exitCode = 7');
    expect(await agent.ended).toMatchObject({ kind: 'exited', code: 7 });
    expect(readFileSync(agent.log, 'utf8').split('\n').sort()).toEqual(['', 'err', 'out']);
  });

  it('reads the prompt on stdin, or finds it in its arguments', async () => {
    const prompt = { file: '/tmp/a prompt.md', text: 'do $(this); {prompt_file}' };
    const stdin = start('process.stdin.pipe(process.stdout)', { prompt, promptOnStdin: true });
    await stdin.ended;
    expect(readFileSync(stdin.log, 'utf8')).toBe(prompt.text);
    const script = 'console.log(JSON.stringify(process.argv.slice(1)))';
    const argv = start('', {
      prompt,
      command: { argv: [process.execPath, '-e', script, 'x={prompt}', '{prompt_file}', '{other}'] },
    });
    await argv.ended;
    expect(JSON.parse(readFileSync(argv.log, 'utf8'))).toEqual([`x=${prompt.text}`, prompt.file, '{other}']);
  });

  it('row 58: argv is never given to a shell; a shell line is', async () => {
    const script = 'console.log(process.argv[1])';
    const literal = start('', {
      command: { argv: [process.execPath, '-e', script, '$(touch pwned); `id`'] },
    });
    await literal.ended;
    expect(readFileSync(literal.log, 'utf8')).toBe('$(touch pwned); `id`\n');
    expect(existsSync(join(literal.folder, 'pwned'))).toBe(false);
    const shell = start('', { command: { shell: 'echo one; echo two >&2; exit 3' } });
    expect(await shell.ended).toMatchObject({ kind: 'exited', code: 3 });
  });

  it('row 58: a missing command, one that is not executable, and a missing folder are told apart', async () => {
    const folder = makeFolder();
    writeFileSync(join(folder, 'agent.sh'), 'echo hello\n');
    chmodSync(join(folder, 'agent.sh'), 0o644);
    const missing = start('', { command: { argv: ['no-such-agent-anywhere'] } });
    expect(await missing.ended).toMatchObject({ kind: 'not-started', why: 'missing' });
    const plain = start('', { command: { argv: [join(folder, 'agent.sh')] } });
    expect(await plain.ended).toMatchObject({ kind: 'not-started', why: 'not-executable' });
    const nowhere = start('', { cwd: join(folder, 'gone') });
    expect(await nowhere.ended).toMatchObject({ kind: 'not-started', why: 'other' });
    const nul = start('', { command: { argv: [process.execPath, 'a\0b'] } });
    expect(await nul.ended).toMatchObject({ kind: 'not-started', why: 'other' });
  });
});

describe('row 77: commands that do not end, or not alone', () => {
  const deaf = 'process.on("SIGTERM", () => {}); console.log("up"); setInterval(() => {}, 1000)';

  it('is timed out although it ignores SIGTERM', async () => {
    const agent = start(deaf, { timeoutMs: 300 });
    expect(await agent.ended).toMatchObject({ kind: 'timed-out' });
  });

  it('is stopped, asked or at once', async () => {
    for (const how of ['ask', 'at-once'] as const) {
      const agent = start(deaf);
      await printed(agent.log);
      agent.stop(how);
      expect(await agent.ended).toMatchObject({ kind: 'stopped' });
    }
  });

  it('takes its children along, and the end does not wait for a child that holds the output open', async () => {
    const agent = start(
      `const { spawn } = require('child_process');
       const child = spawn(process.execPath, ['-e', ${JSON.stringify(deaf)}], { stdio: 'inherit' });
       child.unref(); setTimeout(() => process.exit(0), 200)`,
      { env: { AGENTIC_CLAIM: 'c-child' } },
    );
    expect(await agent.ended).toMatchObject({ kind: 'exited', code: 0 });
    expect(markedProcesses('AGENTIC_CLAIM=c-child')).toEqual([]);
  });

  it.runIf(process.platform === 'linux')('finds a daemon that left the group', async () => {
    const agent = start(
      `const { spawn } = require('child_process');
       const daemon = spawn(process.execPath, ['-e', ${JSON.stringify(deaf)}], { detached: true, stdio: ['ignore', 'pipe', 'ignore'] });
       daemon.stdout.once('data', () => { console.log(daemon.pid); process.exit(0) })`,
      { env: { AGENTIC_CLAIM: 'c-daemon' } },
    );
    expect(await agent.ended).toMatchObject({ kind: 'exited', code: 0 });
    const pid = Number(readFileSync(agent.log, 'utf8'));
    const state = (): string => {
      try {
        return readFileSync(`/proc/${pid}/stat`, 'latin1').replace(/^.*\) (.).*$/s, '$1');
      } catch {
        return 'gone';
      }
    };
    while (!['gone', 'Z', 'X'].includes(state())) await new Promise((resolve) => setTimeout(resolve, 5));
  });

  it('may print without end and without lines: the log keeps the first and the last part', async () => {
    const agent = start(
      `const block = Buffer.alloc(1 << 20, 'x');
       process.stdout.write('first'); let left = 200;
       const more = () => left-- > 0 ? process.stdout.write(block, more) : process.stdout.write('last');
       more()`,
    );
    expect(await agent.ended).toMatchObject({ kind: 'exited', code: 0, printedBytes: 200 * 2 ** 20 + 9 });
    const log = readFileSync(agent.log, 'utf8');
    expect(log.length).toBeLessThan(101_000);
    expect(log).toMatch(/^firstx+\n… \d+ bytes left out …\nx+last$/);
  });

  it('row 81: goes on when its log cannot be written', async () => {
    const folder = makeFolder();
    writeFileSync(join(folder, 'logs'), 'a file where the folder should be');
    const agent = start('console.log("hello")', { logFile: join(folder, 'logs', 'agent.log') });
    expect(await agent.ended).toMatchObject({ kind: 'exited', code: 0 });
  });
});
