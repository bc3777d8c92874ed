import type { RoleSettings } from '../../core/model/settings.ts';

/** AgenticScrum's roles: name → title and skills (all at level 0, "has it"). */
const SKILLS_OF_ROLES = {
  poa: ['Product Owner Agent', ['product']],
  sma: ['Scrum Master Agent', ['process']],
  saa: ['Security Audit Agent', ['security']],
  qaa: ['Quality Assurance Agent', ['testing']],
  doca: ['Documentation Agent', ['documentation']],
} as const;

/** Languages of `deva_<language>`; aliases that AgenticScrum uses for the same one included. */
const LANGUAGES_OF_DEVELOPERS = {
  deva_python: 'python',
  deva_javascript: 'javascript',
  deva_typescript: 'typescript',
  deva_claude_python: 'python',
  deva_java: 'java',
  deva_kotlin: 'kotlin',
  deva_go: 'go',
  deva_rust: 'rust',
  deva_csharp: 'csharp',
  deva_cpp: 'cpp',
  deva_php: 'php',
  deva_ruby: 'ruby',
  deva_swift: 'swift',
} as const;

/** All known roles by name, in a table without a prototype: names come from files. */
export function knownRoles(): Record<string, RoleSettings> {
  const roles: Record<string, RoleSettings> = Object.create(null);
  for (const [name, [title, skills]] of Object.entries(SKILLS_OF_ROLES))
    roles[name] = { title, skills: skillTable(skills), languages: [], agents: [] };
  for (const [name, language] of Object.entries(LANGUAGES_OF_DEVELOPERS))
    roles[name] = {
      title: `Developer Agent (${language})`,
      skills: skillTable([language]),
      languages: [language],
      agents: [],
    };
  return roles;
}

/** Skills at level 0, in a table without a prototype. */
export function skillTable(names: readonly string[]): Record<string, number> {
  const skills: Record<string, number> = Object.create(null);
  for (const name of names) skills[name] = 0;
  return skills;
}
