import { basename, dirname, join, relative } from 'node:path';
import { problemOf } from '../../core/model/problem.ts';
import { standsFirst } from '../../core/setup/marked-block.ts';
import { findHooksFolder } from '../../git/clone/find-push-hook.ts';
import { readIfThere } from '../../process/disk/durable-file.ts';
import { isThere } from '../../process/disk/is-there.ts';
import { locateOnPath } from '../../process/programs/find-executables.ts';
import { tryProgram } from '../../process/start/try-program.ts';
import type { SetupProof } from '../../report/doctor/setup-proof.ts';
import { HOOK_SHIM_SAYS, HOOK_SHIM_WITHOUT } from '../../report/hook/hook-shim.ts';
import { SET_UP_HOOKS, SHIM } from '../../report/setup/files/git-hooks.ts';
import { HOOK_LISTS, type HookList } from '../../report/setup/files/hook-lists.ts';
import type { CommandContext } from '../command.ts';
import type { OpenedTable } from './opened.ts';

type Part = Partial<SetupProof>;
type Ground = Pick<CommandContext, 'env'> & Pick<OpenedTable, 'root' | 'clone'>;

const MOST_BYTES = 1_000_000;
const SECONDS = 10;
/** By it our script ends each hook behind its own line. */
export const DOCTOR = { AGENTIC_PLAN_DOCTOR: '1' };

/**
 * Every git hook that calls us, started as git starts it, or by the tool that has it in its list. What others do there is not
 * started: our script ends the hook, and a hook in which something of theirs comes first is left alone.
 */
export async function proveGitHooks(ground: Ground): Promise<readonly Part[]> {
  const { root } = ground;
  for (const list of HOOK_LISTS) {
    const text = await textAt(join(root, list.own[0]?.path ?? ''));
    if (text?.includes('AGENTIC_PLAN_DOCTOR')) return proveList(ground, list);
  }
  return Promise.all(SET_UP_HOOKS.map((name) => proveHook(ground, name)));
}

async function proveHook(ground: Ground, name: string): Promise<Part> {
  const folder = findHooksFolder(ground.clone);
  // husky's starters call what lies beside their folder
  const home = basename(folder) === '_' ? dirname(folder) : folder;
  const text = await textAt(join(home, name));
  const shim = await textAt(join(home, SHIM));
  if (text === undefined || !standsFirst('#', text)) return {};
  const hook = shown(ground, join(home, name));
  if (shim === undefined) return silent(hook, `${SHIM} is not beside it`);
  if (!shim.includes('AGENTIC_PLAN_DOCTOR')) return silent(hook, `${SHIM} is of an older version`);
  return fire(ground, hook, ['git', 'hook', 'run', name]);
}

/** What git calls has to be the tool, which starts our entry alone. */
async function proveList(ground: Ground, list: HookList): Promise<readonly Part[]> {
  const folder = findHooksFolder(ground.clone);
  const called = await Promise.all(
    SET_UP_HOOKS.map(async (name) => (await textAt(join(folder, name)))?.includes(list.tool) === true),
  );
  const missing = SET_UP_HOOKS.filter((_, at) => !called[at]);
  const { tool, install } = list;
  if (missing.length > 0)
    return [{ findings: [problemOf('hooks-not-installed', { hook: missing.join(', '), tool, install })] }];
  const own = join(ground.root, 'node_modules/.bin', tool);
  const program = (await isThere(own)) ? own : await locateOnPath(tool, ground.env);
  if (program === undefined) return [silent(tool, 'it is not on PATH')];
  const found: Part[] = [];
  // one after the other: two at once would wait for each other's files
  for (const name of SET_UP_HOOKS)
    found.push(await fire(ground, `${tool} ${name}`, [program, ...list.fire(name)]));
  return found;
}

async function fire(
  { env, root }: Ground,
  hook: string,
  argv: readonly [string, ...string[]],
): Promise<Part> {
  const tried = await tryProgram(argv, { cwd: root, env: { ...env, ...DOCTOR }, seconds: SECONDS });
  if (tried.all.includes(HOOK_SHIM_SAYS)) return { answered: [hook] };
  // one that finds no program is told of as that
  return tried.all.includes(HOOK_SHIM_WITHOUT) ? {} : silent(hook, tried.said);
}

const silent = (hook: string, detail: string): Part => ({
  findings: [problemOf('hook-silent', { hook, part: 'hooks', detail })],
});

const textAt = async (path: string): Promise<string | undefined> =>
  (await readIfThere(path, MOST_BYTES).catch(() => undefined))?.toString('utf8');

/** As people know the place of a hook. */
function shown({ root, clone }: Ground, path: string): string {
  const inGit = relative(clone.commonDir, path);
  return inGit.startsWith('..') ? relative(root, path) : `.git/${inGit}`;
}
