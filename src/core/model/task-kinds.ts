// What is known of a kind of task, in one place: rules, defaults, order, and documentation derive from it.

/** Kinds that our own rules derive. */
export type BuiltInKind =
  | 'security-audit'
  | 'dependency-audit'
  | 'test-coverage'
  | 'code-review'
  | 'documentation-update';

/** What doing it amounts to; decides what goes first on the same files. */
export type KindNature = 'audits' | 'fixes' | 'tests' | 'reviews' | 'verifies' | 'documents' | 'codes';

export interface TaskKind {
  /** What its rule looks for; a sentence for the documentation. */
  readonly about: string;
  /** Priority before risk and goal. */
  readonly base: number;
  /** Minutes of an agent: a fixed part, and one more for every so many changed lines. */
  readonly estimate: { readonly fixed: number; readonly linesPerMinute: number };
  /** Words of a sprint goal that it serves. */
  readonly topics: ReadonlySet<string>;
  readonly nature: KindNature;
}

const words = (text: string): ReadonlySet<string> => new Set(text.split(' '));

export const TASK_KINDS: Readonly<Record<BuiltInKind, TaskKind>> = {
  'security-audit': {
    about:
      'secrets, authentication, cryptography, CI workflows, submodules and the API surface, not audited since',
    base: 60,
    estimate: { fixed: 10, linesPerMinute: 40 },
    topics: words(
      'security secure auth authentication authorization login password session privacy compliance vulnerability',
    ),
    nature: 'audits',
  },
  'dependency-audit': {
    about: 'manifests and lock files whose dependencies moved, not audited since',
    base: 50,
    estimate: { fixed: 8, linesPerMinute: 400 },
    topics: words('security dependency dependencies upgrade update licence license supply'),
    nature: 'codes',
  },
  'test-coverage': {
    about: 'changed lines that no test runs, where a coverage report says so',
    base: 50,
    estimate: { fixed: 8, linesPerMinute: 25 },
    topics: words('test tests testing coverage quality reliability stability'),
    nature: 'tests',
  },
  'code-review': {
    about: 'changes too large for one reviewer, and larger ones in places where mistakes are dear',
    base: 45,
    estimate: { fixed: 8, linesPerMinute: 50 },
    topics: words('quality refactor refactoring cleanup maintainability stability'),
    nature: 'reviews',
  },
  'documentation-update': {
    about: 'documents that name what changed or is gone, and a changed public surface that none names',
    base: 30,
    estimate: { fixed: 8, linesPerMinute: 200 },
    topics: words('documentation docs document guide onboarding'),
    nature: 'documents',
  },
};

export const BUILT_IN_KINDS = Object.keys(TASK_KINDS) as readonly BuiltInKind[];

export const isBuiltIn = (kind: string): kind is BuiltInKind => Object.hasOwn(TASK_KINDS, kind);

const OTHER = { fixed: 12, linesPerMinute: 40 };
/** Whatever the size, an agent is done or lost after this. */
const MOST_MINUTES = 60;

/** Until runs have shown better: whole minutes, at least the fixed part of the kind. */
export function defaultEstimate(kind: string, changedLines: number): number {
  const { fixed, linesPerMinute } = isBuiltIn(kind) ? TASK_KINDS[kind].estimate : OTHER;
  return Math.min(MOST_MINUTES, fixed + Math.ceil(changedLines / linesPerMinute));
}

const BY_PREFIX: readonly (readonly [RegExp, KindNature])[] = [
  [/^fix/, 'fixes'],
  [/^verify/, 'verifies'],
  [/^(documentation|docs\b)/, 'documents'],
  [/^code-review/, 'reviews'],
  [/^test-coverage/, 'tests'],
];

/** Of a built-in kind as listed; of a team's own by how its name begins. */
const natureOf = (kind: string): KindNature =>
  isBuiltIn(kind) ? TASK_KINDS[kind].nature : (BY_PREFIX.find(([name]) => name.test(kind))?.[1] ?? 'codes');

/**
 * Whether a task of the one kind goes before one of the other on the same files: a review uses the audit, a verification
 * looks at fixes, documentation describes what code became.
 */
export function kindGoesFirst(earlier: string, later: string): boolean {
  const before = natureOf(earlier);
  switch (natureOf(later)) {
    case 'reviews':
      return before === 'audits';
    case 'verifies':
      return before === 'fixes';
    case 'documents':
      return before === 'codes' || before === 'fixes' || before === 'audits';
    default:
      return false;
  }
}
