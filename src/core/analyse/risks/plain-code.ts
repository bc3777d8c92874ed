const STRINGS = /"(?:[^"\\]|\\.){0,400}"|'(?:[^'\\]|\\.){0,400}'|`(?:[^`\\$]|\\.){0,400}`/g;

/** A line of code with its strings emptied: what stands in one is said, not done. */
export const withoutStrings = (code: string): string =>
  code.replaceAll(STRINGS, (text) => text[0] + (text.at(-1) ?? ''));

const SAYS =
  /^\s*(?:throw\b|(?:return\b.*,?\s*|err\s*:?=\s*)(?:fmt\.Errorf|errors\.(?:New|Wrapf?|Errorf))\(|raise\b|(?:console|log|logger|logging|self\.log\w*)\.\w+\(|print(?:ln|f)?\(|warnings?\.warn\(|(?:assert|expect|describe|it|test)\b|(?:description|help|label|title|message|summary|placeholder|help_text|verbose_name)\s*[:=])/;

/** A line that only says something to people: an error, a log, a text of help. */
export const saysOnly = (code: string): boolean => SAYS.test(code) || SENTENCE.test(code);

/** Nothing but a text with a space in it. */
const SENTENCE = /^\s*\+?\s*[fFrRbBuU]?(["'`])(?:(?!\1).)* (?:(?!\1).)*\1\s*[,;+\\)]*\s*$/;
