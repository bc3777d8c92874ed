import { count } from '../count.ts';
import { escapeText } from '../escape.ts';

/** What an agent does not see of the user's environment: names alone. */
export interface AgentHides {
  readonly agent: string;
  readonly names: readonly string[];
}

/** One line at the start of a run; '' where every agent sees all. */
export function hiddenLine(hides: readonly AgentHides[]): string {
  const numbers = hides.map(({ names }) => names.length);
  const [least, most] = [Math.min(...numbers), Math.max(...numbers)];
  if (hides.length === 0 || most === 0) return '';
  const many = least === most ? count(most, 'variable') : `${least} to ${most} variables`;
  return `note: agents do not see ${many} of your environment: --dry-run names them, \`agents.<name>.pass\` passes more\n`;
}

/** `run --dry-run`: which, and from whom where that differs. */
export function hiddenLines(hides: readonly AgentHides[]): readonly string[] {
  const all = inAll(hides);
  const others = hides.flatMap(({ agent, names }) => {
    const more = names.filter((name) => !all.includes(name));
    return more.length === 0 ? [] : [{ agent, more }];
  });
  const said = [
    ...(all.length === 0
      ? []
      : [`from ${hides.length === 1 ? escapeText(hides[0]?.agent ?? '') : 'all agents'}: ${named(all)}`]),
    ...others.map(
      ({ agent, more }) => `from ${escapeText(agent)}${all.length > 0 ? ' also' : ''}: ${named(more)}`,
    ),
  ];
  const lines = said.length === 0 ? ['agents see all variables of your environment'] : said;
  return lines.map((line, at) => `${at === 0 ? 'Hidden   ' : '         '} ${line}`);
}

const inAll = (hides: readonly AgentHides[]): readonly string[] =>
  (hides[0]?.names ?? []).filter((name) => hides.every(({ names }) => names.includes(name)));

const named = (names: readonly string[]): string => names.map((name) => escapeText(name)).join(', ');
