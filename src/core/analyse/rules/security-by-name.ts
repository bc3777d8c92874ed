import { compareText } from '../../model/compare-text.ts';
import type { Evidence } from '../../model/evidence.ts';
import type { ExposedSurface, PriorityPart } from '../../model/reasons.ts';
import type { PathClass } from '../../paths/classify-path.ts';
import { auditOf } from './audit-due.ts';
import { type ChangedPath, present, type RuleInput, type TaskDraft } from './rule.ts';

/** What an attacker meets first, most dangerous first. Manifests have a rule of their own: dependency-audit. */
const SURFACES: readonly (readonly [ExposedSurface & PathClass, points: number])[] = [
  ['secrets', 15],
  ['auth', 15],
  ['crypto', 15],
  ['workflow', 10],
  ['submodules', 10],
  ['api', 5],
];

/** Where only names of files are known: what they are called after. */
export function auditByName({ state, changed }: RuleInput): TaskDraft | undefined {
  const exposed = present(changed)
    .flatMap((path) => {
      const surface = surfaceOf(path);
      return surface === undefined
        ? []
        : [{ path: path.path, surface, sight: auditOf(path.path, state, 'security-audit') }];
    })
    .filter(({ sight }) => sight.due)
    .sort((a, b) => b.surface[1] - a.surface[1] || compareText(a.path, b.path));
  const first = exposed[0];
  if (first === undefined) return undefined;
  const [surface, points] = first.surface;
  const weights: readonly PriorityPart[] = [
    { reason: { kind: 'surface', surface }, points },
    { reason: { kind: 'doubt' }, points: -5 },
  ];
  const last = exposed.flatMap(({ sight }) => sight.last ?? []).sort((a, b) => b - a)[0];
  return {
    files: exposed.map(({ path }) => path),
    evidence: [
      ...exposed.map(({ path, surface: [name] }): Evidence => ({ kind: 'name', surface: name, file: path })),
      ...(last === undefined ? [] : [{ kind: 'audited', at: last } as const]),
    ],
    weights,
  };
}

const surfaceOf = ({ classes }: ChangedPath): (typeof SURFACES)[number] | undefined =>
  SURFACES.find(([name]) => classes.has(name));
