import { compareText } from '../../model/compare-text.ts';
import type { Evidence } from '../../model/evidence.ts';
import type { Finding } from '../../model/project-state.ts';
import type { PriorityPart } from '../../model/reasons.ts';
import { touchesChange } from './changed-ranges.ts';
import { present, type Rule, words } from './rule.ts';

export const fixFinding: Rule = {
  kind: 'fix-finding',
  about: 'what a scanner reports of changed lines (SARIF)',
  base: 60,
  estimate: { fixed: 8, linesPerMinute: 40 },
  topics: words('security quality vulnerability static analysis'),
  nature: 'fixes',
  lead: 'Settle what scanners report of',
  acceptance: ['Each finding is fixed, or reported as false with the reason'],
  signals: ['lines', 'findings'],
  documentation: {
    speaks: [
      'A report of a scanner names a line that the change added or touched, as an error or a warning.',
    ],
    silent: ['Notes.', 'Findings in lines that the change left alone.', 'Findings without a line.'],
    example: '`src/login.ts:12` js/sql-injection: this query depends on a user-provided value.',
  },
  propose: ({ state, changed }) => {
    const byPath = new Map(present(changed).map((path) => [path.path, path]));
    const touched = (state.findings ?? []).filter(({ path, lines, level }) => {
      const change = byPath.get(path);
      return (
        level !== 'note' && lines !== undefined && change !== undefined && touchesChange(change, ...lines)
      );
    });
    if (touched.length === 0) return undefined;
    const sorted = [...touched].sort(byWeight);
    return {
      files: [...new Set(sorted.map(({ path }) => path))],
      evidence: sorted.map(evidenceOf),
      weights: weightsOf(sorted),
    };
  },
};

const byWeight = (a: Finding, b: Finding): number =>
  Number(b.level === 'error') - Number(a.level === 'error') ||
  compareText(a.path, b.path) ||
  (a.lines?.[0] ?? 0) - (b.lines?.[0] ?? 0) ||
  compareText(a.rule, b.rule);

const evidenceOf = ({ path, lines, message, rule, tool, source, older }: Finding): Evidence => ({
  kind: 'finding',
  file: path,
  line: lines?.[0] ?? 1,
  text: message,
  rule,
  tool,
  source: source.file,
  at: source.at,
  ...(older ? { older } : {}),
});

const weightsOf = (findings: readonly Finding[]): readonly PriorityPart[] => [
  ...(findings.some(({ level }) => level === 'error')
    ? [{ reason: { kind: 'reported-error' } as const, points: 10 }]
    : []),
  ...(findings.every(({ older }) => older)
    ? [{ reason: { kind: 'older-report' } as const, points: -15 }]
    : []),
];
