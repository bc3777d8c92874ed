import type { ChangedLine } from '../../model/changed-lines.ts';
import type { RiskyLine } from '../../model/evidence.ts';
import type { CodeRisk } from '../../model/risks.ts';
import { languageOf } from '../../paths/language-of.ts';
import { wordsOf } from '../../paths/path-words.ts';
import { isMarkup } from '../lines/is-markup.ts';
import { codeLines, realLines } from '../lines/real-lines.ts';
import type { ChangedPath } from '../rules/rule.ts';
import { CODE_PATTERNS, type CodePattern, OPENS_A_DOOR } from './code-risks.ts';
import { coverSecrets, holdsSecret } from './find-secrets.ts';
import { saysOnly, withoutStrings } from './plain-code.ts';

/** A risky line, and whether it takes others to speak. */
export interface FoundRisk {
  readonly evidence: RiskyLine;
  readonly weak: boolean;
}

const MAX_SHOWN = 160;
/** Of one file; more of them say nothing new. */
const MAX_LINES = 20;

/** Lines of product code that decide something an attacker would like to. */
export function findCodeRisks(path: ChangedPath): readonly FoundRisk[] {
  const { lines, classes } = path;
  if (lines === undefined || !classes.has('source')) return [];
  const patterns = patternsFor(languageOf(path.path));
  const matched = realLines(lines).flatMap((line) => {
    const pattern = findPattern(line, patterns);
    return pattern === undefined ? [] : [riskAt(path, line, pattern)];
  });
  return [...matched, ...guardedLines(path, matched)].slice(0, MAX_LINES);
}

/** Secrets in any file that people write, whatever it is. */
export function findSecrets(path: ChangedPath): readonly FoundRisk[] {
  const { lines, classes } = path;
  if (lines === undefined || classes.has('test') || classes.has('example')) return [];
  return lines.hunks
    .flatMap((hunk) => hunk.lines)
    .filter(
      ({ side, moved, kind, text }) => side === 'added' && !moved && kind === 'code' && holdsSecret(text),
    )
    .slice(0, MAX_LINES)
    .map((line) => ({ evidence: evidenceOf(path, line, 'secret'), weak: false }));
}

const patternsFor = (language: string | undefined): readonly CodePattern[] =>
  CODE_PATTERNS.filter(
    ({ languages }) => languages === undefined || (language !== undefined && languages.includes(language)),
  );

function findPattern({ code, side }: ChangedLine, patterns: readonly CodePattern[]): CodePattern | undefined {
  if (saysOnly(code) || (side === 'removed' && OPENS_A_DOOR.test(code))) return undefined;
  const plain = withoutStrings(code);
  return patterns.find(({ pattern, unless, inStrings }) => {
    const text = inStrings ? code : plain;
    return pattern.test(text) && unless?.test(text) !== true;
  });
}

const riskAt = (path: ChangedPath, line: ChangedLine, { risk, weak }: CodePattern): FoundRisk => ({
  evidence: evidenceOf(path, line, risk),
  weak: weak === true,
});

/**
 * In files that log people in, keep their sessions or encrypt, every real line counts, and so do lines that moved: the
 * order of checks is what such files are about.
 */
function guardedLines(path: ChangedPath, matched: readonly FoundRisk[]): readonly FoundRisk[] {
  const { lines, classes } = path;
  const guards = classes.has('auth') || classes.has('crypto') || classes.has('secrets');
  if (lines === undefined || !guards) return [];
  const known = new Set(matched.map(({ evidence }) => evidence.line));
  const risk = guardOf(path);
  const deeds = codeLines(lines).filter(
    ({ line, code }) => !known.has(line) && isDeed(code) && !isMarkup(path.path, code),
  );
  const added = deeds.filter(({ side }) => side === 'added');
  return (added.length > 0 ? added : deeds)
    .sort((a, b) => Number(a.moved) - Number(b.moved) || a.line - b.line)
    .map((line) => ({ evidence: evidenceOf(path, line, risk), weak: false }));
}

/** Something that is done or decided, not only named, said or declared. */
const isDeed = (code: string): boolean =>
  !saysOnly(code) &&
  /[\p{L}\p{N}_]\s*(?:[=(.[]|[<>!]=?)|\b(?:return|if|else|for|while|not|in|delete|await|yield)\b/u.test(
    withoutStrings(code),
  );

function guardOf({ path, classes }: ChangedPath): CodeRisk {
  if (!classes.has('auth')) return classes.has('crypto') ? 'crypto-code' : 'auth-code';
  return wordsOf(path).some((word) => /^(?:sessions?|cookies?)$/.test(word)) ? 'session-code' : 'auth-code';
}

const evidenceOf = ({ path }: ChangedPath, line: ChangedLine, risk: CodeRisk): RiskyLine => ({
  kind: 'risk',
  risk,
  file: path,
  line: line.line,
  text: coverSecrets(line.text.trim()).slice(0, MAX_SHOWN),
  ...(line.side === 'removed' ? { removed: true as const } : {}),
  ...(line.moved ? { moved: true as const } : {}),
});
