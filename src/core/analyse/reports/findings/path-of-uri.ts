const FILE_URI = /^file:(?:\/\/[^/\\]*)?/i;
const OTHER_SCHEME = /^[a-z][a-z0-9+.-]+:/i;

/**
 * The path that a URI of a report means: `file:///C:/w/a%20b.ts` is `C:/w/a b.ts`. Relative ones are below `base`, where
 * that is a file's. Undefined: it is no file.
 */
export function pathOfUri(uri: string, base?: string): string | undefined {
  const isDrive = /^[A-Za-z]:[\\/]/.test(uri);
  if (!FILE_URI.test(uri) && !isDrive && OTHER_SCHEME.test(uri)) return undefined;
  const path = decode(uri.replace(FILE_URI, ''));
  const isAbsolute = isDrive || /^[\\/]/.test(path);
  if (isAbsolute || base === undefined || !FILE_URI.test(base)) return withoutSlash(path);
  return withoutSlash(`${decode(base.replace(FILE_URI, '')).replace(/\/*$/, '/')}${path}`);
}

/** `/C:/w` is `C:/w`. */
const withoutSlash = (path: string): string => path.replace(/^\/(?=[A-Za-z]:[\\/])/, '');

/** Some tools write plain paths, in which `%` is a letter like others. */
function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
