import type { AgentCommand } from '../../core/model/task.ts';
import { skillTable } from '../agents/known-roles.ts';
import { toCommand } from '../parse/split-command.ts';
import type { CommandValue, SkillsInput } from '../schema/settings-schema.ts';

const PRIORITIES = { high: 80, medium: 50, low: 20 } as const;

export const asPriority = (input: number | keyof typeof PRIORITIES): number =>
  typeof input === 'number' ? input : PRIORITIES[input];

export const asList = (input: string | readonly string[] | undefined): readonly string[] =>
  input === undefined ? [] : typeof input === 'string' ? [input] : input;

/** A list means level 0, "has it". */
export function asSkills(input: SkillsInput | undefined): Record<string, number> {
  if (input === undefined) return skillTable([]);
  return Array.isArray(input) ? skillTable(input) : Object.assign(skillTable([]), input);
}

export function asCommand(input: CommandValue | undefined): AgentCommand | undefined {
  if (input === undefined) return undefined;
  return typeof input === 'string' || Array.isArray(input)
    ? toCommand(input, false)
    : toCommand(input.command, input.shell);
}

/** The object without its undefined members: absent and undefined are different things to our types. */
export function present<T extends object>(members: T): { [K in keyof T]?: Exclude<T[K], undefined> } {
  const kept = Object.entries(members).filter(([, value]) => value !== undefined);
  return Object.fromEntries(kept) as { [K in keyof T]?: Exclude<T[K], undefined> };
}

/** `./src//a.ts` as git names it, `src/a.ts`. What leads outside is left as it is, to be refused. */
export const plainPath = (path: string): string =>
  path.replace(/^(\.\/+)+(?=.)/, '').replaceAll(/\/{2,}/g, '/');

/** A condition, in GitHub's braces or without. */
export const asCondition = <T extends string | undefined>(written: T): T | string =>
  written === undefined
    ? written
    : written.trim().replace(/^\$\{\{([\s\S]*)\}\}$/, (_, inside: string) => inside.trim());
