import type { ChangeMessage } from '../../model/change-message.ts';
import { compareText } from '../../model/compare-text.ts';
import type { Evidence } from '../../model/evidence.ts';
import type { PriorityPart } from '../../model/reasons.ts';
import { realLines } from '../lines/real-lines.ts';
import { isRevert, onlyFormats } from '../messages/read-subjects.ts';
import { findCodeRisks } from '../risks/find-code-risks.ts';
import { findMigration } from '../risks/find-migration.ts';
import { type ChangedPath, present, type Rule, type RuleInput, type TaskDraft, words } from './rule.ts';

/**
 * Reviewers find little beyond some 400 lines of a diff (SmartBear's study of Cisco's reviews); of those, blank lines, comments,
 * imports, and what only moved aside: a change of as many lines of code is more than that already.
 */
const MANY_LINES = 400;
/** Where the change brings tests of about that size, its author has looked twice. */
const MANY_TESTED_LINES = 600;
/** Code where mistakes are dear is worth a second look when more than a detail of it changed. */
const RISKY_LINES = 80;
/** So is what is large enough to hide one of several lines that an attacker would look for. */
const LINES_AROUND_RISKS = 250;
const FEW_RISKS = 5;
/** A review of everything is a review of nothing: the files that hold most of the change. */
const REVIEWED_FILES = 10;

export const codeReview: Rule = {
  kind: 'code-review',
  about: 'large changes, larger ones in places where mistakes are dear, and migrations of data',
  base: 45,
  estimate: { fixed: 8, linesPerMinute: 50 },
  topics: words('quality refactor refactoring cleanup maintainability stability'),
  nature: 'reviews',
  lead: 'Review the change of',
  acceptance: ['Each finding is fixed, or reported with its file and line'],
  signals: ['lines', 'messages'],
  documentation: {
    speaks: [
      `At least ${MANY_LINES} different lines of code are new (${MANY_TESTED_LINES} where a third as many of tests come with them); those that are gone count half.`,
      `At least ${LINES_AROUND_RISKS} of them, and ${FEW_RISKS} of those would have a security audit; or ${RISKY_LINES} in code of authentication, sessions or cryptography.`,
      'A migration changes data that is there, whatever its size.',
    ],
    silent: [
      'Lines that only moved, were formatted anew, are repeated, or that a program wrote.',
      'Tests, documents, examples, vendored files, texts in other languages (`lang/cs/…`).',
      'Migrations of the schema alone, the way back of others, and those that only add rows.',
      'What only reverts, or runs a formatter.',
    ],
    example:
      '412 changed lines in 16 files of code; the 10 with the largest changes are reviewed and 6 are not.',
  },
  propose: (input) =>
    input.state.known === 'names' || isNothingNew(input.state.messages ?? [])
      ? undefined
      : proposeReview(input),
};

interface Weighed {
  readonly path: ChangedPath;
  /** Different lines of code that are new, and half of those that are gone: they are read, too, but only once. */
  readonly lines: number;
}

function proposeReview({ changed }: RuleInput): TaskDraft | undefined {
  const here = present(changed);
  const migrations = here.flatMap((path) => findMigration(path) ?? []);
  const code = weigh(here.filter(({ classes }) => classes.has('source')));
  const risky = code.filter(({ path }) => isRisky(path));
  const [lines, riskyLines] = [sumOf(code), sumOf(risky)];
  const large = isLarge(lines, changed);
  if (!large && riskyLines < RISKY_LINES && migrations.length === 0) return undefined;
  const worth = (large ? code : riskyLines >= RISKY_LINES ? risky : []).map(({ path }) => path.path);
  const all = [...new Set([...migrations.map(({ file }) => file), ...worth])];
  const files = all.slice(0, REVIEWED_FILES);
  const left = all.length - files.length;
  const size: Evidence = { kind: 'size', lines, files: code.length, risky: riskyLines };
  return {
    files,
    filesLeftOut: left,
    evidence: [
      ...migrations,
      ...(worth.length > 0 ? [size] : []),
      ...(left > 0 ? [{ kind: 'left-out', reviewed: files.length, files: left } as const] : []),
    ],
    weights: weightsOf({ lines, risky: riskyLines > 0, migrates: migrations.length > 0 }),
  };
}

const isNothingNew = (messages: readonly ChangeMessage[]): boolean =>
  isRevert(messages) || onlyFormats(messages);

function isLarge(lines: number, changed: readonly ChangedPath[]): boolean {
  if (lines >= MANY_TESTED_LINES) return true;
  const tests = sumOf(weigh(present(changed).filter(({ classes }) => classes.has('test'))));
  if (lines >= MANY_LINES && 3 * tests < lines) return true;
  if (lines < LINES_AROUND_RISKS) return false;
  const risks = present(changed).flatMap((path) => findCodeRisks(path).filter(({ weak }) => !weak));
  return risks.length >= FEW_RISKS;
}

/** Largest first; a line that stands in many places is read once. */
function weigh(paths: readonly ChangedPath[]): readonly Weighed[] {
  const seen = new Set<string>();
  const weighed = paths.map((path) => {
    const real = path.lines === undefined ? [] : realLines(path.lines);
    const fresh = real.filter(({ side, code }) => {
      const text = `${side} ${code.trim()}`;
      const isNew = !seen.has(text);
      seen.add(text);
      return isNew;
    });
    const gone = fresh.filter(({ side }) => side === 'removed').length;
    return { path, lines: fresh.length - gone + Math.floor(gone / 2) };
  });
  return weighed
    .filter(({ lines }) => lines > 0)
    .sort((a, b) => b.lines - a.lines || compareText(a.path.path, b.path.path));
}

const sumOf = (weighed: readonly Weighed[]): number => weighed.reduce((sum, { lines }) => sum + lines, 0);

const isRisky = ({ classes }: ChangedPath): boolean =>
  classes.has('auth') || classes.has('crypto') || classes.has('secrets');

const weightsOf = (of: {
  readonly lines: number;
  readonly risky: boolean;
  readonly migrates: boolean;
}): readonly PriorityPart[] => [
  ...(of.migrates ? [{ reason: { kind: 'data-migration' } as const, points: 15 }] : []),
  ...(of.lines >= 4 * MANY_LINES ? [{ reason: { kind: 'very-large-change' } as const, points: 10 }] : []),
  ...(of.risky ? [{ reason: { kind: 'risky-places' } as const, points: 5 }] : []),
];
