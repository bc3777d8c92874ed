import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { callProgram } from '../support/call-program.ts';
import { runCli } from '../support/cli.ts';
import { makeFolder, makeTeam } from '../support/git-fixture.ts';
import { makeStandIns } from '../support/stand-ins.ts';

const AGENTS = {
  claude: 'claude-code',
  codex: 'codex',
  copilot: 'copilot',
  'cursor-agent': 'cursor',
  gemini: 'gemini',
  opencode: 'opencode',
  qwen: 'qwen',
} as const;
const NAMES = Object.keys(AGENTS);
const CALL_US = `command -v agentic-plan && agentic-plan --version`;
// a PATH of the agent's own does not hide the program either
const configuration = (bin: string): string => `agents:
${Object.entries(AGENTS)
  .map(([name, preset]) => `  ${name}: { preset: ${preset}, env: { PATH: "${bin}:/usr/bin:/bin" } }\n`)
  .join('')}setup: [sh, -c, "${CALL_US}"]
verify: [sh, -c, "${CALL_US}"]
limits: { agents: 7 }
retries: 0
`;
const taskOf = (name: string) =>
  `  - { id: by-${name}, kind: fix, title: T, writes: ["src/${name}.txt"], agent: ${name} }\n`;
const TASKS = `version: 1\ntasks:\n${NAMES.map(taskOf).join('')}`;

/** A clone with a task for each well-known agent, a path that somebody else holds, and nothing of ours on PATH. */
async function prepare() {
  const { bin, env } = makeStandIns(NAMES);
  const files = Object.fromEntries(NAMES.map((name) => [`src/${name}.txt`, '']));
  const { repo, remote } = makeTeam({
    ...files,
    'held.md': '',
    '.agentic-planrc.yaml': configuration(bin),
    'tasks.yaml': TASKS,
  });
  const held = await callProgram(remote.clone().dir, ['claim', 'held.md'], {
    env: { AGENTIC_HOLDER: 'ana' },
  });
  expect(held).toMatchObject({ code: 0, stderr: '' });
  return { repo, env };
}

function logsOf(folder: string, pattern: RegExp): readonly string[] {
  const names = readdirSync(folder, { recursive: true, encoding: 'utf8' });
  return names.filter((name) => pattern.test(name)).map((name) => readFileSync(join(folder, name), 'utf8'));
}

describe('what agents are told to call', () => {
  it('is there for every well-known agent, as it is spelled and allowed; for setup and verify too', async () => {
    const { repo, env } = await prepare();
    const run = await callProgram(repo.dir, ['run', '--tasks', 'tasks.yaml'], { env });
    expect(run.stderr + run.stdout).toContain('7 of 7 tasks done');
    expect(run.code).toBe(0);
    repo.git('fetch', '-q', 'origin', 'agentic/main');
    const logs = join(repo.dir, '.git', 'agentic.git', 'logs');
    for (const name of NAMES) {
      const [log = '{}'] = logsOf(logs, new RegExp(`by-${name}-1\\.log$`));
      const { told, asked, refused, says } = JSON.parse(log);
      expect([name, asked, refused]).toEqual([name, 0, 3]);
      const byPath = name === 'codex' || name === 'cursor-agent';
      expect(told).toMatch(byPath ? /^\/[^ ']+\/agentic-plan claim$/ : /^agentic-plan claim$/);
      // what a refusal proposes can be called as it stands, too
      expect(says).toContain(`  wait   ${told} held.md --wait`);
      expect(repo.git('show', `FETCH_HEAD:more-by-${name}.md`).trim()).toBe(name);
    }
    for (const log of logsOf(logs, /(setup|verify-[0-9a-f]+)\.log$/))
      expect(log).toMatch(/^\/\S+\/agentic-plan\n\d+\.\d+\.\d+\n$/);
  });

  it('is there for a command under a claim, and for a shell in a shell of it', async () => {
    const { repo, env } = await prepare();
    const command = ['bash', '-c', 'sh -c "agentic-plan claim src/codex.txt"; agentic-plan claim held.md'];
    const done = await runCli(repo.dir, ['claim', 'src/claude.txt', '--', ...command], { env });
    expect(done).toMatchObject({ code: 3, stdout: expect.stringMatching(/^claimed: src\/c/) });
    expect(done.stderr).toContain('not claimed: held.md is held');
  });

  it('starts nothing for an agent of a run, whose rules allow it to call us and nothing else', async () => {
    const { repo } = await prepare();
    const env = { AGENTIC_PROMPT: join(makeFolder(), 'prompt.md') };
    for (const args of [['claim', 'src', '--', 'touch', 'started'], ['run']]) {
      const said = await callProgram(repo.dir, args, { env });
      expect(said).toMatchObject({ code: 2, stderr: expect.stringContaining('starts no commands') });
    }
    expect(readdirSync(repo.dir)).not.toContain('started');
  });
});
