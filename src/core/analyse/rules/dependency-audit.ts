import { compareText } from '../../model/compare-text.ts';
import type { PriorityPart } from '../../model/reasons.ts';
import { auditOf, describeAudits } from './audit-due.ts';
import { type ChangedPath, nameFiles, present, type Rule, type RuleInput } from './rule.ts';

export const dependencyAudit: Rule = {
  kind: 'dependency-audit',
  propose: (input) => {
    const due = present(input.changed)
      .filter((path) => changesDependencies(path, input))
      .map((path) => ({ path: path.path, sight: auditOf(path.path, input.state) }))
      .filter(({ sight }) => sight.due);
    if (due.length === 0) return undefined;
    const files = due.map(({ path }) => path).sort(compareText);
    const names = (input.state.dependencies ?? [])
      .filter(({ path }) => files.includes(path))
      .flatMap((change) => change.names);
    const what = names.length > 0 ? `${nameFiles([...new Set(names)].sort(compareText))} changed in ` : '';
    return {
      files,
      title: `Audit the dependencies of ${nameFiles(files)}`,
      why: `${what}${nameFiles(files)}${what === '' ? ' changed' : ''}; ${describeAudits(due.map(({ sight }) => sight))}`,
      risks: risksOf(names.length),
      acceptance: ['Known vulnerabilities, licences and maintainers of what is new are checked'],
    };
  },
};

/** A manifest whose version or scripts changed asks for nothing; a lock file moves whatever it is that moved. */
function changesDependencies({ path, classes }: ChangedPath, { state }: RuleInput): boolean {
  if (classes.has('lock-file')) return true;
  if (!classes.has('manifest')) return false;
  return state.dependencies === undefined || state.dependencies.some((change) => change.path === path);
}

const risksOf = (count: number): readonly PriorityPart[] =>
  count > 5 ? [{ reason: { kind: 'dependencies-moved', count }, points: 10 }] : [];
