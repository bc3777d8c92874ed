import type { DependencyChange } from '../../model/project-state.ts';

/**
 * `major`: what callers rely on may be gone: another first number, or another second one behind a zero (semver.org §4),
 * but for Go, whose `v0` modules rise every week. Ranges count by the highest version that they name as allowed; one without
 * an end (`>=4`) allowed the newest version before, too.
 */
export function judgeVersion(change: DependencyChange): 'new' | 'major' | 'moved' {
  const { from, to = '', ecosystem } = change;
  if (from === undefined) return 'new';
  if (hasNoEnd(from) && hasNoEnd(to)) return 'moved';
  const [old, now] = [highest(from), highest(to)];
  if (old === undefined || now === undefined) return 'moved';
  if (now[0] !== old[0]) return now[0] > old[0] ? 'major' : 'moved';
  return now[0] === 0 && now[1] > old[1] && ecosystem !== 'Go' ? 'major' : 'moved';
}

const hasNoEnd = (range: string): boolean => /^\s*>=?\s*v?[\d.]+\s*$/.test(range);

/** First two numbers of the highest version in a range; what it excludes (`<3`, `!=2.1`) does not count. */
function highest(range: string): readonly [number, number] | undefined {
  const allowed = range.replaceAll(/(?:<(?!=)|!=)\s*v?[\d.*]+|[-+][\w.+-]*/g, '');
  const versions = [...allowed.matchAll(/(?<![\w.])v?(\d{1,9})(?:\.(\d{1,9}))?/g)].map(
    ([, first = '0', second = '0']) => [Number(first), Number(second)] as const,
  );
  return versions.sort((a, b) => b[0] - a[0] || b[1] - a[1])[0];
}
