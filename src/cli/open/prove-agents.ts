import { join } from 'node:path';
import { hooksIn } from '../../core/agents/hooks/installed-hooks.ts';
import { PRESETS, type PresetName } from '../../core/agents/presets.ts';
import { problemOf } from '../../core/model/problem.ts';
import { isUnchanged } from '../../core/setup/whole-file.ts';
import { readIfThere } from '../../process/disk/durable-file.ts';
import { locateOnPath } from '../../process/programs/find-executables.ts';
import { tryProgram } from '../../process/start/try-program.ts';
import type { SetupProof } from '../../report/doctor/setup-proof.ts';
import type { CommandContext } from '../command.ts';
import type { OpenedTable } from './opened.ts';
import { DOCTOR } from './prove-git-hooks.ts';

type Part = Partial<SetupProof>;

const MOST_BYTES = 1_000_000;
const HOOK_S = 10;
const START_S = 10;

const AGENT_FILES = [
  ['claude', '.claude/settings.json'],
  ['codex', '.codex/hooks.json'],
  ['gemini', '.gemini/settings.json'],
  ['copilot', '.github/hooks/agentic-plan.json'],
] as const;

const PLUGIN = '.opencode/plugins/agentic-plan.js';

/** How programs say whether they are logged in, at no cost; and the command that logs in. Those that are not here do not say. */
const LOGINS: Partial<Record<PresetName, { readonly ask: readonly string[]; readonly login: string }>> = {
  'claude-code': { ask: ['auth', 'status'], login: 'claude auth login' },
  codex: { ask: ['login', 'status'], login: 'codex login' },
};

/** Every hook of an agent, by its own command, with a call that no hook acts at. */
export const proveAgentHooks = async (
  context: CommandContext,
  table: OpenedTable,
): Promise<readonly Part[]> =>
  (
    await Promise.all([
      ...AGENT_FILES.map(([part, file]) => proveFile(context, table, { part, file })),
      provePlugin(context, table).then((found) => [found]),
    ])
  ).flat();

async function proveFile(
  { env }: CommandContext,
  { root }: OpenedTable,
  { part, file }: { readonly part: string; readonly file: string },
): Promise<readonly Part[]> {
  const text = await textAt(join(root, file));
  const hooks = text === undefined ? [] : hooksIn(text);
  const input = JSON.stringify({ hook_event_name: 'Doctor', session_id: 'doctor', cwd: root });
  const tried = await Promise.all(
    hooks.map(async ([program, ...words]): Promise<Part> => {
      const path = program.includes('/') ? join(root, program) : await locateOnPath(program, env);
      if (path === undefined) return silent(file, part, `${program} is not on PATH`);
      const answer = await tryProgram([path, ...words], { cwd: root, env, input, seconds: HOOK_S });
      return answer.ok ? {} : silent(file, part, answer.said);
    }),
  );
  const [first] = tried.filter(({ findings }) => findings !== undefined);
  return hooks.length === 0 ? [] : [first ?? { answered: [file] }];
}

/** In a process of its own, as opencode loads it; only one that is as set-up has written it is ever started. */
async function provePlugin({ env }: CommandContext, { root }: OpenedTable): Promise<Part> {
  const text = await textAt(join(root, PLUGIN));
  if (text === undefined || !isUnchanged('//', text)) return {};
  const source = `data:text/javascript,${encodeURIComponent(text)}`;
  const call = `const { AgenticPlan } = await import(${JSON.stringify(source)});
const hooks = await AgenticPlan({ directory: ${JSON.stringify(root)}, worktree: ${JSON.stringify(root)} });
await hooks['tool.execute.before']({ tool: 'doctor', sessionID: 'doctor' }, { args: {} });`;
  const answer = await tryProgram([process.execPath, '--input-type=module', '-e', call], {
    ...{ cwd: root, env: { ...env, ...DOCTOR }, seconds: HOOK_S },
  });
  const [, reason] = /^Error: (.*)$/m.exec(answer.all) ?? [];
  return answer.ok ? { answered: [PLUGIN] } : silent(PLUGIN, 'opencode', reason ?? answer.said);
}

const silent = (hook: string, part: string, detail: string): Part => ({
  findings: [problemOf('hook-silent', { hook, part, detail })],
});

/** Whether an agent starts, and is logged in as far as its program says so. */
export async function proveAgent(
  { env }: CommandContext,
  { root }: OpenedTable,
  preset: PresetName,
): Promise<Part> {
  const [program] = PRESETS[preset].argv;
  const path = await locateOnPath(program, env);
  const failed = (detail: string): Part => ({
    findings: [problemOf('agent-not-starting', { program, detail })],
  });
  if (path === undefined) return failed('it is not on PATH');
  const version = await tryProgram([path, '--version'], { cwd: root, env, seconds: START_S });
  if (!version.ok) return failed(version.said);
  const started = [`${program} ${version.said.split('\n')[0] ?? ''}`.slice(0, 80)];
  const login = LOGINS[preset];
  if (login === undefined) return { started, unasked: [program] };
  const status = await tryProgram([path, ...login.ask], { cwd: root, env, seconds: START_S });
  return status.ok
    ? { started, loggedIn: [program] }
    : { started, findings: [problemOf('agent-logged-out', { program, login: login.login })] };
}

const textAt = async (path: string): Promise<string | undefined> =>
  (await readIfThere(path, MOST_BYTES).catch(() => undefined))?.toString('utf8');
