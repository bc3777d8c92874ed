import type { Checked } from '../core/model/problem.ts';
import type { CommandContext, CommandInput } from './command.ts';
import { readStdinPaths } from './open/paths.ts';

/** Paths as they were given: as words, or with `--stdin` as bytes. */
export interface TypedPaths {
  readonly typed: readonly string[];
  /** They came as bytes, so that each is what it says. */
  readonly exact: boolean;
}

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
