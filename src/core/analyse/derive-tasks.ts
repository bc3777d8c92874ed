import { createHash } from 'node:crypto';
import { compareText } from '../model/compare-text.ts';
import type { TaskWords } from '../model/evidence.ts';
import type { RepoPath, TaskId } from '../model/ids.ts';
import type { Plan } from '../model/plan.ts';
import type { ProjectState } from '../model/project-state.ts';
import type { PriorityPart } from '../model/reasons.ts';
import type { RuleSettings } from '../model/settings.ts';
import type { Task } from '../model/task.ts';
import { literalPattern, matchPaths } from '../paths/match-paths.ts';
import { changedPaths } from './changed-paths.ts';
import { goalPoints } from './goal-points.ts';
import { customRule } from './rules/custom-rule.ts';
import { defaultEstimate } from './rules/kinds.ts';
import { RULES } from './rules/registry.ts';
import type { ChangedPath, Rule, TaskDraft } from './rules/rule.ts';

/** A task about more files than this is about none of them; the most telling ones are kept, the rest is counted. */
const MAX_FILES = 50;
/** Evidence beyond this is counted, not listed. */
const MAX_EVIDENCE = 100;

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
  /** Makes titles and reasons: words are no business of the core. */
  readonly words: TaskWords;
}): Derived {
  const { state, words } = ask;
  const changed = changedPaths(state);
  const all = rulesOf(ask.rules)
    .flatMap(({ rule, settings }) => applyRule({ rule, settings, state, changed, words }))
    .sort((a, b) => b.priority - a.priority || compareText(a.id, b.id));
  return {
    tasks: all.slice(0, ask.limit),
    leftOut: all.slice(ask.limit).map(({ id, kind, why }) => ({ id, kind, why })),
  };
}

interface ActiveRule {
  readonly rule: Rule;
  readonly settings: RuleSettings | undefined;
}

function rulesOf(settings: readonly RuleSettings[]): readonly ActiveRule[] {
  const builtIn = RULES.map((rule) => ({
    rule,
    settings: settings.find((own) => own.kind === rule.kind && !own.custom),
  }));
  const custom = settings
    .filter((own) => own.custom)
    .map((own) => ({ rule: customRule(own), settings: own }));
  return [...builtIn, ...custom].filter((active) => active.settings?.enabled !== false);
}

interface Deriving extends ActiveRule {
  readonly state: ProjectState;
  readonly changed: readonly ChangedPath[];
  readonly words: TaskWords;
}

function applyRule(input: Deriving): readonly Task[] {
  const changed = narrow(input.changed, input.settings);
  const draft = input.rule.propose({ state: input.state, changed });
  return draft === undefined ? [] : [finishTask({ ...input, changed, draft })];
}

function narrow(changed: readonly ChangedPath[], settings: RuleSettings | undefined): readonly ChangedPath[] {
  if (settings === undefined) return changed;
  const wanted = settings.paths.length > 0 ? matchPaths(settings.paths) : () => true;
  const ignored = matchPaths(settings.ignore);
  return changed.filter(({ path }) => wanted(path) && !ignored(path));
}

function finishTask(made: Deriving & { readonly draft: TaskDraft }): Task {
  const { rule, settings, draft, words } = made;
  const files = [...draft.files.slice(0, MAX_FILES)].sort(compareText);
  const more = draft.files.length - files.length;
  const filesLeftOut = more + (draft.filesLeftOut ?? 0);
  const evidence = [
    ...draft.evidence.slice(0, MAX_EVIDENCE),
    ...(more > 0 ? [{ kind: 'unlisted' as const, files: more }] : []),
  ];
  const prioritySum = sumOf(made, files);
  return {
    id: idOf(rule.kind, files),
    kind: rule.kind,
    title: settings?.title ?? words.title(rule.lead, draft.files),
    why: settings?.why ?? words.why(evidence),
    evidence,
    nature: rule.nature,
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
      Math.max(
        0,
        prioritySum.reduce((sum, part) => sum + part.points, 0),
      ),
    ),
    prioritySum,
    estimate: settings?.estimate ?? defaultEstimate(rule.kind, linesOf(files, made.changed)),
    estimateBy: settings?.estimate === undefined ? 'size' : 'given',
    ...(draft.target === undefined ? {} : { target: draft.target }),
    acceptance: acceptanceOf(rule, draft),
  };
}

function sumOf(
  { rule, settings, state, draft }: Deriving & { readonly draft: TaskDraft },
  files: readonly RepoPath[],
): readonly PriorityPart[] {
  const names = draft.evidence.flatMap((one) => ('text' in one && one.text !== undefined ? [one.text] : []));
  return [
    { reason: { kind: 'base', of: rule.kind }, points: settings?.priority ?? rule.base },
    ...draft.weights,
    ...goalPoints({ goal: state.goal, topics: rule.topics, files, names }),
  ];
}

/** A wanted number is part of what is wanted. */
const acceptanceOf = (rule: Rule, { target }: TaskDraft): readonly string[] =>
  target === undefined
    ? rule.acceptance
    : [...rule.acceptance, `At least ${target} % of the changed lines are covered`];

const writesOf = (draft: TaskDraft, files: readonly RepoPath[]): readonly string[] =>
  draft.writes?.slice(0, MAX_FILES) ?? files.map(literalPattern);

function linesOf(files: readonly RepoPath[], changed: readonly ChangedPath[]): number {
  const wanted = new Set(files);
  return changed.reduce((sum, { path, count }) => (wanted.has(path) ? sum + count : sum), 0);
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
