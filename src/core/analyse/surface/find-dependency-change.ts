import { compareText } from '../../model/compare-text.ts';
import type { RepoPath } from '../../model/ids.ts';
import type { DependencyChange } from '../../model/project-state.ts';
import type { Hunk } from './parse-hunks.ts';

// "left-pad": "^1.3.0",        but not "version": "1.2.0" nor "test": "vitest run"
const JSON_ENTRY =
  /^\s*"((?:@[\w.-]+\/)?[\w.-]+)"\s*:\s*"(?:[~^<>=]*\s*v?\d|\*|workspace:|npm:|git[+:]|https?:|file:|link:|latest")/;
// serde = "1.0"   serde = { version = "1" }   but not version = "0.1.0"
const TOML_ENTRY = /^\s*"?([\w.-]+)"?\s*=\s*(?:"[~^<>=*\d]|\{.*\b(?:version|git|path|workspace)\b)/;
// "requests>=2.0",   requests==2.31.0
const REQUIREMENT = /^\s*["']?([A-Za-z][\w.-]*)(?:\[[^\]]*\])?\s*(?:[<>=!~]=|[<>@])/;
// github.com/spf13/cobra v1.8.0
const GO_REQUIRE = /^\s*(?:require\s+)?([\w.-]+\.[\w.-]+\/[\w./-]+)\s+v\d/;
// gem "rails", "~> 7.1"
const GEM = /^\s*gem\s+["']([\w-]+)["']/;

const OWN_KEYS = new Set([
  'version',
  'name',
  'node',
  'npm',
  'edition',
  'rust-version',
  'python',
  'requires-python',
  'license',
  'packageManager',
]);

/**
 * Names in changed lines of a manifest that look like dependencies; `undefined` where nothing but other things changed
 * (its version, a script). Kinds of manifests that we cannot read count as changed, without names.
 */
export function findDependencyChange(path: RepoPath, hunks: readonly Hunk[]): DependencyChange | undefined {
  const entries = entriesOf(path);
  if (entries === undefined) return { path, names: [] };
  const changed = hunks.flatMap((hunk) => [...hunk.added, ...hunk.removed]);
  const names = changed.flatMap((line) =>
    entries.flatMap((entry) => {
      const name = entry.exec(line)?.[1];
      return name === undefined || OWN_KEYS.has(name) ? [] : [name];
    }),
  );
  return names.length === 0 ? undefined : { path, names: [...new Set(names)].sort(compareText) };
}

function entriesOf(path: string): readonly RegExp[] | undefined {
  const name = path.slice(path.lastIndexOf('/') + 1).toLowerCase();
  if (name === 'package.json' || name === 'composer.json') return [JSON_ENTRY];
  if (name === 'pyproject.toml') return [TOML_ENTRY, REQUIREMENT];
  if (name === 'cargo.toml') return [TOML_ENTRY];
  if (name === 'go.mod') return [GO_REQUIRE];
  if (name === 'gemfile' || name.endsWith('.gemspec')) return [GEM, /add_\w*dependency[( ]+["']([\w-]+)/];
  return undefined;
}
