import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { HOOK_SHIM } from '../../src/report/hook/hook-shim.ts';

const PAGE = fileURLToPath(new URL('../../docs/hooks.md', import.meta.url));

/** The text that docs/hooks.md gives to be pasted under this title. */
export function snippet(title: string): string {
  const page = readFileSync(PAGE, 'utf8');
  const found = new RegExp(
    `^\`\`\`(?:sh|yaml) ${title.replaceAll('.', '\\.')}\\n([\\s\\S]*?)^\`\`\`$`,
    'm',
  ).exec(page);
  if (found?.[1] === undefined) throw new Error(`docs/hooks.md has no lines for ${title}`);
  return found[1];
}

/** The same, refusing instead of telling. */
export const enforced = (text: string): string =>
  text.replaceAll(/\b(pre-commit|pre-push)(?= ["{])/g, '$1 --enforce');

/** The script of `agentic-plan hook shim` and a hook that calls it, in the hooks of a clone. */
export function putHook(clone: string, hook: string, text: string): void {
  const hooks = path.join(clone, '.git', 'hooks');
  mkdirSync(hooks, { recursive: true });
  writeFileSync(path.join(hooks, 'agentic-plan-hook.sh'), HOOK_SHIM);
  writeFileSync(path.join(hooks, hook), text, { mode: 0o755 });
}
