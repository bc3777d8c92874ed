import { compareText } from '../../model/compare-text.ts';
import type { Evidence } from '../../model/evidence.ts';
import type { RepoPath } from '../../model/ids.ts';
import type { Advisory, DependencyChange } from '../../model/project-state.ts';
import type { PriorityPart } from '../../model/reasons.ts';
import { judgeVersion } from '../dependencies/judge-version.ts';
import { isRevert } from '../messages/read-subjects.ts';
import { concernsChange, isOwn } from '../reports/advisories/concerns-change.ts';
import { auditOf } from './audit-due.ts';
import { type ChangedPath, present, type Rule, type RuleInput, type TaskDraft, words } from './rule.ts';

export const dependencyAudit: Rule = {
  kind: 'dependency-audit',
  about:
    'what is shipped depends on something new, on another major version, or on something with a known vulnerability',
  base: 45,
  estimate: { fixed: 8, linesPerMinute: 400 },
  topics: words('security dependency dependencies upgrade update licence license supply'),
  nature: 'codes',
  lead: 'Audit the dependencies of',
  acceptance: ['Known vulnerabilities, licences and maintainers of what is new are checked'],
  signals: ['dependencies', 'messages', 'advisories', 'audits'],
  documentation: {
    speaks: [
      'A dependency of what is shipped is new in a manifest that was there (npm, PyPI, Cargo, Go, Maven, Gradle).',
      'Its major version rose, 3 to 4; of what reads, signs, sends or encrypts what others give also 0.3 to 0.4.',
      'A report of an audit (`npm audit`, `pip-audit`, `cargo audit`, OSV) knows a vulnerability of a dependency that the change moves.',
      'With nothing but names known (`analyze --state`): a manifest or lock file.',
    ],
    silent: [
      'What only reverts.',
      'Smaller moves, removals, the version of the project itself, its own modules.',
      'Development pins, tools, the site of the documentation, versions of actions; linters, test runners and `@types/…` in whatever list.',
      'Manifests that are new, and kinds of manifests that are not listed.',
    ],
    example: '`package.json:14` yaml rises from ^1.10 to ^2.0, another major version.',
  },
  propose: (input) => (input.state.known === 'names' ? byName(input) : byVersions(input)),
};

function byName({ state, changed }: RuleInput): TaskDraft | undefined {
  const files = present(changed)
    .filter(({ classes, path }) => isManifest(classes) && auditOf(path, state, 'dependency-audit').due)
    .map(({ path }) => path)
    .sort(compareText);
  if (files.length === 0) return undefined;
  return {
    files,
    evidence: files.map((file): Evidence => ({ kind: 'name', surface: 'manifest', file })),
    weights: [{ reason: { kind: 'doubt' }, points: -5 }],
  };
}

const isManifest = (classes: ChangedPath['classes']): boolean =>
  classes.has('manifest') || classes.has('lock-file');

function byVersions({ state, changed }: RuleInput): TaskDraft | undefined {
  if (isRevert(state.messages ?? [])) return undefined;
  const here = new Set(present(changed).map(({ path }) => path));
  const moved = unique(
    (state.dependencies ?? []).filter(
      ({ path }) => here.has(path) && auditOf(path, state, 'dependency-audit').due,
    ),
  );
  const advisories = moved.flatMap((change) => advisoriesOf(change, state.advisories ?? []));
  const telling = moved.filter(isTelling);
  const evidence: readonly Evidence[] = [...advisories, ...telling.map(dependencyEvidence)];
  if (evidence.length === 0) return undefined;
  const files = evidence.flatMap((one): RepoPath[] => ('file' in one ? [one.file] : []));
  return { files: [...new Set(files)].sort(compareText), evidence, weights: weightsOf(advisories, telling) };
}

/**
 * What callers rely on may be gone with each `0.x`, and projects of some languages get one a week: of those only what
 * meets others first.
 */
const MEETS_OTHERS =
  /jwt|jose|oauth|oidc|openid|saml|crypt|ssl|tls|sign|auth|passw|passkey|cookie|session|csrf|cors|saniti[sz]|purify|bleach|xml|yaml|markdown|http|proxy|ldap|sql|template|image|zip|archive|upload/i;

function isTelling(change: DependencyChange): boolean {
  const how = judgeVersion(change);
  if (how !== 'major') return how === 'new';
  return !/^\D*0\./.test(change.to ?? '') || MEETS_OTHERS.test(change.name);
}

/** What a manifest and its lock file both tell is told once, by the manifest. */
function unique(changes: readonly DependencyChange[]): readonly DependencyChange[] {
  const sorted = [...changes].sort(
    (a, b) =>
      Number(/lock|shrinkwrap/.test(a.path)) - Number(/lock|shrinkwrap/.test(b.path)) ||
      compareText(a.path, b.path),
  );
  const seen = new Set<string>();
  return sorted.filter(({ name, ecosystem }) => {
    const key = `${ecosystem} ${name}`;
    const isNew = !seen.has(key);
    seen.add(key);
    return isNew;
  });
}

const dependencyEvidence = (change: DependencyChange): Evidence => ({
  kind: 'dependency',
  file: change.path,
  name: change.name,
  how: judgeVersion(change),
  ...(change.line === undefined ? {} : { line: change.line }),
  ...(change.from === undefined ? {} : { from: change.from }),
  ...(change.to === undefined ? {} : { to: change.to }),
});

const advisoriesOf = (change: DependencyChange, advisories: readonly Advisory[]): readonly Evidence[] =>
  advisories
    .filter((one) => concernsChange(one, change))
    .map((one) => ({
      kind: 'advisory',
      file: change.path,
      name: one.package,
      id: one.id,
      severity: one.severity,
      text: isOwn(one, change) ? one.title : `${one.title} (it comes with ${change.name})`.trimStart(),
      source: one.source.file,
      at: one.source.at,
      ...(one.older ? { older: one.older } : {}),
    }));

const weightsOf = (
  advisories: readonly Evidence[],
  telling: readonly DependencyChange[],
): readonly PriorityPart[] => [
  ...(advisories.length > 0 ? [{ reason: { kind: 'known-vulnerability' } as const, points: 25 }] : []),
  ...(telling.some((change) => judgeVersion(change) === 'major')
    ? [{ reason: { kind: 'major-version' } as const, points: 10 }]
    : []),
  ...(telling.length > 5
    ? [{ reason: { kind: 'dependencies-moved', count: telling.length } as const, points: 10 }]
    : []),
];
