import type { TypedPaths } from '../app/session/understand-paths.ts';
import type { Checked } from '../core/model/problem.ts';
import type { CommandContext, CommandInput } from './command.ts';
import { readStdinPaths } from './open/stdin-paths.ts';

/** As words, or with `--stdin` as bytes. */
export async function readTypedPaths(
  { signal }: CommandContext,
  { operands, options }: CommandInput,
): Promise<Checked<TypedPaths>> {
  if (options['stdin'] !== true) return { ok: true, value: { typed: operands, exact: false }, warnings: [] };
  if (operands.length > 0) {
    const message = 'paths are named either on the command line or with --stdin';
    return { ok: false, problems: [{ code: 'usage', data: { message } }] };
  }
  const paths = await readStdinPaths(signal);
  return paths.ok ? { ...paths, value: { typed: paths.value, exact: true } } : paths;
}
