import type { Oid } from '../../core/model/ids.ts';
import { failGit } from '../fail-git.ts';
import type { PrivateRepository } from '../private/private-repository.ts';

interface Named {
  readonly oid: Oid;
}

type Env = Readonly<Record<string, string>>;

/** Those of the commits that none of the others reach. What is missing here reaches nothing. */
export async function unreached<T extends Named>(
  repository: PrivateRepository,
  ask: { readonly tips: readonly T[]; readonly reached: readonly Oid[]; readonly env?: Env },
): Promise<readonly T[]> {
  const { tips, reached, env = {} } = ask;
  if (tips.length === 0) return [];
  const lines = [...tips.map(({ oid }) => oid), ...reached.map((oid) => `^${oid}`)];
  const args = ['rev-list', '--ignore-missing', '--stdin'];
  const result = await repository.git({ args, input: `${lines.join('\n')}\n`, env });
  if (result.code !== 0) throw failGit('rev-list', result);
  const left = new Set(result.stdout.toString('latin1').split('\n'));
  return tips.filter(({ oid }) => left.has(oid));
}

/** Without those that another one of them reaches. */
export async function independent<T extends Named>(
  repository: PrivateRepository,
  tips: readonly T[],
): Promise<readonly T[]> {
  if (tips.length < 2) return tips;
  const args = ['merge-base', '--independent', ...tips.map(({ oid }) => oid)];
  const result = await repository.git({ args });
  if (result.code !== 0) return tips;
  const left = new Set(result.stdout.toString('latin1').split('\n'));
  return tips.filter(({ oid }) => left.has(oid));
}
