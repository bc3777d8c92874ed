import { compareText } from '../../model/compare-text.ts';
import type { PriorityPart } from '../../model/reasons.ts';
import { type ChangedPath, isProductCode, nameFiles, plural, present, type Rule } from './rule.ts';

/** Reviewers find little beyond some 400 lines (SmartBear's study of Cisco's reviews): such a change needs more eyes. */
const MANY_LINES = 400;
const MANY_FILES = 20;
/** Risky code is worth a second look when more than a detail of it changed. */
const RISKY_LINES = 100;
/** A review of everything is a review of nothing: the files that hold most of the change. */
const REVIEWED_FILES = 10;

export const codeReview: Rule = {
  kind: 'code-review',
  propose: ({ changed }) => {
    const code = present(changed).filter(isProductCode);
    const lines = code.reduce((sum, path) => sum + path.lines, 0);
    const risky = code.filter(isRisky);
    const riskyLines = risky.reduce((sum, path) => sum + path.lines, 0);
    const large = lines >= MANY_LINES || code.length >= MANY_FILES;
    if (!large && riskyLines < RISKY_LINES) return undefined;
    const worth = largestFirst(large ? code : risky);
    const files = worth.slice(0, REVIEWED_FILES).map(({ path }) => path);
    const filesLeftOut = worth.length - files.length;
    const size = lines > 0 ? `${plural(lines, 'changed line')} in ` : '';
    const all = `${size}${plural(code.length, 'file')} of code`;
    const some = riskyLines > 0 ? `${plural(riskyLines, 'line')} of it in risky places` : '';
    const dear = `${plural(riskyLines, 'changed line')} in ${nameFiles(worth.map(({ path }) => path))}, where mistakes are dear`;
    return {
      files,
      filesLeftOut,
      title: `Review the change of ${nameFiles(files)}`,
      why: [...(large ? [all, some] : [dear]), notReviewed(filesLeftOut)]
        .filter((part) => part !== '')
        .join(', '),
      risks: risksOf(lines, risky.length > 0),
      acceptance: ['Each finding is fixed, or reported with its file and line'],
    };
  },
};

/** The files of the task are named; what it leaves out must not look reviewed. */
const notReviewed = (rest: number): string =>
  rest > 0 ? `of which the ${REVIEWED_FILES} with the largest changes are reviewed and ${rest} are not` : '';

const isRisky = ({ classes }: ChangedPath): boolean =>
  classes.has('auth') || classes.has('crypto') || classes.has('secrets') || classes.has('migration');

const largestFirst = (paths: readonly ChangedPath[]): readonly ChangedPath[] =>
  [...paths].sort((a, b) => b.lines - a.lines || compareText(a.path, b.path));

const risksOf = (lines: number, risky: boolean): readonly PriorityPart[] => [
  ...(lines >= 4 * MANY_LINES ? [{ reason: { kind: 'very-large-change' } as const, points: 10 }] : []),
  ...(risky ? [{ reason: { kind: 'risky-places' } as const, points: 5 }] : []),
];
