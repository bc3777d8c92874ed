/** The bytes that git and the disk know: a lone surrogate U+DC80…U+DCFF is one byte of a name. */
export function bytesOfPath(path: string): Buffer {
  const parts = [...path].map((char) => {
    const code = char.charCodeAt(0);
    const isByte = char.length === 1 && code >= 0xdc80 && code <= 0xdcff;
    return isByte ? Buffer.from([code - 0xdc00]) : Buffer.from(char, 'utf8');
  });
  return Buffer.concat(parts);
}

/** The bytes of a path that is no valid Unicode text, for readers of JSON; else undefined. */
export const pathBase64 = (path: string): string | undefined =>
  path.isWellFormed() ? undefined : bytesOfPath(path).toString('base64');

/** For a list: each odd path → its bytes. Undefined where all are ordinary. */
export function pathsBase64(paths: readonly string[]): Readonly<Record<string, string>> | undefined {
  const odd = paths.flatMap((path) => {
    const bytes = pathBase64(path);
    return bytes === undefined ? [] : [[path, bytes] as const];
  });
  return odd.length === 0 ? undefined : Object.fromEntries(odd);
}
