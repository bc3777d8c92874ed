/** The bytes of a path that is no valid Unicode text (lone surrogates are bytes), for readers of JSON; else undefined. */
export function pathBase64(path: string): string | undefined {
  if (path.isWellFormed()) return undefined;
  const parts = [...path].map((char) => {
    const code = char.charCodeAt(0);
    const isByte = char.length === 1 && code >= 0xdc80 && code <= 0xdcff;
    return isByte ? Buffer.from([code - 0xdc00]) : Buffer.from(char, 'utf8');
  });
  return Buffer.concat(parts).toString('base64');
}

/** For a list: each odd path → its bytes. Undefined where all are ordinary. */
export function pathsBase64(paths: readonly string[]): Readonly<Record<string, string>> | undefined {
  const odd = paths.flatMap((path) => {
    const bytes = pathBase64(path);
    return bytes === undefined ? [] : [[path, bytes] as const];
  });
  return odd.length === 0 ? undefined : Object.fromEntries(odd);
}
