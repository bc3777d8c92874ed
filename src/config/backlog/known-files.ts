/** The files of HEAD, and what people call them. */
export interface KnownFiles {
  readonly has: (path: string) => boolean;
  /** By its path, or by the end of it where only one file has that: `init_sh_parser.py`, `utils/init_sh_parser.py`. */
  readonly find: (words: string) => string | undefined;
}

/** Looks through the list once. */
export function knownFiles(paths: readonly string[]): KnownFiles {
  const all = new Set(paths);
  const byName = new Map<string, string[]>();
  for (const path of paths) {
    const name = path.slice(path.lastIndexOf('/') + 1);
    const others = byName.get(name);
    if (others === undefined) byName.set(name, [path]);
    else others.push(path);
  }
  return {
    has: (path) => all.has(path),
    find: (words) => {
      if (all.has(words)) return words;
      const name = words.slice(words.lastIndexOf('/') + 1);
      const [only, another] = (byName.get(name) ?? []).filter((path) => path.endsWith(`/${words}`));
      return another === undefined ? only : undefined;
    },
  };
}
