import type { ChangedLine, FileLines } from '../../model/changed-lines.ts';
import type { RiskyLine } from '../../model/evidence.ts';
import type { CodeRisk } from '../../model/risks.ts';
import { languageOf } from '../../paths/language-of.ts';
import { wordsOf } from '../../paths/path-words.ts';
import { realLines } from '../lines/real-lines.ts';
import type { ChangedPath } from '../rules/rule.ts';
import { BOUNDARY_PATTERNS } from './boundary-risks.ts';
import { CODE_PATTERNS, type CodePattern, OPENS_A_DOOR } from './code-risks.ts';
import { coverSecrets, holdsSecret } from './find-secrets.ts';
import { findGuardLines } from './guard-lines.ts';
import { saysOnly, withoutStrings } from './plain-code.ts';
import { RISK_TEXTS } from './risk-texts.generated.ts';

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
  const found = known.get(lines) ?? readCodeRisks(path, lines);
  known.set(lines, found);
  return found;
}

/** Several rules ask. */
const known = new WeakMap<FileLines, readonly FoundRisk[]>();

function readCodeRisks(path: ChangedPath, lines: FileLines): readonly FoundRisk[] {
  const read = realLines(lines).map((line) => ({ line, plain: withoutStrings(line.code) }));
  const patterns = patternsFor(path, read);
  const matched = read.flatMap((one) => {
    const pattern = findPattern(one, patterns);
    return pattern === undefined ? [] : [riskAt(path, one.line, pattern)];
  });
  return [...matched, ...guardedLines(path, matched)].slice(0, MAX_LINES);
}

/** A line, and what is left of its code without strings. */
interface ReadLine {
  readonly line: ChangedLine;
  readonly plain: string;
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

const PATTERNS = [...CODE_PATTERNS, ...BOUNDARY_PATTERNS].map((pattern, at) => ({
  ...pattern,
  texts: RISK_TEXTS[at] ?? [],
}));

/**
 * Those that may find something. The engine compiles a pattern where it is first used, which takes longer than to look for
 * the texts of which each of its matches holds one; most of them stand in no change.
 */
function patternsFor({ path, classes }: ChangedPath, lines: readonly ReadLine[]): readonly CodePattern[] {
  const language = languageOf(path);
  const code = lines
    .map(({ line }) => line.code)
    .join('\n')
    .toLowerCase();
  const plain = lines
    .map((line) => line.plain)
    .join('\n')
    .toLowerCase();
  return PATTERNS.filter(
    ({ languages, inStrings, risk, texts }) =>
      (languages === undefined || (language !== undefined && languages.includes(language))) &&
      holdsSome(inStrings ? code : plain, texts) &&
      // Who may do what is decided by the server; a screen only shows it.
      !(SERVERS_DECIDE.has(risk) && COMPONENT.test(path)) &&
      !(OURS.has(risk) && SCRIPTS.test(path)) &&
      // In strings of a migration stand names of settings and columns.
      !(inStrings === true && risk !== 'query' && classes.has('migration')),
  );
}

const holdsSome = (lower: string, texts: readonly string[]): boolean =>
  texts.length === 0 || texts.some((text) => lower.includes(text));

const COMPONENT = /\.(?:[jt]sx|vue|svelte)$/;
const SERVERS_DECIDE: ReadonlySet<CodeRisk> = new Set([
  'permission',
  'weak-crypto',
  'limit',
  'visibility',
  'outgoing',
  'upload',
  'handler',
  'request-parsing',
]);

/** What we run by hand gets its text from us. */
const SCRIPTS = /(?:^|\/)(?:scripts?|extra|hack|dev)\//i;
const OURS: ReadonlySet<CodeRisk> = new Set([
  'shell',
  'path',
  'query',
  'execution',
  'limit',
  'request-parsing',
]);

function findPattern(
  { line: { code, side }, plain }: ReadLine,
  patterns: readonly CodePattern[],
): CodePattern | undefined {
  if (patterns.length === 0 || (side === 'removed' && OPENS_A_DOOR.test(code))) return undefined;
  const said = saysOnly(code);
  return patterns.find(({ risk, pattern, needs, unless, inStrings, evenSaid }) => {
    // Whom nobody answers any more does no harm.
    if ((said && !evenSaid) || (side === 'removed' && risk === 'handler')) return false;
    const text = inStrings ? code : plain;
    return pattern.test(text) && needs?.test(text) !== false && unless?.test(text) !== true;
  });
}

const riskAt = (path: ChangedPath, line: ChangedLine, { risk, weak }: CodePattern): FoundRisk => ({
  evidence: evidenceOf(path, line, risk),
  weak: weak === true,
});

/** Lines that stand in a file of authentication, sessions or cryptography, and act. */
function guardedLines(path: ChangedPath, matched: readonly FoundRisk[]): readonly FoundRisk[] {
  const risk = guardOf(path);
  const known = new Set(matched.map(({ evidence }) => evidence.line));
  return findGuardLines(path, known).map((line) => ({ evidence: evidenceOf(path, line, risk), weak: false }));
}

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
