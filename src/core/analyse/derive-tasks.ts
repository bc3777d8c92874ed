import { createHash } from 'node:crypto';
import { compareText } from '../model/compare-text.ts';
import type { RepoPath, TaskId } from '../model/ids.ts';
import type { Plan } from '../model/plan.ts';
import type { ProjectState } from '../model/project-state.ts';
import type { PriorityPart } from '../model/reasons.ts';
import type { RuleSettings } from '../model/settings.ts';
import type { Task } from '../model/task.ts';
import { type BuiltInKind, defaultEstimate, isBuiltIn, TASK_KINDS } from '../model/task-kinds.ts';
import { classifyPath } from '../paths/classify-path.ts';
import { literalPattern, matchPaths } from '../paths/match-paths.ts';
import { goalPoints } from './goal-points.ts';
import { codeReview } from './rules/code-review.ts';
import { customRule } from './rules/custom-rule.ts';
import { dependencyAudit } from './rules/dependency-audit.ts';
import { documentationUpdate } from './rules/documentation-update.ts';
import type { ChangedPath, Rule, TaskDraft } from './rules/rule.ts';
import { securityAudit } from './rules/security-audit.ts';
import { testCoverage } from './rules/test-coverage.ts';

/** A task about more files than this is about none of them; the most telling ones are kept, the rest is counted. */
const MAX_FILES = 50;

/** Priority of a team's own rule before risk and goal, where it names none. */
const OWN_BASE = 50;

/** The rule of each kind: one that is listed and has none does not compile. */
const BUILT_IN: Readonly<Record<BuiltInKind, Rule>> = {
  'security-audit': securityAudit,
  'dependency-audit': dependencyAudit,
  'test-coverage': testCoverage,
  'code-review': codeReview,
  'documentation-update': documentationUpdate,
};

export interface Derived {
  /** Most valuable first. */
  readonly tasks: readonly Task[];
  readonly leftOut: Plan['leftOut'];
}

/** The few tasks that a change asks for; what exceeds `limit` is named, never dropped in silence. */
export function deriveTasks(ask: {
  readonly state: ProjectState;
  readonly rules: readonly RuleSettings[];
  readonly limit: number;
}): Derived {
  const changed = ask.state.changes.map(classifyChange);
  const all = rulesOf(ask.rules)
    .flatMap(({ rule, settings }) => applyRule({ rule, settings, state: ask.state, changed }))
    .sort((a, b) => b.priority - a.priority || compareText(a.id, b.id));
  return {
    tasks: all.slice(0, ask.limit),
    leftOut: all.slice(ask.limit).map(({ id, kind, why }) => ({ id, kind, why })),
  };
}

function classifyChange(change: ProjectState['changes'][number]): ChangedPath {
  const lines = (change.added ?? 0) + (change.deleted ?? 0);
  return { path: change.path, change, classes: classifyPath(change.path), lines };
}

interface ActiveRule {
  readonly rule: Rule;
  readonly settings: RuleSettings | undefined;
}

function rulesOf(settings: readonly RuleSettings[]): readonly ActiveRule[] {
  const builtIn = Object.values(BUILT_IN).map((rule) => ({
    rule,
    settings: settings.find((own) => own.kind === rule.kind && !own.custom),
  }));
  const custom = settings
    .filter((own) => own.custom)
    .map((own) => ({ rule: customRule(own), settings: own }));
  return [...builtIn, ...custom].filter((active) => active.settings?.enabled !== false);
}

function applyRule(
  input: ActiveRule & { readonly state: ProjectState; readonly changed: readonly ChangedPath[] },
): readonly Task[] {
  const { rule, settings, state } = input;
  const changed = narrow(input.changed, settings);
  const draft = rule.propose({ state, changed });
  return draft === undefined ? [] : [finishTask({ rule, settings, state, changed, draft })];
}

function narrow(changed: readonly ChangedPath[], settings: RuleSettings | undefined): readonly ChangedPath[] {
  if (settings === undefined) return changed;
  const wanted = settings.paths.length > 0 ? matchPaths(settings.paths) : () => true;
  const ignored = matchPaths(settings.ignore);
  return changed.filter(({ path }) => wanted(path) && !ignored(path));
}

function finishTask(made: {
  readonly rule: Rule;
  readonly settings: RuleSettings | undefined;
  readonly state: ProjectState;
  readonly changed: readonly ChangedPath[];
  readonly draft: TaskDraft;
}): Task {
  const { rule, settings, state, draft } = made;
  const files = [...draft.files.slice(0, MAX_FILES)].sort(compareText);
  const more = draft.files.length - files.length;
  const filesLeftOut = more + (draft.filesLeftOut ?? 0);
  const parts: readonly PriorityPart[] = [
    { reason: { kind: 'base', of: rule.kind }, points: settings?.priority ?? baseOf(rule.kind) },
    ...draft.risks,
    ...goalPoints(state.goal, rule.kind, files),
  ];
  const lines = linesOf(files, made.changed);
  return {
    id: idOf(rule.kind, files),
    kind: rule.kind,
    title: settings?.title ?? draft.title,
    why: settings?.why ?? (more > 0 ? `${draft.why}; ${more} more files are not listed` : draft.why),
    origin: 'rule',
    files,
    ...(filesLeftOut > 0 ? { filesLeftOut } : {}),
    writes: settings?.writes ?? writesOf(draft, files),
    reads: more > 0 ? files.map(literalPattern) : (draft.reads ?? []),
    needs: [],
    after: [],
    skills: settings?.skills ?? {},
    ...(settings?.role === undefined ? {} : { role: settings.role }),
    priority: Math.min(
      100,
      parts.reduce((sum, part) => sum + part.points, 0),
    ),
    prioritySum: parts,
    estimate: settings?.estimate ?? defaultEstimate(rule.kind, lines),
    ...(draft.target === undefined ? {} : { target: draft.target }),
    acceptance: draft.acceptance,
  };
}

const baseOf = (kind: string): number => (isBuiltIn(kind) ? TASK_KINDS[kind].base : OWN_BASE);

const writesOf = (draft: TaskDraft, files: readonly RepoPath[]): readonly string[] =>
  draft.writes?.slice(0, MAX_FILES) ?? files.map(literalPattern);

function linesOf(files: readonly RepoPath[], changed: readonly ChangedPath[]): number {
  const wanted = new Set(files);
  return changed.reduce((sum, { path, lines }) => (wanted.has(path) ? sum + lines : sum), 0);
}

/** Kind and a hash of kind and files: the same question asked after a new push keeps its name. */
function idOf(kind: string, files: readonly RepoPath[]): TaskId {
  const hash = createHash('sha256')
    .update(JSON.stringify([kind, ...files]))
    .digest('hex');
  return `${kind
    .toLowerCase()
    .replaceAll(/[^a-z0-9_-]/g, '-')
    .slice(0, 55)}-${hash.slice(0, 8)}` as TaskId;
}
