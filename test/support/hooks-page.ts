import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

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
