import type { Advisory } from '../../../model/project-state.ts';
import type { WallTime } from '../../../model/time.ts';

/** A known vulnerability, in the report's own names. */
export interface ReportedAdvisory extends Omit<Advisory, 'manifest' | 'source' | 'older'> {
  /** The manifest or lock file, as the report names it. */
  readonly file?: string;
}

export interface AdvisoryReport {
  readonly advisories: readonly ReportedAdvisory[];
  readonly writtenAt?: WallTime;
}

const WORDS: readonly (readonly [RegExp, Advisory['severity']])[] = [
  [/^crit/i, 'critical'],
  [/^(high|important)/i, 'high'],
  [/^(moderate|medium)/i, 'moderate'],
  [/^(low|info|negligible)/i, 'low'],
];

export const severityOfWord = (word: unknown): Advisory['severity'] =>
  (typeof word === 'string' && WORDS.find(([pattern]) => pattern.test(word))?.[1]) || 'unknown';

/** By the bands of CVSS 3. */
export function severityOfScore(score: number): Advisory['severity'] {
  if (!(score > 0)) return 'unknown';
  if (score >= 9) return 'critical';
  if (score >= 7) return 'high';
  return score >= 4 ? 'moderate' : 'low';
}

/** `>=4.17.21`, `>= 1.2.3, < 2.0.0`: the first version that is mended. */
export const firstMended = (ranges: string | undefined): string | undefined =>
  /^\s*[>^~]?=?\s*v?(\d[\w.+-]{0,50})/.exec(ranges ?? '')?.[1];

const known = (value: string | undefined): value is string => value !== undefined && value !== '';

/** An advisory without the members that are not known. */
export function advisoryOf(
  found: Omit<ReportedAdvisory, 'version' | 'fixedIn' | 'file'> & {
    readonly [member in 'version' | 'fixedIn' | 'file']?: string | undefined;
  },
): ReportedAdvisory {
  const { version, fixedIn, file, ...rest } = found;
  return {
    ...rest,
    ...(known(version) ? { version } : {}),
    ...(known(fixedIn) ? { fixedIn } : {}),
    ...(known(file) ? { file } : {}),
  };
}
