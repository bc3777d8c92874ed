import { compareText } from '../../model/compare-text.ts';
import type { Ecosystem } from '../../model/ecosystem.ts';
import type { RepoPath } from '../../model/ids.ts';
import type { DependencyChange } from '../../model/project-state.ts';
import type { Dependencies } from './declared.ts';
import { parseCargoToml } from './parse-cargo.ts';
import { parseGoMod } from './parse-go-mod.ts';
import { parseGradle, parsePom } from './parse-java.ts';
import { parsePackageJson, parsePackageLock } from './parse-npm.ts';
import { isDevelopmentFile, parsePyproject, parseRequirements, parseSetupCfg } from './parse-python.ts';

interface ManifestFormat {
  readonly name: RegExp;
  readonly ecosystem: Ecosystem;
  readonly parse: (text: string) => Dependencies;
}

const FORMATS: readonly ManifestFormat[] = [
  { name: /^package\.json$/, ecosystem: 'npm', parse: parsePackageJson },
  { name: /^(?:package-lock|npm-shrinkwrap)\.json$/, ecosystem: 'npm', parse: parsePackageLock },
  { name: /^pyproject\.toml$/, ecosystem: 'PyPI', parse: parsePyproject },
  { name: /^setup\.cfg$/, ecosystem: 'PyPI', parse: parseSetupCfg },
  { name: /^requirements[^/]*\.(?:txt|in)$/i, ecosystem: 'PyPI', parse: parseRequirements },
  { name: /^cargo\.toml$/i, ecosystem: 'crates.io', parse: parseCargoToml },
  { name: /^go\.mod$/, ecosystem: 'Go', parse: parseGoMod },
  { name: /^pom\.xml$/, ecosystem: 'Maven', parse: parsePom },
  { name: /^build\.gradle(?:\.kts)?$/, ecosystem: 'Maven', parse: parseGradle },
];

/** Manifests of what helps to work on the project, not of the project. */
const TOOLS =
  /(?:^|\/)(?:docs?|documentation|website|site|www|tools?|hack|scripts?|ci|build|\.github|examples?|fixtures|e2e|bench(?:marks)?|fuzz(?:ers|ing)?|playground|integration)\//i;

const formatOf = (path: string): ManifestFormat | undefined => {
  const name = path.slice(path.lastIndexOf('/') + 1);
  return TOOLS.test(path) || isDevelopmentRequirements(path)
    ? undefined
    : FORMATS.find((one) => one.name.test(name));
};

const isDevelopmentRequirements = (path: string): boolean =>
  /requirements[^/]*\.(?:txt|in)$/i.test(path) && isDevelopmentFile(path);

/** Whether we can read what a manifest or lock file asks for. */
export const isReadableManifest = (path: string): boolean => formatOf(path) !== undefined;

export interface ManifestTexts {
  readonly path: RepoPath;
  readonly before: string;
  readonly after: string;
}

/** What is shipped depends on something new, or on another version of it. What is gone needs no look. */
export function findDependencyChanges({ path, before, after }: ManifestTexts): readonly DependencyChange[] {
  const format = formatOf(path);
  if (format === undefined) return [];
  const old = format.parse(before);
  return [...format.parse(after)]
    .flatMap(([name, { version, line }]): DependencyChange[] => {
      const from = old.get(name);
      if (from?.version === version) return [];
      return [
        {
          path,
          ecosystem: format.ecosystem,
          name,
          ...(from === undefined ? {} : { from: from.version }),
          to: version,
          ...(line === undefined ? {} : { line }),
        },
      ];
    })
    .sort((a, b) => compareText(a.name, b.name));
}
