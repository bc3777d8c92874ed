import { isPlainAscii } from '../model/plain-ascii.ts';
import { FOLDING, UNASSIGNED } from './unicode-tables.generated.ts';

// Two machines must give one path the same lock name, whatever Unicode their runtimes know. Normalisation of assigned
// characters never changes between versions of Unicode, so the runtime's is used for the characters of the pinned
// version, and a character that did not exist then stands alone, as it is. Folding is not stable in the runtime
// (`toLowerCase` is not folding, and its tables move): that is a table of ours.

/** Full case folding of NFC text by the pinned version of Unicode, again in NFC. Lone surrogates stay as they are. */
export function foldText(text: string): string {
  if (isPlainAscii(text)) return text.toLowerCase();
  return normalise(Array.from(normalise(text), (char) => foldings().get(char) ?? char).join(''));
}

function normalise(text: string): string {
  let done = '';
  let known = '';
  for (const char of text) {
    if (isAssigned(char.codePointAt(0) ?? 0)) known += char;
    else {
      done += known.normalize('NFC') + char;
      known = '';
    }
  }
  return done + known.normalize('NFC');
}

let foldingTable: ReadonlyMap<string, string> | undefined;
function foldings(): ReadonlyMap<string, string> {
  if (foldingTable) return foldingTable;
  let point = 0;
  foldingTable = new Map(
    FOLDING.split(' ').map((entry) => {
      const [distance = '', to = ''] = entry.split(':');
      point += Number.parseInt(distance, 36);
      const folded = to.split('+').map((part) => String.fromCodePoint(Number.parseInt(part, 36)));
      return [String.fromCodePoint(point), folded.join('')];
    }),
  );
  return foldingTable;
}

let unassignedRuns: readonly (readonly [first: number, end: number])[] | undefined;
function isAssigned(point: number): boolean {
  if (point >= 0xd800 && point <= 0xdfff) return false; // bytes that are not UTF-8
  if (!unassignedRuns) {
    let end = 0;
    unassignedRuns = UNASSIGNED.split(' ').map((run) => {
      const [distance = '', length = ''] = run.split(':');
      const first = end + Number.parseInt(distance, 36);
      end = first + Number.parseInt(length, 36);
      return [first, end] as const;
    });
  }
  let low = 0;
  let high = unassignedRuns.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    const [first, end] = unassignedRuns[middle] ?? [0, 0];
    if (point < first) high = middle;
    else if (point >= end) low = middle + 1;
    else return false;
  }
  return true;
}
