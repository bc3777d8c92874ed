import { REPORT_KINDS } from '../../core/analyse/reports/report-places.ts';
import { takesOutDefault } from '../normalize/add-to-mergeable.ts';
import { checkGlob } from '../normalize/glob-trouble.ts';
import { findNearest, isList, type Located, type PathKey } from '../parse/located.ts';
import { agentEntries, type ConfigRule, workflowEntries } from './rule.ts';

/** Globs are matched by a small, bounded matcher; what it does not do is refused, so that nothing silently fails to match. */
export const globsAreUsable: ConfigRule = ({ input, node }) => {
  const mergeable = itemsAt(node, ['claims', 'mergeable']).filter(
    ({ content }) => !(typeof content === 'string' && takesOutDefault(content)),
  );
  const lists: PathKey[][] = [
    ['claims', 'ignore'],
    ...agentEntries(input).map(([name]) => ['agents', name, 'paths']),
    ...Object.keys(input.rules).flatMap((kind) =>
      ['paths', 'ignore', 'writes'].map((key) => ['rules', kind, key]),
    ),
    ...workflowEntries(input).flatMap(({ steps, path }) =>
      steps.flatMap((_, index) => ['paths', 'writes', 'reads'].map((key) => [...path, index, key])),
    ),
  ];
  const reports = REPORT_KINDS.flatMap((kind) => itemsOrOne(node, ['signals', kind]));
  const written = [...mergeable, ...reports, ...lists.flatMap((path) => itemsAt(node, path))];
  const keys = Object.keys(input.claims.regenerate ?? {}).map((glob) => ({
    where: findNearest(node, ['claims', 'regenerate', glob]).where,
    content: glob,
  }));
  return [...written, ...keys].flatMap(({ where, content }) =>
    typeof content === 'string' ? checkGlob(content, where) : [],
  );
};

/** A list, or one path that stands for a list of one. */
function itemsOrOne(node: Located, path: readonly PathKey[]): readonly Located[] {
  const found = findNearest(node, path);
  const isThere = found !== findNearest(node, path.slice(0, -1));
  return isThere && typeof found.content === 'string' && found.content !== 'off'
    ? [found]
    : itemsAt(node, path);
}

/** Items that the file itself has at exactly this path; defaults are ours and sound. */
function itemsAt(node: Located, path: readonly PathKey[]): readonly Located[] {
  const last = path.at(-1);
  const found = findNearest(node, path);
  return isList(found.content) && found !== findNearest(node, path.slice(0, -1)) && last !== undefined
    ? found.content
    : [];
}
