import { REPORT_KINDS, REPORT_PLACES, type ReportKind } from '../../../core/analyse/reports/report-places.ts';
import { compareText } from '../../../core/model/compare-text.ts';
import type { RepoPath } from '../../../core/model/ids.ts';
import type { SignalSettings } from '../../../core/model/settings.ts';
import { asLiteral, literalPattern, matchPaths } from '../../../core/paths/match-paths.ts';
import type { Repository } from '../../ports/repository.ts';

/** A file that may be a report. */
export interface FoundReport {
  readonly file: string;
  /** The package that it is of, with a final `/`; '' is the root's. */
  readonly folder: string;
  /** By its whole name, or by the configuration: what it is not is worth a word. */
  readonly isNamed: boolean;
  readonly isConfigured: boolean;
}

export interface FoundReports {
  readonly reports: Readonly<Record<ReportKind, readonly FoundReport[]>>;
  /** More files match than are read. */
  readonly more: boolean;
}

const MAX_FILES = 2_000;
const MAX_FOLDERS = 20;

/** Reports at the usual places of the root and of each package that changed, and where the configuration says. */
export async function findReports(
  repository: Pick<Repository, 'findWorkingFiles'>,
  ask: {
    readonly kinds: ReadonlySet<ReportKind>;
    readonly changed: readonly RepoPath[];
    readonly signals: SignalSettings;
  },
): Promise<FoundReports> {
  const places = placesOf(ask);
  const patterns = [...new Set(places.flatMap((place) => place.patterns))];
  if (patterns.length === 0) return { reports: NONE, more: false };
  const { files, more } = await repository.findWorkingFiles(patterns, MAX_FILES);
  if (files.length === 0) return { reports: NONE, more };
  const reports = Object.fromEntries(
    REPORT_KINDS.map((kind) => [
      kind,
      matched(
        places.filter((place) => place.kind === kind),
        files,
      ),
    ]),
  ) as Record<ReportKind, readonly FoundReport[]>; // all kinds are in the list
  return { reports, more };
}

const NONE = { coverage: [], findings: [], tests: [], advisories: [] };

interface Place {
  readonly kind: ReportKind;
  readonly folder: string;
  readonly patterns: readonly string[];
  readonly isNamed: boolean;
  readonly isConfigured: boolean;
}

/** Configured ones first, then the root's, then those of packages; of each the usual ones in their order. */
function placesOf(ask: Parameters<typeof findReports>[1]): readonly Place[] {
  const folders = ['', ...packagesOf(ask.changed)];
  return REPORT_KINDS.filter((kind) => ask.kinds.has(kind) && ask.signals[kind] !== false).flatMap((kind) => {
    const configured = ask.signals[kind] || [];
    const own = configured.map((pattern): Place => {
      const patterns = asLiteral(pattern) === undefined ? [pattern] : [pattern, `${pattern}/**`];
      return { kind, folder: '', patterns, isNamed: asLiteral(pattern) !== undefined, isConfigured: true };
    });
    const usual = folders.flatMap((folder) =>
      REPORT_PLACES[kind].map(
        (pattern): Place => ({
          kind,
          folder,
          patterns: [`${literalPattern(folder)}${pattern}`],
          isNamed: asLiteral(pattern) !== undefined,
          isConfigured: false,
        }),
      ),
    );
    return [...own, ...usual];
  });
}

/** Each file once, by the first place that it stands at. */
function matched(places: readonly Place[], files: readonly string[]): readonly FoundReport[] {
  const found = new Map<string, FoundReport>();
  for (const { folder, patterns, isNamed, isConfigured } of places) {
    const fits = matchPaths(patterns);
    for (const file of files)
      if (!found.has(file) && fits(file)) found.set(file, { file, folder, isNamed, isConfigured });
  }
  return [...found.values()];
}

// what a package's sources stand in
const INSIDE = /^(?:src|lib|app|test|tests|main|java|kotlin|internal|pkg|cmd)$/;

/**
 * `packages/a/` of `packages/a/src/x.ts`, `server/core/` of `server/core/src/main/java/…`: folders above a changed file,
 * to the second, that are not themselves in a folder of sources.
 */
function packagesOf(paths: readonly RepoPath[]): readonly string[] {
  const folders = paths.flatMap((path) => {
    const names = path.split('/').slice(0, -1);
    const end = names.findIndex((name) => INSIDE.test(name));
    const above = names.slice(0, Math.min(2, end < 0 ? names.length : end));
    return above.map((_, at) => `${above.slice(0, at + 1).join('/')}/`);
  });
  return [...new Set(folders)].sort(compareText).slice(0, MAX_FOLDERS);
}
