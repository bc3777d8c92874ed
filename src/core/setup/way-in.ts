import { parse as parseToml } from 'smol-toml';
import { parseDocument } from 'yaml';
import { isSameValue } from './same-value.ts';
import type { KeptWhy, WayIn } from './wanted-file.ts';

interface Added {
  readonly before: string;
  readonly body: string;
  readonly after: string;
}

/** Why a block would not be read as it has to be, or would change how the rest is read. */
export function whyNoWayIn({ reader, list }: WayIn, added: Added): KeptWhy | undefined {
  switch (reader) {
    case 'shell':
      return isShell(added.before) ? undefined : 'not-shell';
    case 'yaml':
      return addsOnly(yamlIn, list, added) ? undefined : 'no-room';
    case 'template':
      return isOpenEnded(added.before) ? undefined : 'no-room';
    case 'toml':
      return addsOnly(tomlIn, undefined, added) ? undefined : 'no-room';
  }
}

/** Without `#!` git gives it to a shell. */
const isShell = (text: string): boolean =>
  !text.startsWith('#!') || /^#![^\n]*\b(?:ba|da|k|z)?sh\b/.test(text);

/** Whether a new line behind it stays one: a template may eat what stands behind its last sign. */
const isOpenEnded = (text: string): boolean => !/-[%}#]\}\s*$/.test(text) && yamlKeepsEnd(text);

/** A text that keeps the ends of its lines would get one more. */
function yamlKeepsEnd(text: string): boolean {
  const [was, now] = [yamlIn(text), yamlIn(`${text}\n# x\n`)];
  return was === TORN || isSameValue(was, now);
}

type Reader = (text: string) => unknown;

/** Whether the file says what it said, and besides what the block says: its keys, or its items at the end of the list. */
function addsOnly(read: Reader, list: string | undefined, { before, body, after }: Added): boolean {
  const [was, ours, now] = [read(before) ?? {}, read(body), read(after)];
  if (!isTable(was) || now === undefined) return false;
  if (Array.isArray(ours)) {
    const items = list === undefined ? undefined : was[list];
    if (list === undefined || !Array.isArray(items) || items.length === 0) return false;
    return isSameValue(now, { ...was, [list]: [...items, ...ours] });
  }
  const merged = isTable(ours) ? merge(was, ours) : undefined;
  return merged !== undefined && isSameValue(now, merged);
}

/** Both; `undefined`: a key that the one has the other has, too, and not as a table. */
function merge(was: Table, ours: Table): Table | undefined {
  const both: Record<string, unknown> = { ...was };
  for (const [key, value] of Object.entries(ours)) {
    const there = was[key];
    const merged = !Object.hasOwn(was, key)
      ? value
      : isTable(there) && isTable(value)
        ? merge(there, value)
        : undefined;
    if (merged === undefined) return undefined;
    both[key] = merged;
  }
  return both;
}

/** `undefined`: it is not one document that every reader takes alike; null: it says nothing. */
function yamlIn(text: string): unknown {
  try {
    const document = parseDocument(text);
    return document.errors.length === 0 && document.warnings.length === 0 ? document.toJS() : TORN;
  } catch {
    return TORN; // more aliases than any file of settings has
  }
}

function tomlIn(text: string): unknown {
  try {
    return parseToml(text);
  } catch {
    return TORN;
  }
}

/** What is no table, so that nothing is added to it. */
const TORN = 'torn';

type Table = Readonly<Record<string, unknown>>;

const isTable = (value: unknown): value is Table =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
