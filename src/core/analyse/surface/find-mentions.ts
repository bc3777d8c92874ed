import { compareText } from '../../model/compare-text.ts';
import type { RepoPath } from '../../model/ids.ts';
import type { Mention, SurfaceChange } from '../../model/surface.ts';

/** At most this many names are looked for. */
const MAX_NAMES = 500;
const MAX_LINE = 2_000;
const MAX_SHOWN = 160;

/** What documents may say that is no longer so. A plain word (`open`, `close`) is in every document, and means others, too. */
export function namesToFind(surface: readonly SurfaceChange[]): readonly SurfaceChange[] {
  const added = new Set(surface.filter(({ how }) => how === 'added').map(({ name }) => lastOf(name)));
  return surface
    .filter(
      ({ how, name }) =>
        how !== 'added' && isTelling(name) && !(how === 'removed' && added.has(lastOf(name))),
    )
    .sort((a, b) => compareText(a.name, b.name) || compareText(a.path, b.path))
    .slice(0, MAX_NAMES);
}

/** Lines of documents that name a changed thing, each document read once. */
export function findMentions(
  documents: ReadonlyMap<RepoPath, string>,
  surface: readonly SurfaceChange[],
): readonly Mention[] {
  const wanted = byLastPart(namesToFind(surface));
  return [...documents]
    .sort(([a], [b]) => compareText(a, b))
    .flatMap(([document, text]) => mentionsIn(document, text, wanted));
}

function byLastPart(surface: readonly SurfaceChange[]): ReadonlyMap<string, readonly SurfaceChange[]> {
  const wanted = new Map<string, SurfaceChange[]>();
  for (const change of surface) {
    const last = lastOf(change.name);
    wanted.set(last, [...(wanted.get(last) ?? []), change]);
  }
  return wanted;
}

function mentionsIn(
  document: RepoPath,
  text: string,
  wanted: ReadonlyMap<string, readonly SurfaceChange[]>,
): readonly Mention[] {
  const mentions: Mention[] = [];
  for (const [at, line] of text.split('\n').entries()) {
    if (line.length > MAX_LINE) continue;
    const met = new Set<SurfaceChange>();
    for (const [word] of line.matchAll(/[A-Za-z_$][\w$]*/g))
      for (const change of wanted.get(word) ?? []) met.add(change);
    if (met.size === 0 || isDirective(line)) continue;
    for (const change of met)
      if (isMention(line, change))
        mentions.push({
          document,
          line: at + 1,
          text: line.trim().slice(0, MAX_SHOWN),
          name: calledName(change.name),
          how: change.how === 'added' ? 'changed' : change.how,
          of: change.path,
        });
  }
  return mentions;
}

/** What makes an instance stands in documents as the class. */
const lastOf = (name: string): string => {
  const called = calledName(name);
  return called.slice(called.lastIndexOf('.') + 1);
};

const calledName = (name: string): string => name.replace(/\.__init__$/, '');

/** Generated from the code (`.. autoclass::`, `::: package.Class`), or tells what was (`versionchanged`). */
const isDirective = (line: string): boolean =>
  /^\s*(?:\.\.\s+[\w:-]+::|:::\s|\[[^\]]+\]:\s|@(?:param|see|link)\b|#{1,6}\s|[-=~^"]{4,})/.test(line) ||
  /\b(?:versionchanged|versionadded|deprecated|removed|renamed|no longer|was called|formerly|in favou?r of)\b/i.test(
    line,
  );

/**
 * A name that is gone may stand anywhere. Of one that is to be used otherwise only a call shows a use: `app.dispatch(x)`,
 * on whatever instance.
 */
function isMention(
  line: string,
  { name, how, parameter, was, demanded = [], gone = [] }: SurfaceChange,
): boolean {
  const literal = isTellingWord(lastOf(name)) ? escaped(lastOf(name)) : qualified(calledName(name));
  const whole = new RegExp(`(?<![\\w-])${literal}(?![\\w-])`);
  if (how === 'removed') return whole.test(line);
  if (how === 'default')
    return (
      whole.test(line) && was !== undefined && parameter !== undefined && tellsDefault(line, parameter, was)
    );
  const call = new RegExp(`(?<![\\w-])${literal}\\(([^)]*)`).exec(line)?.[1];
  if (call === undefined || /^\s*(?:def|class|function|func|fn|public|export)\b/.test(line)) return false;
  return isWrongCall(call, { demanded, gone });
}

/** It lacks what has to be given, or gives what cannot be given. Only the beginning of a call over lines is seen. */
function isWrongCall(
  call: string,
  { demanded, gone }: Required<Pick<SurfaceChange, 'demanded' | 'gone'>>,
): boolean {
  if (/\.\.\.|…/.test(call)) return false;
  if (demanded.some((name) => !call.includes(name.split(' ')[0] ?? name))) return true;
  // commas of lists and strings part no arguments
  const flat = call.replaceAll(/\[[^\]]*\]?|\{[^}]*\}?|"[^"]*"|'[^']*'/g, 'x');
  const given = flat.trim() === '' ? [] : flat.split(',');
  const positional = given.filter(
    (part) => !/^\s*\*?\*?\w+\s*[:=](?!=)/.test(part) && !/^\s*\*/.test(part),
  ).length;
  return gone.some(
    ({ name, at }) => new RegExp(`\\b${escaped(name)}\\s*[:=](?!=)`).test(call) || at < positional,
  );
}

/** `timeout=5`, `timeout` … `5`: the line says what is no longer the default. */
const tellsDefault = (line: string, parameter: string, was: string): boolean =>
  line.includes(parameter) && line.includes(was.replaceAll(/^["']|["']$/g, ''));

const escaped = (word: string): string => word.replaceAll(/[^\w]/g, '\\$&');

/** `A.close` as documents write it, `A#close`, `A::close`: the word alone means others, too. */
const qualified = (name: string): string => name.split('.').map(escaped).join('(?:[.#]|::)');

/** `UserSession`, `get_user`: nobody writes these in prose. */
const isTellingWord = (word: string): boolean => /[a-z][A-Z]|[a-z0-9]_[a-z0-9]|[A-Z]_[A-Z]/.test(word);

const isTelling = (name: string): boolean => isTellingWord(lastOf(name)) || calledName(name).includes('.');
