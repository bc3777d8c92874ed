import { escapeText } from '../escape.ts';

/** One word of a command line that people paste: nothing in it is expanded by a POSIX shell. */
export function commandWord(text: string): string {
  const shown = escapeText(text);
  // What has to be shown escaped cannot be pasted as it is; the `$'…'` form of most shells can.
  if (shown !== text) return `$'${shown.replace(/'/g, "\\'")}'`;
  if (text !== '' && /^[\w@%+=:,./-]+$/.test(text)) return text;
  return `'${text.replace(/'/g, "'\\''")}'`;
}
