import type { Advisory, DependencyChange } from '../../../model/project-state.ts';

/**
 * Whether a known vulnerability is one of what a dependency is now: its own, or of something that it brings in. Not one
 * that is mended in the lowest version that is asked for, whatever an older report says.
 */
export function concernsChange(advisory: Advisory, change: DependencyChange): boolean {
  if (advisory.ecosystem !== change.ecosystem) return false;
  if (isOwn(advisory, change)) return !isMended(change.to, advisory.fixedIn);
  const name = plainName(change.name, change.ecosystem);
  return (advisory.through ?? []).some((other) => plainName(other, change.ecosystem) === name);
}

export const isOwn = (advisory: Advisory, { name, ecosystem }: DependencyChange): boolean =>
  plainName(advisory.package, ecosystem) === plainName(name, ecosystem);

/** PyPI takes `Flask_Login` and `flask-login` for one (PEP 503). */
const plainName = (name: string, ecosystem: Advisory['ecosystem']): string =>
  ecosystem === 'PyPI' ? name.toLowerCase().replaceAll(/[-_.]+/g, '-') : name;

function isMended(version: string | undefined, fixedIn: string | undefined): boolean {
  const now = numbersOf(version);
  const mended = numbersOf(fixedIn);
  if (now === undefined || mended === undefined) return false;
  for (let at = 0; at < Math.max(now.length, mended.length); at++) {
    const difference = (now[at] ?? 0) - (mended[at] ?? 0);
    if (difference !== 0) return difference > 0;
  }
  return true;
}

/** The lowest version of `^4.17.4`, `>=1.2,<2`, `v1.2.3`; none where a range begins below everything, or is a beta. */
function numbersOf(version: string | undefined): readonly number[] | undefined {
  const found = /^\s*(?:[~^=]|>=|==|~=|~>)?\s*v?(\d{1,9}(?:\.\d{1,9}){0,4})(?![\w-]|\.\w)/.exec(
    version ?? '',
  );
  return found?.[1]?.split('.').map(Number);
}
