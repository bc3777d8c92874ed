import { type Checked, type Problem, problemOf } from '../../../core/model/problem.ts';
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
  const problems = [...named, ...refused]
    .filter((name) => !known.includes(name))
    .map((name): Problem => problemOf('unknown-part', { name, known }));
  if (problems.length > 0) return { ok: false, problems };
  const wanted = parts.filter(({ name, byDefault }) =>
    named.length > 0 ? named.includes(name) : byDefault || undo === true,
  );
  const chosen = wanted.filter(({ name }) => !refused.includes(name));
  return chosen.length > 0
    ? { ok: true, value: chosen, warnings: [] }
    : { ok: false, problems: [problemOf('no-part', { known })] };
}
