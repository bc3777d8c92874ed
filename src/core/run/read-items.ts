/** More tasks than this are no list that somebody meant. */
export const MOST_ITEMS = 200;
const LONGEST_ITEM = 200;

export type ItemsTrouble =
  | { readonly reason: 'not-a-list' | 'too-many' }
  /** `item`: the one that cannot be used. */
  | { readonly reason: 'bad-item' | 'twice'; readonly item: string };

export type ReadItems =
  | { readonly ok: true; readonly items: readonly string[] }
  | { readonly ok: false; readonly trouble: ItemsTrouble };

/** An output that is to be a list of items: names and numbers in JSON, as an agent left it. Data of others. */
export function readItems(text: string | undefined): ReadItems {
  const list = parseList(text ?? '');
  if (list === undefined) return refuse({ reason: 'not-a-list' });
  if (list.length > MOST_ITEMS) return refuse({ reason: 'too-many' });
  const items: string[] = [];
  for (const entry of list) {
    const item = typeof entry === 'number' ? String(entry) : entry;
    if (typeof item !== 'string' || !isName(item))
      return refuse({ reason: 'bad-item', item: JSON.stringify(entry).slice(0, LONGEST_ITEM) });
    if (items.includes(item)) return refuse({ reason: 'twice', item });
    items.push(item);
  }
  return { ok: true, items };
}

const refuse = (trouble: ItemsTrouble): ReadItems => ({ ok: false, trouble });

/** One line that says something. */
const isName = (item: string): boolean =>
  item.trim() !== '' && item.length <= LONGEST_ITEM && !/[\p{Cc}\p{Cs}\u2028\u2029]/u.test(item);

function parseList(text: string): readonly unknown[] | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return Array.isArray(value) ? value : undefined;
  } catch {
    return undefined;
  }
}
