/** A dependency as a manifest asks for it. */
export interface Declared {
  readonly version: string;
  /** From 1; absent where the format does not tell. */
  readonly line?: number;
}

/** What is shipped depends on these: name → version or range. */
export type Dependencies = ReadonlyMap<string, Declared>;

/** The line (from 1) of the first match, for formats that are parsed as a whole. */
export function lineOf(text: string, wanted: string): number | undefined {
  const at = text.indexOf(wanted);
  return at < 0 ? undefined : text.slice(0, at).split('\n').length;
}
