import { compareText } from '../../model/compare-text.ts';
import type { RepoPath } from '../../model/ids.ts';

/** Files that say: this directory is a package. */
const MANIFESTS: ReadonlySet<string> = new Set([
  'package.json',
  'deno.json',
  'deno.jsonc',
  'pyproject.toml',
  'setup.py',
  'setup.cfg',
  'Cargo.toml',
  'go.mod',
  'pom.xml',
  'build.gradle',
  'build.gradle.kts',
  'composer.json',
  'Gemfile',
  'mix.exs',
  'pubspec.yaml',
  'Package.swift',
  'build.sbt',
]);
const BY_ENDING = /\.(?:cs|fs|vb)proj$|\.gemspec$|\.cabal$/;
/** What others' packages are kept in is nobody's package of this repository. */
const VENDORED = /(?:^|\/)(?:node_modules|vendor|third_party|bower_components)\//;

/** Directories of all files of a repository that have a manifest, `''` for its root. */
export function findPackages(files: readonly RepoPath[]): readonly RepoPath[] {
  const found = new Set<RepoPath>();
  for (const path of files) {
    const at = path.lastIndexOf('/');
    const name = path.slice(at + 1);
    if (!(MANIFESTS.has(name) || BY_ENDING.test(name)) || VENDORED.test(path)) continue;
    found.add(path.slice(0, Math.max(0, at)) as RepoPath);
  }
  return [...found].sort(compareText);
}
