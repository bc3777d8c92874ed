import { decideEntries, undoEntries } from './json-entries.ts';
import { decideBlock, undoBlock } from './marked-block.ts';
import type { FileDecision, FilePlace, FoundFile, WantedFile } from './wanted-file.ts';
import { decideWhole, undoWhole } from './whole-file.ts';

/** What is to become of a file that set-up wants something of. */
export const decideFile = (wanted: WantedFile, found: FoundFile): FileDecision =>
  decide(found, (text) => {
    if (wanted.kind === 'entries') return decideEntries(wanted, text);
    return wanted.kind === 'whole' ? decideWhole(wanted, text) : decideBlock(wanted, text);
  });

/** The same for the way back: afterwards the file has the bytes that it had before. */
export const decideUndo = (place: FilePlace, found: FoundFile): FileDecision =>
  mayHoldOurs(found)
    ? decide(found, (text) => {
        if (place.kind === 'entries') return undoEntries(place, text);
        return place.kind === 'whole' ? undoWhole(place, text) : undoBlock(place, text);
      })
    : { kind: 'same' };

/** Nothing of ours is ever written through a link, or into what is no text. */
function mayHoldOurs(found: FoundFile): boolean {
  if (found.kind === 'refused') return found.why === 'too-large';
  return found.kind === 'file' && Buffer.from(found.bytes).includes('agentic-plan');
}

function decide(found: FoundFile, by: (text: string | undefined) => FileDecision): FileDecision {
  switch (found.kind) {
    case 'absent':
      return by(undefined);
    case 'refused':
      return { kind: 'kept', why: found.why };
    case 'file': {
      const text = asText(found.bytes);
      const decision: FileDecision = text === undefined ? { kind: 'kept', why: 'not-text' } : by(text);
      return decision.kind === 'change' && found.locked !== undefined
        ? { kind: 'kept', why: found.locked }
        : decision;
    }
  }
}

/** Only what comes back as the same bytes. */
function asText(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return undefined;
  }
}
