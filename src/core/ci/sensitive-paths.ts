import { PRESETS } from '../agents/presets.ts';

/** What decides how workflows run, what agents are told and what they may, whichever agent a team has; as `Preset.reads`. */
const NAMES: readonly string[] = [
  '.github/',
  '.gitlab/',
  '.gitlab-ci.yml',
  '.lfsconfig', // where contents are uploaded to with our token
  '.mcp/',
  '.agentic-planrc',
  '.agentic-planrc.yaml',
  '.agentic-planrc.yml',
  '.agentic-planrc.json',
  'agentic_config.yaml',
  'persona_rules.yaml',
  'persona_rules.yaml.j2',
  ...Object.values(PRESETS).flatMap(({ reads }) => reads),
];

/**
 * Whether a person has to look at a change of this path before agents work on it. `others`: paths that the team's configuration
 * names. File systems that do not tell `A` from `a` are not told apart either.
 */
export function isSensitive(path: string, others: readonly string[]): boolean {
  const asked = `/${path.toLowerCase()}`;
  return others.includes(path) || WANTED.some((name) => endsOrPasses(asked, name));
}

const WANTED = [...new Set(NAMES.map((name) => `/${name.toLowerCase()}`))];

/** A folder that has become a file, or a link, counts as one. */
const endsOrPasses = (path: string, name: string): boolean =>
  name.endsWith('/') ? `${path}/`.includes(name) : path.endsWith(name);
