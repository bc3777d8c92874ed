import { type AgentSetup, HOOK_TIMEOUT_S, jsonFile, type OwnProgram, serverArgv } from './agent-setup.ts';

/** opencode has plugins instead of hooks: ours hands each call on to the same command. */
export const opencode: AgentSetup = {
  name: 'opencode',
  program: 'opencode',
  does: 'sessions of opencode: a plugin and tools',
  source: 'https://opencode.ai/docs/plugins/',
  otherNames: { 'opencode.json': ['opencode.jsonc', '.opencode/opencode.json', '.opencode/opencode.jsonc'] },
  files: (own) => [
    {
      path: '.opencode/plugins/agentic-plan.js',
      in: 'checkout',
      kind: 'whole',
      comments: '//',
      body: pluginText(own),
    },
    jsonFile('opencode.json', [
      {
        at: ['mcp', 'agentic-plan'],
        value: { type: 'local', command: serverArgv(own), enabled: true },
        mark: '"mcp"',
      },
    ]),
  ],
  trust: 'opencode asks nothing: its plugins run at once',
};

const pluginText = ({
  words: [program, ...words],
  bin,
}: OwnProgram): string => `// Before an edit this asks agentic-plan, which claims the file on the way or says who has it. Where it does not answer, the edit goes on.
import { spawn } from 'node:child_process';
import { join } from 'node:path';

export const AgenticPlan = async ({ directory, worktree }) => {
  const program = ${bin === undefined ? quoted(program) : `join(worktree ?? directory, ${quoted(bin)})`};
  const parents = new Map(); // a session that another one has started works for that one
  // "agentic-plan doctor" wants to hear of what else would be silence
  const silent = (reason) => (process.env.AGENTIC_PLAN_DOCTOR ? { decision: 'deny', reason } : {});
  const sessionOf = (id) => (parents.has(id) ? sessionOf(parents.get(id)) : id);
  const ask = (event, session, more) =>
    new Promise((resolve) => {
      const child = spawn(program, [${[...(bin === undefined ? words : []), 'hook', 'agent', 'opencode'].map(quoted).join(', ')}], {
        cwd: directory,
        stdio: ['pipe', 'pipe', 'ignore'],
        timeout: ${HOOK_TIMEOUT_S * 1000},
      });
      let said = '';
      child.stdout.on('data', (chunk) => { said += chunk; });
      child.on('error', (error) => resolve(silent(error.message)));
      child.stdin.on('error', () => {});
      child.on('close', (code) => {
        if (code !== 0) return resolve(silent(\`exit code \${code}\`));
        try { resolve(said === '' ? {} : JSON.parse(said)); } catch { resolve(silent('no JSON')); }
      });
      const call = { dialect: 'plugin', agent: 'opencode', hook_event_name: event, session_id: sessionOf(session), cwd: directory };
      child.stdin.end(JSON.stringify({ ...call, ...more }));
    });
  return {
    'tool.execute.before': async ({ tool, sessionID, callID }, { args }) => {
      const { decision, reason } = await ask('PreToolUse', sessionID, { tool_name: tool, tool_use_id: callID, tool_input: args });
      if (decision === 'deny') throw new Error(reason);
    },
    'tool.execute.after': async ({ tool, sessionID, callID, args }, output) => {
      const { context } = await ask('PostToolUse', sessionID, { tool_name: tool, tool_use_id: callID, tool_input: args ?? {} });
      if (context) output.output = \`\${output.output}\\n\\n\${context}\`;
    },
    event: async ({ event }) => {
      const info = event.properties?.info;
      if (event.type === 'session.created' && info?.parentID) parents.set(info.id, info.parentID);
      else if (event.type === 'session.created' && info?.id) await ask('SessionStart', info.id, {});
      else if (event.type === 'session.deleted' && info?.id) await ask('SessionEnd', info.id, {});
    },
  };
};
`;

/** As JavaScript. */
const quoted = (text: string): string => `'${text.replaceAll(/['\\]/g, '\\$&')}'`;
