import { parseDocument } from 'yaml';
import type { KeptWhy, WayIn } from './wanted-file.ts';

interface Added {
  readonly above: string;
  readonly body: string;
  readonly after: string;
}

/** Why a block behind everything would not be read as it has to be, or would change how the rest is read. */
export function whyNoWayIn({ reader }: WayIn, added: Added): KeptWhy | undefined {
  if (reader === 'yaml') return addsOnly(added) ? undefined : 'no-room';
  if (!isShell(added.above)) return 'not-shell';
  return endsEarly(added.above) ? 'ends-early' : undefined;
}

/** Without `#!` git gives it to a shell. */
const isShell = (text: string): boolean =>
  !text.startsWith('#!') || /^#![^\n]*\b(?:ba|da|k|z)?sh\b/.test(text);

function endsEarly(text: string): boolean {
  const lines = text.split('\n').map((line) => line.trim());
  return /^(?:exit|exec)\b/.test(lines.findLast((line) => line !== '' && !line.startsWith('#')) ?? '');
}

/** Whether the document is what it was, and has besides the keys of the block, or its items at the end of the last list. */
function addsOnly({ above, body, after }: Added): boolean {
  const [before, ours, now] = [above, body, after].map(documentIn);
  if (!isTable(before) || now === undefined) return false;
  if (Array.isArray(ours)) {
    const [key, list] = Object.entries(before).at(-1) ?? [];
    if (key === undefined || !Array.isArray(list) || list.length === 0) return false;
    return isSame(now, { ...before, [key]: [...list, ...ours] });
  }
  if (!isTable(ours) || Object.keys(ours).some((key) => Object.hasOwn(before, key))) return false;
  return isSame(now, { ...before, ...ours });
}

/** `undefined`: it is not one document that every reader takes alike. */
function documentIn(text: string): unknown {
  try {
    const document = parseDocument(text);
    return document.errors.length === 0 && document.warnings.length === 0 ? document.toJS() : undefined;
  } catch {
    return undefined; // more aliases than any file of settings has
  }
}

const isTable = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const isSame = (one: unknown, other: unknown): boolean => JSON.stringify(one) === JSON.stringify(other);
