/** One entry of git's configuration, in the order in which git reads it; later ones win. */
export interface GitConfigEntry {
  readonly scope: 'system' | 'global' | 'local' | 'worktree' | 'command' | 'unknown';
  /** Section and variable in lower case, the subsection between them as written: `branch.Feature/X.remote`. */
  readonly key: string;
  /** `undefined`: the variable stands there without a value, which git takes as true. */
  readonly value: string | undefined;
}

// Sample of `git config -z --list --show-scope` (NUL written as ␀):
//   local␀core.bare\nfalse␀global␀user.name\nAna␀local␀http.sslverify␀

/** Parses `git config -z --list --show-scope`. */
export function parseConfigList(output: Uint8Array): readonly GitConfigEntry[] {
  const fields = Buffer.from(output).toString('utf8').split('\0');
  const entries: GitConfigEntry[] = [];
  for (let at = 0; at + 1 < fields.length; at += 2) {
    const body = fields[at + 1] ?? '';
    const cut = body.indexOf('\n');
    entries.push({
      scope: scopeOf(fields[at] ?? ''),
      key: cut < 0 ? body : body.slice(0, cut),
      value: cut < 0 ? undefined : body.slice(cut + 1),
    });
  }
  return entries;
}

const SCOPES = ['system', 'global', 'local', 'worktree', 'command'] as const;
const scopeOf = (text: string): GitConfigEntry['scope'] =>
  SCOPES.find((scope) => scope === text) ?? 'unknown';

/** A key taken apart; subsections may hold dots. */
export interface ConfigKey {
  readonly section: string;
  readonly subsection: string | undefined;
  readonly variable: string;
}

/** `remote.my.fork.url` → section `remote`, subsection `my.fork`, variable `url`. */
export function splitConfigKey(key: string): ConfigKey {
  const first = key.indexOf('.');
  const last = key.lastIndexOf('.');
  return {
    section: first < 0 ? key : key.slice(0, first),
    subsection: last > first ? key.slice(first + 1, last) : undefined,
    variable: key.slice(last + 1),
  };
}

/** All values of a key, in git's order; an entry without a value counts as `true`. */
export const configValues = (entries: readonly GitConfigEntry[], key: string): readonly string[] =>
  entries.filter((entry) => entry.key === key).map((entry) => entry.value ?? 'true');

/** The value that counts: the last one. */
export const configValue = (entries: readonly GitConfigEntry[], key: string): string | undefined =>
  configValues(entries, key).at(-1);
