import { isTable, type Located, membersOf } from './located.ts';

/** AgenticScrum's file; `background:` in it is ours, the rest its own. */
export const AGENTIC_SCRUM_FILE = 'agentic_config.yaml';
const PACKAGE_FILE = 'package.json';
export const MODULE_NAME = 'agentic-plan';

/** Keys of `background:` and of its agents that steer AgenticScrum's own daemon and mean nothing here. */
const DAEMON_KEYS: readonly string[] = ['enabled', 'log_level'];
const DAEMON_AGENT_KEYS: readonly string[] = ['max_memory', 'max_cpu_percent', 'priority'];

const baseName = (file: string): string => file.slice(file.lastIndexOf('/') + 1);

/** Top-level keys that matter in a file of this name; undefined: all. */
export function keysOfInterest(file: string): readonly string[] | undefined {
  if (baseName(file) === PACKAGE_FILE) return [MODULE_NAME];
  return baseName(file) === AGENTIC_SCRUM_FILE ? ['background', 'agents', 'qa'] : undefined;
}

/** The part of a file that is our configuration, as if it stood at top level. */
export function pickSection(root: Located, file: string): Located {
  if (baseName(file) === PACKAGE_FILE)
    return membersOf(root).get(MODULE_NAME) ?? { where: root.where, content: new Map() };
  return baseName(file) === AGENTIC_SCRUM_FILE ? fromAgenticScrum(root) : root;
}

function fromAgenticScrum(root: Located): Located {
  if (!isTable(root.content)) return root;
  const background = root.content.get('background');
  if (background !== undefined && background.content !== null && !isTable(background.content))
    return background;
  const members = new Map(membersOf(background));
  for (const key of DAEMON_KEYS) members.delete(key);

  const agents = members.get('agents') ?? root.content.get('agents');
  if (agents !== undefined) members.set('agents', withoutDaemonKeys(agents));
  const gates = membersOf(membersOf(root.content.get('qa')).get('quality_gates'));
  const coverage = gates.get('minimum_coverage');
  if (coverage !== undefined && !members.has('coverage')) members.set('coverage', coverage);
  return { where: background?.where ?? root.where, content: members };
}

function withoutDaemonKeys(agents: Located): Located {
  if (!isTable(agents.content)) return agents;
  const cleaned = [...agents.content].map(([name, agent]): [string, Located] => {
    if (!isTable(agent.content)) return [name, agent];
    const members = [...agent.content].filter(([key]) => !DAEMON_AGENT_KEYS.includes(key));
    return [name, { where: agent.where, content: new Map(members) }];
  });
  return { where: agents.where, content: new Map(cleaned) };
}
