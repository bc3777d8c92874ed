import { escapeText } from './escape.ts';

/** The first of them, escaped, one after the other, and how many more there are. */
export const listTexts = (texts: readonly string[], most = 20): string =>
  texts
    .slice(0, most)
    .map((text) => escapeText(text))
    .join(', ') + (texts.length > most ? ` and ${texts.length - most} more` : '');
