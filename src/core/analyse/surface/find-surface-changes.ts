import { compareText } from '../../model/compare-text.ts';
import type { RepoPath } from '../../model/ids.ts';
import type { SurfaceChange } from '../../model/surface.ts';
import { languageOf } from '../../paths/language-of.ts';
import { type Declaration, readDeclarations } from './read-declarations.ts';
import type { Parameter } from './read-parameters.ts';

/** The code of a file before and after the change, line by line, without comments. */
export interface BothSides {
  readonly path: RepoPath;
  readonly before: readonly string[];
  readonly after: readonly string[];
}

/**
 * Names that a file lets others use and that are new, gone, or to be used otherwise. What callers need not know is no
 * change: a type, a parameter that may be left out, the base of a class, where it stands.
 */
export function findSurfaceChanges({ path, before, after }: BothSides): readonly SurfaceChange[] {
  const language = languageOf(path);
  if (language === undefined) return [];
  const old = readDeclarations(before, language);
  const now = readDeclarations(after, language);
  const names = [...new Set([...old.keys(), ...now.keys()])].sort(compareText);
  return names.flatMap((name): SurfaceChange[] => {
    const [was, is] = [old.get(name) ?? madeFreely(name, old), now.get(name) ?? madeFreely(name, now)];
    if (name.endsWith('.__init__') && (was === undefined || is === undefined)) return [];
    if (was === undefined) return [{ path, name, how: 'added' }];
    if (is === undefined) return standsStill(after, name) ? [] : [{ path, name, how: 'removed' }];
    const difference = compare(was, is, after);
    return difference === undefined ? [] : [{ path, name, ...difference }];
  });
}

/** A class that does not say how its instances are made takes nothing for it; it is there all the same. */
function madeFreely(name: string, declared: ReadonlyMap<string, Declaration>): Declaration | undefined {
  const owner = name.endsWith('.__init__') ? name.slice(0, -'.__init__'.length) : undefined;
  return owner !== undefined && declared.has(owner) ? { name, parameters: [] } : undefined;
}

/** Another thing has the name now: `Name = Other`, or it comes from elsewhere and goes out from here. */
function standsStill(code: readonly string[], name: string): boolean {
  if (name.includes('.')) return false;
  const word = name.replaceAll(/[^\w]/g, '\\$&');
  const given = new RegExp(
    `^\\s*(?:export\\s+)?(?:(?:const|let|var|type)\\s+)?${word}\\s*(?::[^=]+)?=|^\\s*(?:import|export|from|use|pub\\s+use)\\b.*(?<![\\w$])${word}(?![\\w$])`,
  );
  return code.some((line) => line.includes(name) && given.test(line));
}

type Difference = Pick<SurfaceChange, 'how' | 'parameter' | 'was' | 'demanded' | 'gone'>;

function compare(was: Declaration, is: Declaration, after: readonly string[]): Difference | undefined {
  if (was.parameters === undefined || is.parameters === undefined) return undefined;
  const [old, now] = [was.parameters, is.parameters];
  const otherwise = calledOtherwise(old, now);
  if (otherwise !== undefined) return { how: 'changed', ...otherwise };
  const other = old.find((one) => {
    const same = now.find(({ name }) => name === one.name);
    return (
      one.default !== undefined &&
      same?.default !== undefined &&
      !isSameValue(one.default, same.default, after)
    );
  });
  return other?.default === undefined
    ? undefined
    : { how: 'default', parameter: other.name, was: other.default };
}

/** Also by a name: `size = 2 ** 16` is `size = CHUNK_SIZE` where `CHUNK_SIZE = 2 ** 16` stands above. */
function isSameValue(was: string, is: string, after: readonly string[]): boolean {
  if (plain(was) === plain(is)) return true;
  // A list that all calls would share is made again for each.
  if (/^(?:\{\}|\[\])$/.test(plain(was)) && /^(?:None|null|undefined)$/.test(plain(is))) return true;
  const given = new RegExp(`^\\s*(?:export\\s+)?(?:(?:const|let|var)\\s+)?${is}\\s*(?::[^=]+)?=(?!=)(.+)$`);
  return (
    /^\w+$/.test(is) &&
    after.some((line) => plain((given.exec(line)?.[1] ?? '').replace(/;\s*$/, '')) === plain(was))
  );
}

const plain = (text: string): string => text.replaceAll(/\s+/g, '').replaceAll("'", '"');

/** A call that was right is wrong now, or has to give more. */
function calledOtherwise(
  old: readonly Parameter[],
  now: readonly Parameter[],
): Pick<SurfaceChange, 'demanded' | 'gone'> | undefined {
  const kept = now.filter(({ name }) => old.some((one) => one.name === name));
  const gone = old.flatMap(({ name }, at) => (now.some((one) => one.name === name) ? [] : [{ name, at }]));
  const demanded = now
    .filter((one) => isDemanded(one) && !old.some((other) => other.name === one.name && isDemanded(other)))
    .map(({ name }) => name);
  const order = old.filter(({ name }) => kept.some((one) => one.name === name)).map(({ name }) => name);
  const moved = kept.flatMap(({ name }, at) => (name === order[at] ? [] : [{ name, at }]));
  const lost = gone.length > 0 ? gone : moved;
  return lost.length > 0 || demanded.length > 0 ? { demanded, gone: lost } : undefined;
}

const isDemanded = (parameter: Parameter): boolean =>
  parameter.default === undefined && parameter.optional === undefined;
