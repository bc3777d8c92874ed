import { access, constants, readFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import { basename, dirname, isAbsolute, join } from 'node:path';
import { configValue } from '../git-config.ts';
import type { CloneFacts } from './clone-facts.ts';

/** The user's pre-push hook. Read only: hooks are the user's. */
export interface PushHook {
  readonly path: string;
  /** Git passes over one that is not. */
  readonly executable: boolean;
  readonly asksUs: boolean;
  /** It looks for us by name, so that we have to be where it looks. */
  readonly byName: boolean;
}

export async function findPushHook(
  clone: Pick<CloneFacts, 'config' | 'commonDir' | 'topLevel'>,
): Promise<PushHook | undefined> {
  const asked = join(findHooksFolder(clone), 'pre-push');
  const first = await read(asked);
  if (first === undefined) return undefined;
  // husky puts starters into a folder of its own, which run what lies beside that folder
  const beside = join(dirname(dirname(asked)), 'pre-push');
  const started = basename(dirname(asked)) === '_' ? await read(beside) : undefined;
  const [path, text] = started === undefined ? [asked, first] : [beside, started];
  const executable = await access(asked, constants.X_OK).then(
    () => true,
    () => false,
  );
  return { path, executable, ...judgeHook(text) };
}

/** What the text of a hook says of us; what stands in a comment is not called. */
export function judgeHook(text: string): Pick<PushHook, 'asksUs' | 'byName'> {
  const called = text.replaceAll(/^\s*#.*$/gm, '');
  const asksUs = /\bhook(?:\.sh["']?)? +pre-push\b/.test(called) && /agentic-plan|\bcli\.js\b/.test(called);
  const byName = /(?<![\w/.-])agentic-plan(?![\w/.-])|agentic-plan-hook\.sh/.test(called);
  return { asksUs, byName: asksUs && byName };
}

/** Where git looks for the hooks of a clone. */
export function findHooksFolder({ config, commonDir, topLevel }: Parameters<typeof findPushHook>[0]): string {
  const configured = configValue(config, 'core.hookspath');
  if (!configured) return join(commonDir, 'hooks');
  if (configured.startsWith('~/')) return join(homedir(), configured.slice(2));
  return isAbsolute(configured) ? configured : join(topLevel ?? commonDir, configured);
}

const read = (path: string): Promise<string | undefined> => readFile(path, 'utf8').catch(() => undefined);
