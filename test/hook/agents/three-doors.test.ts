import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { CLI } from '../../support/cli.ts';
import { makeFolder, makeTeam } from '../../support/git-fixture.ts';

// An agent's process: it starts its hook, its tool server and its shell, and none of the latter two knows the session.
const AGENT = `
const { spawnSync } = require('node:child_process');
const [cli, call, file] = process.argv.slice(2);
const run = (command, input = '') => spawnSync('sh', ['-c', command], { encoding: 'utf8', input });
const edit = run(JSON.stringify(process.execPath) + ' ' + JSON.stringify(cli) + ' hook agent', call);
const lines = [
  { id: 1, method: 'initialize', params: { protocolVersion: '2025-06-18', capabilities: {}, clientInfo: { name: 'a', version: '1' } } },
  { method: 'notifications/initialized' },
  { id: 2, method: 'tools/call', params: { name: 'status', arguments: { paths: [file] } } },
].map((message) => JSON.stringify({ jsonrpc: '2.0', ...message })).join('\\n') + '\\n';
const server = spawnSync(process.execPath, [cli, 'mcp'], { encoding: 'utf8', input: lines });
const released = run(JSON.stringify(process.execPath) + ' ' + JSON.stringify(cli) + ' release ' + file);
process.stdout.write(JSON.stringify({ edit: edit.stdout, server: server.stdout, released: released.stdout + released.stderr }));
`;

const CALLS: Readonly<Record<string, (session: string, cwd: string, file: string) => object>> = {
  claude: (session, cwd, file) => ({
    session_id: session,
    transcript_path: '/t',
    cwd,
    hook_event_name: 'PreToolUse',
    tool_name: 'Edit',
    tool_input: { file_path: join(cwd, file) },
  }),
  codex: (session, cwd, file) => ({
    session_id: session,
    transcript_path: '/home/dev/.codex/sessions/1.jsonl',
    cwd,
    hook_event_name: 'PreToolUse',
    tool_name: 'apply_patch',
    tool_input: { command: `*** Begin Patch\n*** Update File: ${file}\n*** End Patch` },
  }),
  gemini: (session, cwd, file) => ({
    session_id: session,
    transcript_path: '/t',
    cwd,
    hook_event_name: 'BeforeTool',
    timestamp: '2026-01-01T12:00:00Z',
    tool_name: 'replace',
    tool_input: { file_path: file },
  }),
  copilot: (session, cwd, file) => ({
    sessionId: session,
    timestamp: 1,
    cwd,
    toolName: 'edit',
    toolArgs: { path: join(cwd, file) },
  }),
  opencode: (session, cwd, file) => ({
    dialect: 'plugin',
    agent: 'opencode',
    session_id: session,
    cwd,
    hook_event_name: 'PreToolUse',
    tool_name: 'edit',
    tool_input: { filePath: join(cwd, file) },
  }),
};

test.each(Object.keys(CALLS))(
  '%s claims by hook, sees that by its tool, and releases by shell: one holder',
  (agent) => {
    const { repo } = makeTeam({ 'a.txt': 'one\n' });
    const script = join(makeFolder(), 'agent.cjs');
    writeFileSync(script, AGENT);
    const call = JSON.stringify(CALLS[agent]?.('0f1e', repo.dir, 'a.txt'));
    const { stdout } = spawnSync(process.execPath, [script, CLI, call, 'a.txt'], {
      cwd: repo.dir,
      encoding: 'utf8',
    });
    const { edit, server, released } = JSON.parse(stdout);
    expect(edit).toBe('');
    const answer = JSON.parse(server.trim().split('\n').at(-1));
    expect(JSON.parse(answer.result.content[0].text)).toMatchObject({
      claims: [{ agent, paths: ['a.txt'], mine: true }],
    });
    expect(released).toContain('released: a.txt');
  },
);
