import type { RefName } from '../../core/model/ids.ts';
import { refName } from '../../core/model/ids.ts';
import { shortBranch } from '../../core/model/short-branch.ts';
import { configValue, configValues } from '../git-config.ts';
import type { BranchRef } from './branch-refs.ts';
import type { CloneFacts } from './clone-facts.ts';

export type BranchRefs = ReadonlyMap<RefName, BranchRef>;

const USUAL = ['main', 'master', 'trunk', 'develop', 'default'];

/**
 * The branch of a remote that work is merged into, as far as this clone knows it: as the remote says itself, else by the
 * usual names. In a clone that was told to follow some branches only, a usual name may be any branch of them.
 */
export function findRemoteDefault(facts: CloneFacts, refs: BranchRefs): BranchRef | undefined {
  for (const remote of remotesByTrust(facts)) {
    const said = refs.get(refName(`refs/remotes/${remote}/HEAD`))?.symref;
    const found = said && refs.get(said);
    if (found) return found;
    const usual = followsAll(facts, remote)
      ? firstOf(refs, `refs/remotes/${remote}/`, usualNames(facts))
      : undefined;
    if (usual) return usual;
  }
  return undefined;
}

/** The local branch of a usual name. */
export const findLocalDefault = (facts: CloneFacts, refs: BranchRefs): BranchRef | undefined =>
  firstOf(refs, 'refs/heads/', usualNames(facts));

/** What a default branch may be called, likeliest first. */
export function usualNames({ config }: Pick<CloneFacts, 'config'>): readonly string[] {
  const configured = configValue(config, 'init.defaultbranch');
  return configured === undefined ? USUAL : [configured, ...USUAL];
}

/** Whether `git fetch` would bring all branches of the remote; `git clone --single-branch` makes one that does not. */
export const followsAll = ({ config }: CloneFacts, remote: string): boolean =>
  configValues(config, `remote.${remote}.fetch`).some((refspec) => /^\+?refs\/(heads\/)?\*:/.test(refspec));

/** The upstream's remote, `origin`, the others as configured. */
export function remotesByTrust({ remotes, upstream }: CloneFacts): readonly string[] {
  const names = remotes.map(({ name }) => name);
  const first = [upstream?.remote, 'origin'].filter((name) => name !== undefined && names.includes(name));
  return [...new Set([...first, ...names])].filter((name) => name !== undefined);
}

const firstOf = (refs: BranchRefs, folder: string, names: readonly string[]): BranchRef | undefined =>
  names.map((name) => refs.get(refName(`${folder}${name}`))).find((ref) => ref !== undefined);

/** The branch that the current one was told to merge into. */
export interface UpstreamName {
  readonly short: string;
  readonly ref: RefName;
  /** Absent: of this clone. */
  readonly remote?: string;
}

/**
 * What the current branch was told to merge into: its upstream, unless that is only its own copy on the remote (then
 * the diff would show what is not pushed yet, not what the branch is about).
 */
export function nameUpstream({ upstream, head }: CloneFacts): UpstreamName | undefined {
  if (!upstream || head.kind !== 'branch') return undefined;
  const short = shortBranch(upstream.ref);
  if (`refs/heads/${short}` === head.ref) return undefined;
  if (upstream.remote === '.') return { short, ref: upstream.ref };
  return { short, ref: refName(`refs/remotes/${upstream.remote}/${short}`), remote: upstream.remote };
}
