import type { Problem } from '../../core/model/problem.ts';
import {
  edit,
  type Members,
  mapItems,
  mapMembers,
  orEmpty,
  put,
  renameMembers,
  take,
  withMember,
  withoutNulls,
} from '../parse/edit-located.ts';
import { errorAt, isList, isTable, type Located, membersOf, warningAt } from '../parse/located.ts';
import { nearest } from '../schema/nearest.ts';

// Other names that teams already have in their files. They are moved to ours before anything is checked, each with its
// place, so that the schema knows one name for each thing.

/** In one table: other name → ours. The editors' JSON Schema offers them as well. */
export const AGENT_ALIASES = { run: 'command', capacity: 'at_once' } as const;
export const STEP_ALIASES = { needs: 'depends_on', when: 'if' } as const;
export const WORKFLOW_ALIASES = { when: 'if' } as const;
export const COORDINATION_KEYS = ['file_locking', 'dependency_resolution', 'max_agents_per_file'] as const;

const AUDIT_ALIASES = {
  last_security_audit: 'security-audit',
  last_dependency_audit: 'dependency-audit',
} as const;

type Aliases = Readonly<Record<string, string>>;

/** A section in our own names, and what was wrong or old-fashioned about the others. */
export function resolveAliases(section: Located): { node: Located; problems: readonly Problem[] } {
  if (!isTable(section.content)) return { node: section, problems: [] };
  const problems: Problem[] = [];
  const rename = (aliases: Aliases) => (node: Located) => renameMembers(node, aliases, problems);
  const members: Members = new Map(section.content);

  edit(members, 'agents', (agents) => mapMembers(agents, (agent) => rename(AGENT_ALIASES)(orEmpty(agent))));
  edit(members, 'roles', (roles) => mapMembers(roles, orEmpty));
  edit(members, 'rules', (rules) => mapMembers(rules, orEmpty));
  edit(members, 'workflows', (workflows) =>
    mapMembers(workflows, (workflow) =>
      isList(workflow.content)
        ? mapItems(workflow, rename(STEP_ALIASES))
        : withMember(rename(WORKFLOW_ALIASES)(workflow), 'steps', (steps) =>
            mapItems(steps, rename(STEP_ALIASES)),
          ),
    ),
  );
  moveDaemonDefaults(members, problems);
  moveCoordination(members, problems);
  moveAudits(members, problems);
  return { node: withoutNulls({ where: section.where, content: members }), problems };
}

/** `max_concurrent_agents`, `task_timeout` (seconds) and `retry_attempts` of AgenticScrum. */
function moveDaemonDefaults(members: Members, problems: Problem[]): void {
  const concurrent = take(members, 'max_concurrent_agents');
  if (concurrent !== undefined)
    putBelow(members, { table: 'limits', key: 'agents', node: concurrent, problems });
  const timeout = take(members, 'task_timeout');
  if (timeout !== undefined) {
    const { content, where } = timeout;
    put(
      members,
      'timeout',
      { where, content: typeof content === 'number' ? `${content}s` : content },
      problems,
    );
  }
  const retries = take(members, 'retry_attempts');
  if (retries !== undefined) put(members, 'retries', retries, problems);
}

/** `last_security_audit`, as AgenticScrum's state files call it. */
function moveAudits(members: Members, problems: Problem[]): void {
  for (const [name, key] of Object.entries(AUDIT_ALIASES)) {
    const date = take(members, name);
    if (date !== undefined) putBelow(members, { table: 'audits', key, node: date, problems });
  }
}

function moveCoordination(members: Members, problems: Problem[]): void {
  const coordination = take(members, 'coordination');
  if (coordination === undefined || coordination.content === null) return;
  if (!isTable(coordination.content)) {
    problems.push(errorAt(coordination.where, 'wrong-type', { value: 'no table', expected: ['table'] }));
    return;
  }
  for (const [key, node] of coordination.content) {
    if (key === 'file_locking') {
      const { content, where } = node;
      const mode = content === true ? 'enforce' : content === false ? 'off' : content;
      putBelow(members, { table: 'claims', key: 'mode', node: { where, content: mode }, problems });
    } else if (key === 'max_agents_per_file') putBelow(members, { table: 'claims', key, node, problems });
    else if (key === 'dependency_resolution') {
      if (node.content === false) problems.push(warningAt(node.where, 'order-always-respected'));
    } else {
      const near = nearest(key, COORDINATION_KEYS);
      const data = { key, known: COORDINATION_KEYS, ...(near !== undefined && { nearest: near }) };
      problems.push(errorAt(node.where, 'unknown-key', data));
    }
  }
}

/** Below a table of ours that may not be there yet. */
function putBelow(
  members: Members,
  { table, key, node, problems }: { table: string; key: string; node: Located; problems: Problem[] },
): void {
  const above = members.get(table);
  if (above !== undefined && above.content !== null && !isTable(above.content)) return;
  const below: Members = new Map(membersOf(above));
  if (below.has(key))
    problems.push(
      errorAt(node.where, 'conflicting-keys', { key: node.where.key ?? '', other: `${table}.${key}` }),
    );
  else below.set(key, node);
  members.set(table, { where: above?.where ?? node.where, content: below });
}
