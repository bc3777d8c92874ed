import type { Evidence } from '../../model/evidence.ts';
import type { ChangedPath } from '../rules/rule.ts';

/** Programs that stand in the repository and that every build runs. */
const PROGRAMS =
  /(?:^|\/)(?:gradle-wrapper\.jar|maven-wrapper\.jar|\.yarn\/(?:releases|plugins)\/.+\.c?js|\.mvn\/wrapper\/.+\.(?:jar|java)|\.pnp\.c?js|gradlew(?:\.bat)?|mvnw(?:\.cmd)?|bazelisk?|sbt-launch\.jar)$/i;

const WRAPPER_SETTINGS = /(?:^|\/)(?:gradle|maven)-wrapper\.properties$/i;
const URL_LINE = /^\s*(?:distributionUrl|wrapperUrl)\s*=\s*(.+)$/;
const SUM_LINE = /^\s*(?:distributionSha256Sum|wrapperSha256Sum)\s*=/;
/** Where the projects themselves publish; a newer version from there is nothing to look at. */
const KNOWN_HOSTS =
  /^https:\/\/(?:services\.gradle\.org|downloads\.gradle\.org|repo\.maven\.apache\.org|repo1\.maven\.org)\//;

const SUBMODULE = '160000';

/** What builds run without anybody reading it. */
export function findBuildRisks(path: ChangedPath): readonly Evidence[] {
  const { change, path: file } = path;
  if (change.kind === 'deleted') return [];
  if (PROGRAMS.test(file) && change.newMode !== '120000')
    return isScript(file) && !changesCode(path)
      ? []
      : [{ kind: 'binary', file, how: change.kind === 'modified' ? 'replaced' : 'added' }];
  // A pointer that moves is another version; a submodule that is new, or comes from elsewhere, is another's code.
  if (change.newMode === SUBMODULE && change.oldMode !== SUBMODULE) return [{ kind: 'submodule', file }];
  if (path.classes.has('submodules')) return submoduleUrls(path);
  return WRAPPER_SETTINGS.test(file) ? distributionLines(path) : [];
}

const isScript = (file: string): boolean => /(?:gradlew|mvnw)(?:\.bat|\.cmd)?$/i.test(file);

const changesCode = ({ lines, change }: ChangedPath): boolean =>
  change.kind === 'added' ||
  lines === undefined ||
  lines.hunks.some((hunk) => hunk.lines.some(({ kind }) => kind === 'code'));

function distributionLines({ path, lines }: ChangedPath): readonly Evidence[] {
  const all = (lines?.hunks ?? []).flatMap((hunk) => hunk.lines);
  const keepsSum = all.some(({ side, text }) => side === 'added' && SUM_LINE.test(text));
  return all.flatMap(({ side, line, text }): readonly Evidence[] => {
    const url = URL_LINE.exec(text)?.[1]?.replaceAll('\\:', ':').trim();
    const foreign = side === 'added' && url !== undefined && !KNOWN_HOSTS.test(url);
    const unchecked = side === 'removed' && SUM_LINE.test(text) && !keepsSum;
    if (!foreign && !unchecked) return [];
    const removed = unchecked ? { removed: true as const } : {};
    return [{ kind: 'risk', risk: 'distribution', file: path, line, text: text.trim(), ...removed }];
  });
}

const submoduleUrls = ({ path, lines }: ChangedPath): readonly Evidence[] =>
  (lines?.hunks ?? [])
    .flatMap((hunk) => hunk.lines)
    .filter(({ side, text, moved }) => side === 'added' && !moved && /^\s*url\s*=/.test(text))
    .map(({ line, text }) => ({ kind: 'risk', risk: 'distribution', file: path, line, text: text.trim() }));
