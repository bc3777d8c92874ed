// A commit and every edit of an agent wait for a hook: against `node -e 0`, with nothing to say and with something.
import { appendFileSync } from 'node:fs';
import path from 'node:path';
import { CLI, git, interleave, interleaveCpu, NODE, node, row, withFolder } from './measure.mjs';
import { makeTeamRepository } from './repositories.mjs';

/** `hook pre-commit` on one staged file: nobody holds anything, and somebody holds that very file. */
export function hookPreCommit() {
  return withFolder(async (folder) => {
    const { repo } = makeTeamRepository(folder);
    const file = git(repo, ['ls-files', 'src']).toString().split('\n')[0];
    appendFileSync(path.join(repo, file), 'mine\n');
    git(repo, ['add', '--', file]);
    const rows = [];
    for (const [what, prepare] of [
      ['nobody holds anything', () => {}],
      ['somebody holds the file', () => holdByAnother(repo, file)],
    ]) {
      prepare();
      node([CLI, 'status'], { cwd: repo });
      const hook = { work: () => node([CLI, 'hook', 'pre-commit'], { cwd: repo }) };
      const ms = await interleave({ node: NODE, hook }, 21);
      rows.push(row(`hook pre-commit, ${what}`, ms.hook, { name: 'node -e 0', ms: ms.node, atMost: 2 }));
    }
    return rows;
  });
}

/** `hook agent` before an edit of what the session holds already, in a clone and in a linked worktree; and `mcp` up to its list of tools. */
export function hookAgent() {
  return withFolder(async (folder) => {
    const { repo } = makeTeamRepository(folder);
    const linked = path.join(folder, 'linked');
    git(repo, ['worktree', 'add', '-q', '-b', 'linked', linked]);
    const [file, other] = git(repo, ['ls-files', 'src']).toString().split('\n');
    const arms = {
      node: NODE,
      hook: edit(repo, file),
      linked: edit(linked, other),
      tools: { work: () => node([CLI, 'mcp'], { cwd: repo, input: LIST_TOOLS }) },
    };
    await interleave(arms, 1);
    const [ms, cpu] = [await interleave(arms, 21), await interleaveCpu(arms, 40)];
    const rows = [
      ['hook', 'hook agent, edit of a claimed file', 1.5],
      ['linked', 'the same in a linked worktree', 1.5],
      ['tools', 'mcp, tools/list', 3],
    ];
    return rows.flatMap(([arm, what, atMost]) => [
      row(what, ms[arm], { name: 'node -e 0', ms: ms.node, atMost }),
      row(`${what}, CPU`, cpu[arm], { name: 'node -e 0', ms: cpu.node, atMost }),
    ]);
  });
}

function edit(cwd, file) {
  const call = { session_id: 'bench', transcript_path: '/t', cwd, hook_event_name: 'PreToolUse' };
  const input = JSON.stringify({
    ...call,
    tool_name: 'Edit',
    tool_input: { file_path: path.join(cwd, file) },
  });
  return { work: () => node([CLI, 'hook', 'agent', 'claude'], { cwd, input }) };
}

const CLIENT = {
  protocolVersion: '2025-06-18',
  capabilities: {},
  clientInfo: { name: 'bench', version: '1' },
};
const LIST_TOOLS = [
  { id: 1, method: 'initialize', params: CLIENT },
  { method: 'notifications/initialized' },
  { id: 2, method: 'tools/list' },
]
  .map((message) => `${JSON.stringify({ jsonrpc: '2.0', ...message })}\n`)
  .join('');

function holdByAnother(repo, file) {
  node([CLI, 'claim', file, '--task', 'theirs'], { cwd: repo, env: { AGENTIC_HOLDER: 'ana' } });
}
