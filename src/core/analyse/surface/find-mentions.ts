import { compareText } from '../../model/compare-text.ts';
import type { RepoPath } from '../../model/ids.ts';
import type { Mention, SurfaceChange } from '../../model/project-state.ts';

/** At most this many names are looked for; a change of more has a documentation task anyway. */
const MAX_NAMES = 200;

/** What documents may say that is no longer so: names that are gone or declared differently. New names are not there yet. */
export function namesToFind(surface: readonly SurfaceChange[]): readonly SurfaceChange[] {
  return surface
    .filter(({ how, name }) => how !== 'added' && (isTelling(name) || name.length >= 4))
    .sort((a, b) => compareText(a.name, b.name) || compareText(a.path, b.path))
    .slice(0, MAX_NAMES);
}

/** Lines of documents that name a changed thing. A plain word (`refresh`) counts only where it stands as code. */
export function findMentions(
  documents: ReadonlyMap<RepoPath, string>,
  surface: readonly SurfaceChange[],
): readonly Mention[] {
  const wanted = namesToFind(surface).map((change) => ({ change, test: mentionTest(change.name) }));
  const mentions: Mention[] = [];
  for (const [document, text] of [...documents].sort(([a], [b]) => compareText(a, b))) {
    for (const [index, line] of text.split('\n').entries()) {
      for (const { change, test } of wanted) {
        if (line.length > 2000 || !line.includes(change.name) || !test.test(line)) continue;
        mentions.push({ document, line: index + 1, name: change.name, of: change.path });
      }
    }
  }
  return mentions;
}

/** `UserSession`, `get_user`, `A.b`: nobody writes these in prose. */
const isTelling = (name: string): boolean => /[a-z][A-Z]|_|\./.test(name);

function mentionTest(name: string): RegExp {
  const literal = name.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&').replaceAll('\\.', '[.#:]{1,2}');
  // `(?<![\w])`: `user` is no mention in `superuser`; code is in backticks or called with parentheses.
  const whole = `(?<![\\w-])${literal}(?![\\w-])`;
  return new RegExp(isTelling(name) ? whole : `\`[^\`]*${whole}[^\`]*\`|${whole}\\(`);
}
