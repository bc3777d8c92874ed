import { type Checked, type Problem, problemOf } from '../../../core/model/problem.ts';
import { shellWord } from '../../../report/shell-word.ts';
import type { CommandInput } from '../../command.ts';
import type { SetupPart } from './part.ts';

/**
 * The parts that a command line names, or all that belong to set-up by themselves (of an undo: all that there are), without
 * those that it refuses. `--ci HOST` names the part of that host.
 */
export function chooseParts(parts: readonly SetupPart[], input: CommandInput): Checked<readonly SetupPart[]> {
  const { ci, without, undo } = input.options;
  const named = [...input.operands, ...(typeof ci === 'string' ? [ci] : [])];
  const refused = Array.isArray(without) ? without.map(String) : [];
  const known = parts.map(({ name }) => name);
  const hosts = parts.filter(({ isCiHost }) => isCiHost).map(({ name }) => name);
  const problems = [
    ...(typeof ci === 'string' && !hosts.includes(ci)
      ? [problemOf('unknown-ci-host', { name: ci, known: hosts })]
      : []),
    ...[...input.operands, ...refused]
      .filter((name) => !known.includes(name))
      .map((name): Problem => problemOf('unknown-part', { name, known })),
  ];
  if (problems.length > 0) return { ok: false, problems };
  const wanted = parts.filter(({ name, byDefault }) =>
    named.length > 0 ? named.includes(name) : byDefault || undo === true,
  );
  const chosen = wanted.filter(({ name }) => !refused.includes(name));
  if (chosen.length === 0) return { ok: false, problems: [problemOf('no-part', { known })] };
  const stray = chosen.some(({ isCiHost }) => isCiHost) ? [] : strayOptions(input, hosts);
  return stray.length > 0 ? { ok: false, problems: stray } : { ok: true, value: chosen, warnings: [] };
}

const OPTIONS_OF_CI = ['waves', 'action'] as const;

/** What says how the workflow of a host is to be, where none is written: it would be passed over in silence. */
function strayOptions({ options }: CommandInput, hosts: readonly string[]): readonly Problem[] {
  const command = `agentic-plan init --ci ${hosts[0]}`;
  return OPTIONS_OF_CI.filter((name) => options[name] !== undefined).map((name) =>
    problemOf('usage', {
      message: `--${name} is of the workflow that --ci writes; nothing was written`,
      remedy: `${command} --${name} ${shellWord(String(options[name]))}`,
    }),
  );
}
