import micromatch from 'micromatch';

/** Longer patterns than this are refused where they are read and match nothing here. */
const MAX_PATTERN_LENGTH = 1000;
/** More stars than this in one component could keep a regular expression busy for hours (`*a*a*a…`). */
const MAX_STARS = 3;
/** No file system has longer names; longer ones meet only patterns that cannot backtrack. */
const MAX_COMPONENT = 255;

// Braces and extglobs are off: `{1..99999999}` is a file's name, and so is `+(a)`. Dotfiles are files like others.
const OPTIONS = { dot: true, nobrace: true, noextglob: true, nonegate: true, windows: false } as const;

const ESCAPED = /\\([*?[\]\\(){}!+@|^$])/g;

/** Why a pattern is not accepted; configuration and task files refuse it with this. */
export function patternTrouble(pattern: string): 'too-long' | 'too-many-wildcards' | undefined {
  if (pattern.length > MAX_PATTERN_LENGTH) return 'too-long';
  return pattern.split('/').some((component) => countStars(component) > MAX_STARS)
    ? 'too-many-wildcards'
    : undefined;
}

const countStars = (component: string): number => component.match(/\*+/g)?.length ?? 0;

/** The pattern that matches exactly this path, whatever characters its name has: `[id].tsx` is a name, not a class. */
export const literalPattern = (path: string): string => path.replaceAll(/[*?[\]\\(){}!+@|^$]/g, '\\$&');

/** The one path a pattern names, or undefined where it has a wildcard. A final `/` (a directory) stays. */
export function asLiteral(pattern: string): string | undefined {
  const bare = pattern.replaceAll(ESCAPED, '');
  return /[*?[\]]/.test(bare) ? undefined : pattern.replaceAll(ESCAPED, '$1');
}

/** The directories before the first wildcard, without a final `/`: `src/api` of `src/api/*.ts`. */
export function fixedDirectory(pattern: string): string {
  const components = pattern.replace(/\/$/, '/**').split('/');
  const first = components.findIndex((component) => asLiteral(component) === undefined);
  return components
    .slice(0, first < 0 ? -1 : first)
    .map((name) => asLiteral(name) ?? '')
    .join('/');
}

/** Whether a component of a path fits; `any` stands for `**`: any number of components. */
export type ComponentTest = 'any' | { readonly literal: string } | { readonly wild: PathTest };

/** A question that is asked of many paths. */
export type PathTest = (path: string) => boolean;

/**
 * Whether a path matches one of the patterns. A pattern ending in `/` covers everything below that directory, and a
 * pattern without a wildcard also what lies below it, as a claim of that path does. No patterns: nothing matches.
 */
export function matchPaths(patterns: readonly string[]): PathTest {
  const literals = new Set<string>();
  const wild: (readonly ComponentTest[])[] = [];
  for (const pattern of patterns) {
    const literal = asLiteral(pattern);
    if (literal !== undefined) literals.add(literal.endsWith('/') ? literal.slice(0, -1) : literal);
    else if (patternTrouble(pattern) === undefined) wild.push(compilePattern(pattern));
  }
  return (path) =>
    coveredByLiteral(path, literals) || (wild.length > 0 && matchesSome(path.split('/'), wild));
}

const matchesSome = (path: readonly string[], patterns: readonly (readonly ComponentTest[])[]): boolean =>
  patterns.some((pattern) => matchComponents(pattern, path));

function coveredByLiteral(path: string, literals: ReadonlySet<string>): boolean {
  if (literals.size === 0) return false;
  if (literals.has(path) || literals.has('')) return true;
  for (let slash = path.indexOf('/'); slash >= 0; slash = path.indexOf('/', slash + 1)) {
    if (literals.has(path.slice(0, slash))) return true;
  }
  return false;
}

/** Component by component, so that no expression ever sees more than one name. */
export function compilePattern(pattern: string): readonly ComponentTest[] {
  const whole = pattern.endsWith('/') ? `${pattern}**` : pattern;
  return whole.split('/').map((component) => {
    if (component === '**') return 'any';
    const literal = asLiteral(component);
    return literal === undefined ? { wild: wildcardTest(component) } : { literal };
  });
}

/** Compiled for the first name that it is asked of: most patterns begin with a name that is not there. */
function wildcardTest(component: string): PathTest {
  let test: PathTest | undefined;
  return (name) => {
    test ??= compileWildcard(component);
    return test(name);
  };
}

function compileWildcard(component: string): PathTest {
  const expression = micromatch.makeRe(escapeNonMagic(component), OPTIONS);
  if (!(expression instanceof RegExp)) return () => false;
  const backtracks = countStars(component) > 1;
  return (name) => !(backtracks && name.length > MAX_COMPONENT) && expression.test(name);
}

/** Groups, negation and alternatives are magic to micromatch but plain characters to us. */
const escapeNonMagic = (component: string): string =>
  component.replaceAll(/\\.|\[[^\]\\]+\]|[(){}!+@|^$]/gs, (found) =>
    found.length > 1 ? found : `\\${found}`,
  );

/** All positions in the pattern that the components so far may have reached: linear, whatever the stars. */
function matchComponents(pattern: readonly ComponentTest[], path: readonly string[]): boolean {
  let reached = skipAny(pattern, new Set([0]));
  for (const name of path) {
    const next = new Set<number>();
    for (const at of reached) {
      const test = pattern[at];
      if (test === undefined) continue;
      if (test === 'any') next.add(at);
      else if ('literal' in test ? test.literal === name : test.wild(name)) next.add(at + 1);
    }
    reached = skipAny(pattern, next);
    if (reached.size === 0) return false;
  }
  return reached.has(pattern.length);
}

/** `**` may stand for no component at all. */
function skipAny(pattern: readonly ComponentTest[], positions: Set<number>): Set<number> {
  for (const at of positions) if (pattern[at] === 'any') positions.add(at + 1);
  return positions;
}
