import type { Problem } from '../../core/model/problem.ts';
import { errorAt, isList, isTable, type Located } from './located.ts';

// Small steps on located tables. A table is copied before it is changed; places stay with what was moved.

export type Members = Map<string, Located>;

/** Other names in one table → ours. */
export function renameMembers(
  node: Located,
  aliases: Readonly<Record<string, string>>,
  problems: Problem[],
): Located {
  if (!isTable(node.content)) return node;
  const members: Members = new Map(node.content);
  for (const [other, ours] of Object.entries(aliases)) {
    const member = take(members, other);
    if (member !== undefined) put(members, ours, member, problems);
  }
  return { where: node.where, content: members };
}

/** Under our name, unless the file says the same thing under both. */
export function put(members: Members, key: string, node: Located, problems: Problem[]): void {
  if (!members.has(key)) members.set(key, node);
  else problems.push(errorAt(node.where, 'conflicting-keys', { key: node.where.key ?? '', other: key }));
}

export function take(members: Members, key: string): Located | undefined {
  const node = members.get(key);
  members.delete(key);
  return node;
}

export function edit(members: Members, key: string, change: (node: Located) => Located): void {
  const node = members.get(key);
  if (node !== undefined) members.set(key, change(node));
}

export function withMember(node: Located, key: string, change: (member: Located) => Located): Located {
  if (!isTable(node.content)) return node;
  const members: Members = new Map(node.content);
  edit(members, key, change);
  return { where: node.where, content: members };
}

export const mapMembers = (node: Located, change: (member: Located) => Located): Located =>
  isTable(node.content)
    ? { where: node.where, content: new Map([...node.content].map(([key, each]) => [key, change(each)])) }
    : node;

export const mapItems = (node: Located, change: (item: Located) => Located): Located =>
  isList(node.content) ? { where: node.where, content: node.content.map(change) } : node;

/** `claude:` with nothing after it names an agent with all defaults. */
export const orEmpty = (node: Located): Located =>
  node.content === null ? { where: node.where, content: new Map() } : node;

/** A key with nothing after it is as good as absent. */
export function withoutNulls(node: Located): Located {
  if (!isTable(node.content)) return mapItems(node, withoutNulls);
  const members = [...node.content].filter(([, member]) => member.content !== null);
  return { where: node.where, content: new Map(members.map(([key, each]) => [key, withoutNulls(each)])) };
}
