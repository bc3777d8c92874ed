import type { Agent } from '../model/agent.ts';
import { compareText } from '../model/compare-text.ts';
import type { Missing } from '../model/reasons.ts';
import type { RoleSettings } from '../model/settings.ts';
import type { Task } from '../model/task.ts';
import { languageOf } from '../paths/language-of.ts';
import { asLiteral, fixedDirectory, matchPaths } from '../paths/match-paths.ts';

/** What an agent lacks for a task; none: it may do it. */
export function findMissing(task: Task, agent: Agent, role: RoleSettings | undefined): readonly Missing[] {
  return [
    ...missingName(task, agent, role),
    ...missingSkills({ ...role?.skills, ...task.skills }, agent),
    ...missingLanguages(task, agent),
    ...missingPaths(task, agent),
  ];
}

function missingName(task: Task, agent: Agent, role: RoleSettings | undefined): readonly Missing[] {
  if (task.agent !== undefined) return task.agent === agent.id ? [] : [`agent:${task.agent}`];
  const players = role?.agents ?? [];
  return players.length === 0 || players.includes(agent.id) ? [] : [`role:${task.role ?? ''}`];
}

function missingSkills(wanted: Readonly<Record<string, number>>, agent: Agent): readonly Missing[] {
  return Object.entries(wanted)
    .filter(([skill, level]) => levelOf(agent, skill) < level)
    .sort(([a], [b]) => compareText(a, b))
    .map(([skill, level]): Missing => (level > 0 ? `skill@${level}:${skill}` : `skill:${skill}`));
}

/** A generalist (no skills named) has every skill at level 0; a skill that is not there is below any level. */
function levelOf(agent: Agent, skill: string): number {
  if (Object.hasOwn(agent.skills, skill)) return agent.skills[skill] ?? 0;
  return Object.keys(agent.skills).length === 0 ? 0 : -1;
}

const languagesOf = (task: Task): readonly string[] =>
  [...new Set([...task.files, ...task.writes].map(languageOf))]
    .filter((language) => language !== undefined)
    .sort(compareText);

const missingLanguages = (task: Task, agent: Agent): readonly Missing[] =>
  agent.languages.length === 0
    ? []
    : languagesOf(task)
        .filter((language) => !agent.languages.includes(language))
        .map((language) => `language:${language}` as const);

function missingPaths(task: Task, agent: Agent): readonly Missing[] {
  if (agent.paths.length === 0) return [];
  const allowed = matchPaths(agent.paths);
  // All that lies below a directory is allowed where a path of the agent names it, or one above, as a whole.
  const allowedBelow = matchPaths(agent.paths.map((path) => path.replace(/(^|\/)\*\*$/, '')));
  return task.writes
    .filter((pattern) => {
      const literal = asLiteral(pattern);
      if (literal !== undefined && !literal.endsWith('/')) return !allowed(literal);
      return !agent.paths.includes(pattern) && !allowedBelow(fixedDirectory(pattern));
    })
    .map((pattern): Missing => `path:${pattern}`);
}

/** How much an agent is made for a task: skills, languages and paths that name it, not just allow it. */
export function expertise(task: Task, agent: Agent): number {
  const skills = Object.keys(task.skills).filter((skill) => Object.hasOwn(agent.skills, skill)).length;
  const languages = languagesOf(task).filter((language) => agent.languages.includes(language)).length;
  return skills * 2 + languages + (agent.paths.length > 0 && task.writes.length > 0 ? 1 : 0);
}
