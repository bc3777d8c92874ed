import { parseSettings } from '../../src/config/parse/parse-settings.ts';
import type { Checked, Problem } from '../../src/core/model/problem.ts';
import type { Settings } from '../../src/core/model/settings.ts';

export const bytesOf = (text: string): Uint8Array => new TextEncoder().encode(text);

export const parse = (text: string, name = '.agentic-planrc.yaml'): Checked<Settings> =>
  parseSettings(bytesOf(text), name);

/** The value, or a failure that shows every problem. */
export function accepted<T>(checked: Checked<T>): T {
  if (!checked.ok) throw new Error(checked.problems.map(brief).join('\n'));
  return checked.value;
}

export const settingsOf = (text: string, name?: string): Settings => accepted(parse(text, name));

/** Problems as `line:column key code`, warnings too. */
export function problemsOf(checked: Checked<unknown>): readonly string[] {
  return (checked.ok ? checked.warnings : checked.problems).map(brief);
}

const brief = ({ code, where }: Problem): string =>
  `${where?.line ?? '-'}:${where?.column ?? '-'} ${where?.key ?? '-'} ${code}`;
