import { escapeText } from '../escape.ts';
import { utcClock } from '../times.ts';
import { type CiView, claimsInTheWay } from './ci-view.ts';
import { asOf } from './task-states.ts';

/** A notice at lines of a file, as a runner shows it beside the diff. */
export interface Annotation {
  readonly file: string;
  readonly startLine?: number;
  readonly endLine?: number;
  readonly title: string;
  readonly text: string;
}

/** GitHub shows ten notices of a step; the rest would crowd out what comes later. */
const MOST = 10;

type LineRange = readonly [first: number, last: number];

export interface AnnotationPlaces {
  /** Of the checkout in the workspace; empty: it is the same. */
  readonly folder: string;
  /** What the change touches in files that others are on. */
  readonly changed: ReadonlyMap<string, readonly LineRange[]>;
}

/** Conflicts that will happen, at our lines of them, then files that others hold. */
export function annotations(
  view: CiView,
  { folder, changed }: AnnotationPlaces,
): { readonly shown: readonly Annotation[]; readonly more: number } {
  const all = [...conflicts(view, changed), ...claims(view, changed)].filter(
    ({ file }) => escapeText(file) === file,
  );
  const placed = all.map((one) => ({ ...one, file: folder === '' ? one.file : `${folder}/${one.file}` }));
  return { shown: placed.slice(0, MOST), more: Math.max(0, placed.length - MOST) };
}

const conflicts = ({ plan, base }: CiView, changed: AnnotationPlaces['changed']): readonly Annotation[] =>
  plan.presence.branches.flatMap(({ name, author, isBase, conflicts: found }) =>
    found.flatMap(({ path, lines = [] }): readonly Annotation[] => {
      const whose = isBase
        ? `${escapeText(base, 100)} itself`
        : `${escapeText(name, 100)} (${escapeText(author, 40)})`;
      const said = { file: path, title: 'will conflict' };
      const ours = nearest(changed.get(path) ?? [], lines);
      if (ours.length === 0) return [{ ...said, text: `this file conflicts with ${whose}` }];
      return ours.map(([startLine, endLine]) => ({
        ...said,
        startLine,
        endLine,
        text: `these lines conflict with ${whose}`,
      }));
    }),
  );

const MOST_RANGES = 3;

/**
 * What we changed where the merge conflicts. Lines of a merged file stand lower than ours by what came in above them, so
 * each conflict is matched with the change of ours that is nearest.
 */
function nearest(ours: readonly LineRange[], conflicting: readonly LineRange[]): readonly LineRange[] {
  const distance = ([first, last]: LineRange, [from, to]: LineRange): number =>
    Math.max(0, from - last, first - to);
  const found = conflicting.flatMap((range) =>
    ours.toSorted((a, b) => distance(a, range) - distance(b, range) || a[0] - b[0]).slice(0, 1),
  );
  return [...new Set(found)].slice(0, MOST_RANGES);
}

const claims = (view: CiView, changed: AnnotationPlaces['changed']): readonly Annotation[] =>
  claimsInTheWay(view).flatMap((claim) =>
    claim.sharedFiles.map((file) => {
      const [first] = changed.get(file) ?? [];
      return {
        file,
        ...(first === undefined ? {} : { startLine: first[0], endLine: first[1] }),
        title: 'held by somebody else',
        text: `${escapeText(claim.holder, 80)} holds this file for "${escapeText(claim.title ?? claim.task, 80)}" until ${utcClock(claim.until, asOf(view))}`,
      };
    }),
  );
