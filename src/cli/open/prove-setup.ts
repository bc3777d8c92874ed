import { join } from 'node:path';
import { hooksIn } from '../../core/agents/hooks/installed-hooks.ts';
import { PRESETS, type PresetName, presetNamed } from '../../core/agents/presets.ts';
import { type Problem, problemOf } from '../../core/model/problem.ts';
import { findHooksFolder } from '../../git/clone/find-push-hook.ts';
import { newestRemoteTime } from '../../git/clone/newest-remote-time.ts';
import { readIfThere } from '../../process/disk/durable-file.ts';
import { locateOnPath } from '../../process/programs/find-executables.ts';
import { tryProgram } from '../../process/start/try-program.ts';
import type { SetupProof } from '../../report/doctor/setup-proof.ts';
import type { CommandContext } from '../command.ts';
import type { OpenedTable } from './opened.ts';

const MOST_BYTES = 1_000_000;
const HOOK_S = 10;
const START_S = 10;
// A little is nothing: clocks of servers differ, and commits are dated where they are made.
const SKEW_S = 60;

const AGENT_FILES = [
  ['claude', '.claude/settings.json'],
  ['codex', '.codex/hooks.json'],
  ['gemini', '.gemini/settings.json'],
  ['copilot', '.github/hooks/agentic-plan.json'],
] as const;

/** How programs say whether they are logged in, at no cost; and the command that logs in. */
const LOGINS: Partial<Record<PresetName, { readonly ask: readonly string[]; readonly login: string }>> = {
  'claude-code': { ask: ['auth', 'status'], login: 'claude auth login' },
  codex: { ask: ['login', 'status'], login: 'codex login' },
};

/** Tries what is set up: calls each hook of ours, starts each agent that is configured, compares clocks. */
export async function proveSetup(context: CommandContext, table: OpenedTable): Promise<SetupProof> {
  const presets = new Set(table.settings.agents.flatMap(({ preset }) => presetNamed(preset) ?? []));
  const found: readonly Part[] = await Promise.all([
    ...AGENT_FILES.map(([part, file]) => proveAgentHooks(context, table, { part, file })),
    proveGitHooks(context, table),
    ...[...presets].map((preset) => proveAgent(context, table, preset)),
    proveClock(context, table),
  ]);
  return {
    answered: found.flatMap(({ answered = [] }) => answered),
    started: found.flatMap(({ started = [] }) => started),
    findings: found.flatMap(({ findings = [] }) => findings),
  };
}

type Part = Partial<SetupProof>;

/** With a call that no hook acts at. */
async function proveAgentHooks(
  { env }: CommandContext,
  { root }: OpenedTable,
  { part, file }: { readonly part: string; readonly file: string },
): Promise<Part> {
  const text = (await readIfThere(join(root, file), MOST_BYTES).catch(() => undefined))?.toString('utf8');
  const hook = text === undefined ? undefined : hooksIn(text)[0];
  if (hook === undefined) return {};
  const [program, ...words] = hook;
  const path = program.includes('/') ? join(root, program) : await locateOnPath(program, env);
  if (path === undefined) return silent(file, part, 'agentic-plan is not on PATH');
  const input = JSON.stringify({ hook_event_name: 'Doctor', session_id: 'doctor', cwd: root });
  const tried = await tryProgram([path, ...words], { cwd: root, env, input, seconds: HOOK_S });
  return tried.ok ? { answered: [file] } : silent(file, part, tried.said);
}

const silent = (hook: string, part: string, detail: string): Part => ({
  findings: [problemOf('hook-silent', { hook, part, detail })],
});

/** Not the hooks themselves, in which others run their tests: the script by which ours are found, with a harmless word. */
async function proveGitHooks({ env }: CommandContext, { root, clone }: OpenedTable): Promise<Part> {
  const folders = [findHooksFolder(clone), join(root, '.husky')];
  for (const folder of folders) {
    const shim = join(folder, 'agentic-plan-hook.sh');
    if ((await readIfThere(shim, MOST_BYTES).catch(() => undefined)) === undefined) continue;
    const tried = await tryProgram(['sh', shim, 'shim'], { cwd: root, env, seconds: HOOK_S });
    if (!tried.ok) return silent(shim, 'hooks', tried.said);
    // one that finds no program says so itself, and is told of as that
    return tried.said.startsWith('#!') ? { answered: [shim] } : {};
  }
  return {};
}

async function proveAgent({ env }: CommandContext, { root }: OpenedTable, preset: PresetName): Promise<Part> {
  const [program] = PRESETS[preset].argv;
  const path = await locateOnPath(program, env);
  const failed = (detail: string): Part => ({
    findings: [problemOf('agent-not-starting', { program, detail })],
  });
  if (path === undefined) return failed('it is not on PATH');
  const version = await tryProgram([path, '--version'], { cwd: root, env, seconds: START_S });
  if (!version.ok) return failed(version.said);
  const login = LOGINS[preset];
  const status = login && (await tryProgram([path, ...login.ask], { cwd: root, env, seconds: START_S }));
  const findings: readonly Problem[] =
    login === undefined || status?.ok !== false
      ? []
      : [problemOf('agent-logged-out', { program, login: login.login })];
  return { started: [`${program} ${version.said.split('\n')[0] ?? ''}`.slice(0, 80)], findings };
}

/** Commits of the remote that are from later than now. */
async function proveClock({ now }: CommandContext, { clone, root }: OpenedTable): Promise<Part> {
  const newest = await newestRemoteTime(clone.topLevel ?? root);
  const seconds = newest === undefined ? 0 : Math.round(newest - now.getTime() / 1000);
  return seconds > SKEW_S ? { findings: [problemOf('clock-behind', { seconds })] } : {};
}
