import { createHash } from 'node:crypto';
import { type TaskId, taskId } from './ids.ts';

const LONGEST = 64;
/** What is tried one after the other, until an id is nobody else's. */
const DIGITS = [4, 8, 16, 32];

/**
 * Ids of the tasks that a step makes of items (files, folders, packages, entries of a list), in their order:
 * `review-src-auth-login-ts`. Of two items that fold to one id the second gets four hex digits of its true name, and so
 * does what is too long. `taken`: ids that are somebody else's already. No `step`: the item alone.
 */
export function nameItems(
  step: string,
  items: readonly string[],
  taken: ReadonlySet<TaskId> = new Set(),
): readonly TaskId[] {
  const used = new Set<TaskId>(taken);
  return items.map((item) => {
    const id = nameItem(step, item, used);
    used.add(id);
    return id;
  });
}

function nameItem(step: string, item: string, used: ReadonlySet<TaskId>): TaskId {
  const folded = fold(item);
  const plain = [step, folded].filter((part) => part !== '').join('-');
  if (folded !== '' && plain.length <= LONGEST && !used.has(taskId(plain))) return taskId(plain);
  const hash = createHash('sha256')
    .update(JSON.stringify([step, item])) // escapes lone surrogates: names of other bytes are other names
    .digest('hex');
  const named = DIGITS.map((count) => {
    const cut = plain.slice(0, LONGEST - 1 - count).replace(/[-_]+$/, '');
    return taskId(`${cut || 'x'}-${hash.slice(0, count)}`);
  });
  return named.find((id) => !used.has(id)) ?? taskId(`x-${hash.slice(0, LONGEST - 2)}`);
}

/** What of a name may stand in an id: `Src/Auth.ts` → `src-auth-ts`. */
const fold = (item: string): string =>
  item
    .normalize('NFKD')
    .replaceAll(/\p{M}+/gu, '')
    .toLowerCase()
    .replaceAll(/[^a-z0-9_]+/g, '-')
    .replaceAll(/^[-_]+|[-_]+$/g, '');
