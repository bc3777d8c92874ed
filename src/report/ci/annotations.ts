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

/** Conflicts that will happen, at their lines, then files that others hold. `folder`: of the checkout in the workspace. */
export function annotations(
  view: CiView,
  folder = '',
): { readonly shown: readonly Annotation[]; readonly more: number } {
  const all = [...conflicts(view), ...claims(view)].filter(({ file }) => escapeText(file) === file);
  const placed = all.map((one) => ({ ...one, file: folder === '' ? one.file : `${folder}/${one.file}` }));
  return { shown: placed.slice(0, MOST), more: Math.max(0, placed.length - MOST) };
}

const conflicts = ({ plan, base }: CiView): readonly Annotation[] =>
  plan.presence.branches.flatMap(({ name, author, isBase, conflicts: found }) =>
    found.flatMap(({ path, lines }): readonly Annotation[] => {
      const whose = isBase
        ? `${escapeText(base, 100)} itself`
        : `${escapeText(name, 100)} (${escapeText(author, 40)})`;
      const said = { file: path, title: 'will conflict', text: `these lines conflict with ${whose}` };
      if (!lines?.length) return [{ ...said, text: `this file conflicts with ${whose}` }];
      return lines.slice(0, 3).map(([startLine, endLine]) => ({ ...said, startLine, endLine }));
    }),
  );

const claims = (view: CiView): readonly Annotation[] =>
  claimsInTheWay(view).flatMap((claim) =>
    claim.sharedFiles.map((file) => ({
      file,
      title: 'held by somebody else',
      text: `${escapeText(claim.holder, 80)} holds this file for "${escapeText(claim.title ?? claim.task, 80)}" until ${utcClock(claim.until, asOf(view))}`,
    })),
  );
