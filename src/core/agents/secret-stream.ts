import { MASKED, type Mask } from './mask-secrets.ts';

/** A text that comes in parts, out of which its secrets are taken wherever the parts begin. */
export interface SecretStream {
  /** What can be said by now. */
  push(part: string): string;
  /** The rest. */
  end(): string;
}

/** Of a line without an end no more is held back. */
const LONGEST_LINE = 128 * 1024;
/** Where a line has to be cut, a secret may begin in its last part; it is not longer than this. */
const LONGEST_SECRET = 8 * 1024;
/** A key that does not end by then is none, and what follows must not be lost. */
const LONGEST_KEY_LINES = 200;

const KEY_BEGINS = /-----BEGIN [A-Z0-9 ]{0,40}PRIVATE KEY(?: BLOCK)?-----/;
const KEY_ENDS = /-----END [A-Z0-9 ]{0,40}PRIVATE KEY(?: BLOCK)?-----/;

/** Holds back the line that is not yet whole, and private keys, which have many. */
export function secretStream(mask: Mask): SecretStream {
  let held = '';
  let keyLines = 0;

  const sayLine = (line: string): string => {
    if (keyLines > 0) {
      const end = KEY_ENDS.exec(line);
      if (end === null && ++keyLines <= LONGEST_KEY_LINES) return '';
      keyLines = 0;
      return end === null ? mask(line) : sayLine(line.slice(end.index + end[0].length));
    }
    const begin = KEY_BEGINS.exec(line);
    if (begin === null) return mask(line);
    keyLines = 1;
    return `${mask(line.slice(0, begin.index))}${MASKED}${sayLine(line.slice(begin.index + begin[0].length))}`;
  };

  return {
    push: (part) => {
      held += part;
      const whole = held.lastIndexOf('\n') + 1;
      let said = '';
      const lines = held.slice(0, whole);
      // Nearly always: no key begins, none is under way. Many lines at once are quicker.
      if (keyLines === 0 && !lines.includes('PRIVATE KEY')) said = mask(lines);
      else for (const line of lines.split(/(?<=\n)/)) said += sayLine(line);
      held = held.slice(whole);
      while (held.length > LONGEST_LINE) {
        const cut = safeCut(held, mask);
        said += sayLine(held.slice(0, cut));
        held = held.slice(cut);
      }
      return said;
    },
    end: () => {
      const rest = held === '' ? '' : sayLine(held);
      held = '';
      return rest;
    },
  };
}

/** A place near the end of a line at which no secret is cut in two: masking both sides is masking the whole. */
function safeCut(line: string, mask: Mask): number {
  const last = line.length - LONGEST_SECRET;
  for (let cut = last; cut > LONGEST_LINE / 4; cut -= LONGEST_SECRET / 4) {
    const around = line.slice(cut - LONGEST_SECRET, cut + LONGEST_SECRET);
    const [before, after] = [around.slice(0, LONGEST_SECRET), around.slice(LONGEST_SECRET)];
    if (mask(before) + mask(after) === mask(around)) return cut;
  }
  return last;
}
