import { count } from '../count.ts';
import { escapeText } from '../escape.ts';

/** What an agent does not see of the user's environment: names alone. */
export interface AgentHides {
  readonly agent: string;
  readonly names: readonly string[];
}

const WIDEST = 110;

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
    ...wrapped(hides.length === 1 ? `from ${escapeText(hides[0]?.agent ?? '')}: ` : 'from all agents: ', all),
    ...others.flatMap(({ agent, more }) =>
      wrapped(`from ${escapeText(agent)}${all.length > 0 ? ' also' : ''}: `, more),
    ),
  ];
  const lines = said.length === 0 ? ['agents see all variables of your environment'] : said;
  return lines.map((line, at) => `${at === 0 ? 'Hidden   ' : '         '} ${line}`);
}

const inAll = (hides: readonly AgentHides[]): readonly string[] =>
  (hides[0]?.names ?? []).filter((name) => hides.every(({ names }) => names.includes(name)));

function wrapped(start: string, names: readonly string[]): readonly string[] {
  if (names.length === 0) return [];
  const lines = [start];
  for (const [at, name] of names.entries()) {
    const word = `${escapeText(name)}${at === names.length - 1 ? '' : ', '}`;
    const last = lines.length - 1;
    if (`${lines[last]}${word}`.length > WIDEST && lines[last] !== start) lines.push(`  ${word}`);
    else lines[last] += word;
  }
  return lines.map((line) => line.trimEnd());
}
