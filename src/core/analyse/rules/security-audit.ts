import { compareText } from '../../model/compare-text.ts';
import type { ExposedSurface, PriorityPart } from '../../model/reasons.ts';
import type { PathClass } from '../../paths/classify-path.ts';
import { auditOf, describeAudits } from './audit-due.ts';
import { type ChangedPath, nameFiles, present, type Rule, type TaskDraft } from './rule.ts';

/** What an attacker meets first, most dangerous first. Manifests have a rule of their own: dependency-audit. */
const SURFACES: readonly (readonly [ExposedSurface & PathClass, what: string, points: number])[] = [
  ['secrets', 'secrets', 15],
  ['auth', 'authentication', 15],
  ['crypto', 'cryptography', 15],
  ['workflow', 'a CI workflow', 10],
  ['submodules', 'the list of submodules', 10],
  ['api', 'the API surface', 5],
];

const SUBMODULE_MODE = '160000';

export const securityAudit: Rule = {
  kind: 'security-audit',
  propose: ({ state, changed }) => {
    const exposed = present(changed)
      .filter((path) => surfacesOf(path).length > 0)
      .map((path) => ({ path, sight: auditOf(path.path, state) }))
      .filter(({ sight }) => sight.due);
    if (exposed.length === 0) return undefined;
    return draft(
      exposed.map(({ path }) => path),
      describeAudits(exposed.map(({ sight }) => sight)),
    );
  },
};

function surfacesOf({ classes, change }: ChangedPath): readonly (typeof SURFACES)[number][] {
  const isSubmodule = change.newMode === SUBMODULE_MODE;
  return SURFACES.filter(([name]) => classes.has(name) || (isSubmodule && name === 'submodules'));
}

function draft(paths: readonly ChangedPath[], audits: string): TaskDraft {
  const files = mostExposedFirst(paths);
  const met = SURFACES.filter(([name]) =>
    paths.some((path) => surfacesOf(path).some(([own]) => own === name)),
  );
  const what = met.map(([, words]) => words);
  const risks = met
    .slice(0, 2)
    .map(([surface, , points]): PriorityPart => ({ reason: { kind: 'surface', surface }, points }));
  return {
    files,
    title: `Audit the security of ${nameFiles(files)}`,
    why: `${joinWords(what)} changed; ${audits}`,
    risks: audits.startsWith('no audit')
      ? [...risks, { reason: { kind: 'never-audited' }, points: 5 }]
      : risks,
    acceptance: ['Each finding is fixed, or reported with its file and line and why it was left'],
  };
}

const mostExposedFirst = (paths: readonly ChangedPath[]): TaskDraft['files'] => {
  const rank = (path: ChangedPath): number => Math.max(...surfacesOf(path).map(([, , points]) => points));
  return [...paths].sort((a, b) => rank(b) - rank(a) || compareText(a.path, b.path)).map(({ path }) => path);
};

const joinWords = (words: readonly string[]): string =>
  words.length < 2 ? (words[0] ?? '') : `${words.slice(0, -1).join(', ')} and ${words.at(-1) ?? ''}`;
