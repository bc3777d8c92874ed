import { broken, type ReadReport } from './report.ts';

/** Encodings that an XML declaration may name; each other one is refused by name of the problem, never guessed. */
const DECLARED = new Set(['utf-8', 'us-ascii', 'iso-8859-1', 'iso-8859-15', 'windows-1252', 'utf-16']);

/**
 * The text of a report: as its byte order mark says (redirections of PowerShell write UTF-16), as its XML declaration
 * says, else UTF-8. Bytes that are none of it are refused: half a text names other files than its writer meant.
 */
export function decodeReport(bytes: Uint8Array): ReadReport<string> {
  const encoding = encodingOf(bytes);
  if (encoding === undefined) return broken('encoding');
  try {
    return { ok: true, value: new TextDecoder(encoding, { fatal: true }).decode(bytes), dropped: 0 };
  } catch {
    return broken('encoding'); // the decoder's only complaint
  }
}

function encodingOf(bytes: Uint8Array): string | undefined {
  const [first, second, third] = bytes;
  if (first === 0xff && second === 0xfe) return 'utf-16le';
  if (first === 0xfe && second === 0xff) return 'utf-16be';
  if (first === 0xef && second === 0xbb && third === 0xbf) return 'utf-8';
  // `<` or `{` without a mark
  if (second === 0 && first !== 0) return 'utf-16le';
  if (first === 0 && second !== 0) return 'utf-16be';
  const start = new TextDecoder('latin1').decode(bytes.subarray(0, 200));
  const declared = /^\s*<\?xml[^>]*\bencoding\s*=\s*["']([\w.-]{1,40})["']/.exec(start)?.[1]?.toLowerCase();
  if (declared === undefined) return 'utf-8';
  // a text that could be read so far is not two bytes a letter, whatever it says
  if (declared === 'utf-16') return 'utf-8';
  return DECLARED.has(declared) ? declared : undefined;
}
