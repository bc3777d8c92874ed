// The customs of generators: https://go.dev/s/generatedcode, `@generated`, and what people write in their stead.
const SAYS_SO =
  /\bcode generated\b.{0,80}\bdo not (?:edit|modify)|@generated\b|\b(?:auto[- ]?|automatically )generated (?:by|from|file|code)|\bgenerated (?:by|from)\b.{0,80}\bdo not (?:edit|modify)|\bdo not (?:edit|modify)\b.{0,60}\bgenerated\b/i;

const HEAD = 2_000;

/** Whether the head of a file says that a program writes it, or it is one long line. */
export function isWrittenByProgram(text: string): boolean {
  const head = text.slice(0, HEAD);
  return SAYS_SO.test(head) || isMinified(text);
}

function isMinified(text: string): boolean {
  if (text.length < 5_000) return false;
  const start = text.slice(0, 20_000);
  return start.length / (start.split('\n').length || 1) > 500;
}
