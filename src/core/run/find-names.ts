/** Which of these names of variables stand in a text, as words of their own. */
export function findNames(text: string, names: readonly string[]): readonly string[] {
  const left = new Set(names);
  const found = new Set<string>();
  for (const [word] of text.matchAll(/[A-Za-z0-9_]+/g)) if (left.delete(word)) found.add(word);
  return names.filter((name) => found.has(name));
}
