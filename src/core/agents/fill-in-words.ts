/** What the words of an agent's command may hold. */
export const PLACEHOLDERS = ['prompt_file', 'prompt', 'program', 'model'] as const;
export type Placeholder = (typeof PLACEHOLDERS)[number];

// Lower-case letters and underscores only: braces of JSON, of globs and of other templates are no placeholders. Twice
// the braces stand for themselves.
const WRITTEN = /\{\{([a-z_]+)\}\}|\{([a-z_]+)\}/g;

/** The words with their placeholders filled in, in one pass: what stands in a prompt is never looked at again. */
export function fillInWords(
  words: readonly string[],
  values: Readonly<Partial<Record<Placeholder, string>>>,
): readonly string[] {
  const filled = new Map<string, string>(Object.entries(values));
  return words.map((word) =>
    word.replaceAll(WRITTEN, (whole, literal: string | undefined, name: string | undefined) =>
      literal === undefined ? (filled.get(name ?? '') ?? whole) : `{${literal}}`,
    ),
  );
}

/** Names of the placeholders in a word, in their order; those that stand for themselves are none. */
export const placeholdersIn = (word: string): readonly string[] =>
  [...word.matchAll(WRITTEN)].flatMap(([, , name]) => name ?? []);
