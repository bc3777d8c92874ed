import { escapeText } from './escape.ts';

const REASONS: ReadonlyMap<string, string> = new Map([
  ['ENOSPC', 'no space is left there'],
  ['EDQUOT', 'the quota is used up'],
  ['EFBIG', 'the file would be too large'],
  ['EROFS', 'it is read-only'],
]);

/** What the command had to say could not be written to where it was sent; `code` is the system's, like `ENOSPC`. */
export const describeLostOutput = (code: string): string =>
  `agentic-plan: the output could not be written: ${REASONS.get(code) ?? escapeText(code, 60)}\n` +
  '  the command itself ended as it should; send its output elsewhere to read it\n';
