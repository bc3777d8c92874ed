const MOST_LINES = 5;
const LONGEST = 200;

// Colours, cursor movements, titles of windows: for a terminal, and nothing to read.
const FOR_TERMINALS =
  /\x1b(?:\[[0-9;:?<=>]*[ -/]*[@-~]|\][^\x07\x1b]*(?:\x07|\x1b\\)?|[PX^_][^\x1b]*(?:\x1b\\)?|[ -/]*[0-~])/g;

/** The last lines with something on them, as a person would have seen them: what was overwritten is gone. */
export function lastLines(printed: string): readonly string[] {
  const lines = printed
    .replaceAll(FOR_TERMINALS, '')
    .split('\n')
    .map((line) => line.trimEnd().split('\r').at(-1)?.trimEnd() ?? '')
    .filter((line) => line.trim() !== '');
  return lines
    .slice(-MOST_LINES)
    .map((line) => (line.length > LONGEST ? `${line.slice(0, LONGEST)}…` : line));
}
