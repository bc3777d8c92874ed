import type { RefName } from '../../core/model/ids.ts';
import { configValue } from '../git-config.ts';
import type { BranchRef } from './branch-refs.ts';
import type { CloneFacts } from './clone-facts.ts';

export type BranchRefs = ReadonlyMap<RefName, BranchRef>;

const USUAL = ['main', 'master', 'trunk', 'develop', 'default'];

/** The branch that work is merged into: of the team's remote as it says itself, else by the usual names, else local. */
export function findDefaultBranch(facts: CloneFacts, refs: BranchRefs): BranchRef | undefined {
  const configured = configValue(facts.config, 'init.defaultbranch');
  const names = configured === undefined ? USUAL : [configured, ...USUAL];
  for (const remote of remotesByTrust(facts)) {
    const said = refs.get(`refs/remotes/${remote}/HEAD` as RefName)?.symref;
    const found = said && refs.get(said);
    if (found) return found;
    const usual = firstOf(refs, `refs/remotes/${remote}/`, names);
    if (usual) return usual;
  }
  return firstOf(refs, 'refs/heads/', names);
}

/** The upstream's remote, `origin`, the others as configured. */
export function remotesByTrust({ remotes, upstream }: CloneFacts): readonly string[] {
  const names = remotes.map(({ name }) => name);
  const first = [upstream?.remote, 'origin'].filter((name) => name !== undefined && names.includes(name));
  return [...new Set([...first, ...names])].filter((name) => name !== undefined);
}

const firstOf = (refs: BranchRefs, folder: string, names: readonly string[]): BranchRef | undefined =>
  names.map((name) => refs.get(`${folder}${name}` as RefName)).find((ref) => ref !== undefined);

/**
 * What the current branch was told to merge into: its upstream, unless that is only its own copy on the remote (then
 * the diff would show what is not pushed yet, not what the branch is about).
 */
export function findUpstream(facts: CloneFacts, refs: BranchRefs): BranchRef | undefined {
  const { upstream, head } = facts;
  if (!upstream || head.kind !== 'branch') return undefined;
  const short = upstream.ref.replace(/^refs\/heads\//, '');
  if (`refs/heads/${short}` === head.ref) return undefined;
  const ref = upstream.remote === '.' ? upstream.ref : `refs/remotes/${upstream.remote}/${short}`;
  return refs.get(ref as RefName);
}
