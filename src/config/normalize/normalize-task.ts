import { defaultEstimate, natureOf } from '../../core/analyse/rules/kinds.ts';
import type { AgentId, RepoPath } from '../../core/model/ids.ts';
import { repoPath, taskId } from '../../core/model/ids.ts';
import type { Task } from '../../core/model/task.ts';

import { asLiteral, literalPattern } from '../../core/paths/match-paths.ts';
import { knownRoles } from '../agents/known-roles.ts';
import { parseMinutes } from '../parse/duration.ts';
import { toCommand } from '../parse/split-command.ts';
import type { TaskInput } from '../schema/tasks-schema.ts';
import { asCondition, asList, asPriority, asSkills, plainPath, present } from './normalize-parts.ts';

/** Of a task whose file does not say why. */
export const whyOf = (file: string): string => `asked for in ${file}`;

/** A task of a file, checked before, as the planner knows tasks. */
export function normalizeTask(input: TaskInput, file: string): Task {
  const { id, kind, title, why, role, agent, target, retries, timeout, command } = input;
  const files = asList(input.files);
  const named = files.map(plainPath);
  const creates = asList(input.creates).map(plainPath);
  const changes =
    (input.writes === undefined ? undefined : asList(input.writes).map(plainPath)) ??
    named.map((path) => (isGlob(path) ? path : literalPattern(path)));
  const writes = [...new Set([...changes, ...creates])];
  const priority = asPriority(input.priority ?? 'medium');
  // AgenticScrum's files name roles where an agent is asked for.
  const isRole = agent !== undefined && knownRoles()[agent] !== undefined;
  return {
    id: taskId(id),
    kind,
    title: title ?? defaultTitle(kind, named),
    why: why ?? whyOf(file),
    evidence: [],
    nature: natureOf(kind),
    origin: 'file',
    files: literalPaths(files.length > 0 ? named.filter((path) => !isGlob(path)) : writes.flatMap(literal)),
    writes,
    reads: asList(input.reads).map(plainPath),
    needs: asList(input.needs).map((need) => taskId(need)),
    after: asList(input.after).map((other) => taskId(other)),
    skills: asSkills(input.skills),
    priority,
    prioritySum: [
      {
        reason: input.priority === undefined ? { kind: 'not-given' } : { kind: 'given', file },
        points: priority,
      },
    ],
    estimate: estimateOf(input.estimate) ?? defaultEstimate(kind, 0),
    estimateBy: input.estimate === undefined ? 'size' : 'given',
    acceptance: asList(input.acceptance),
    ...present({
      creates: creates.length === 0 ? undefined : creates,
      role: role ?? (isRole ? agent : undefined),
      target,
      retries,
      condition: asCondition(input.if),
      outputs: input.outputs,
      agent: isRole ? undefined : (agent as AgentId | undefined),
      timeout: timeout === undefined ? undefined : parseMinutes(timeout),
      command: command === undefined ? undefined : toCommand(command, input.shell),
    }),
  };
}

const estimateOf = (estimate: TaskInput['estimate']): number | undefined =>
  estimate === undefined ? undefined : Math.round(parseMinutes(estimate) ?? 1);

const isGlob = (path: string): boolean => /[*?]/.test(path);

const literal = (pattern: string): readonly string[] => {
  const path = asLiteral(pattern);
  return path === undefined || path.endsWith('/') ? [] : [path];
};

const literalPaths = (paths: readonly string[]): readonly RepoPath[] =>
  [...new Set(paths)].map((path) => repoPath(path));

/** `code-review` of two files → `code review: src/a.ts, src/b.ts`. */
function defaultTitle(kind: string, files: readonly string[]): string {
  const what = kind.replaceAll(/[-_]/g, ' ');
  if (files.length === 0) return what;
  const more = files.length > 3 ? ` and ${files.length - 3} more` : '';
  return `${what}: ${files.slice(0, 3).join(', ')}${more}`;
}
