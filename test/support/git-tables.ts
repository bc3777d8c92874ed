import { execFileSync } from 'node:child_process';
import type { Oid, RefName } from '../../src/core/model/ids.ts';
import { openClone } from '../../src/git/clone/clone-facts.ts';
import { openPrivateRepository, type PrivateRepository } from '../../src/git/private/private-repository.ts';
import type { ForeignObject } from './ref-store-contract.ts';

/** The private repository of the clone around `cwd`. */
export async function privateRepositoryOf(cwd: string): Promise<PrivateRepository> {
  const clone = await openClone(cwd);
  if (!clone.ok) throw new Error(JSON.stringify(clone.problems));
  const opened = await openPrivateRepository(clone.value);
  if (!opened.ok) throw new Error(JSON.stringify(opened.problems));
  return opened.value;
}

/** Puts an object and a ref into a repository with plain git, as an outsider would. */
export function plantObject(gitDir: string, ref: RefName, object: ForeignObject): Oid {
  const run = (args: readonly string[], input: Uint8Array): string =>
    execFileSync('git', ['--git-dir', gitDir, ...args], { input, encoding: 'utf8' }).trim();
  const oid = run(['hash-object', '-w', '-t', object.type, '--stdin'], object.bytes) as Oid;
  run(['update-ref', ref, oid], new Uint8Array());
  return oid;
}
