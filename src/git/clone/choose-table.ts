import type { RefName } from '../../core/model/ids.ts';
import type { Checked, Problem } from '../../core/model/problem.ts';
import { shortBranch } from '../../core/model/short-branch.ts';
import { configValue } from '../git-config.ts';
import type { CloneFacts, RemoteFacts } from './clone-facts.ts';
import { readRemoteUrl } from './remote-url.ts';

/** Where the team's claims are. `local` only where the clone has no remote at all. */
export type ChosenTable =
  | { readonly kind: 'remote'; readonly name: string; readonly url: string; readonly display: string }
  | { readonly kind: 'local' };

export interface TableWish {
  /** `remote:` of the configuration: a remote's name, or a url. */
  readonly configured?: string | undefined;
  /** The ref that the base was taken from: `refs/remotes/upstream/main`, `refs/heads/main`. */
  readonly base?: RefName | undefined;
}

/**
 * One table per team, never guessed: the configured remote, else the base branch's, else the current branch's, else the
 * only one there is. Problems: `remote-ambiguous` (`remotes`), `bad-remote` (`remote`, `why`; without credentials).
 */
export function chooseTable(clone: CloneFacts, wish: TableWish = {}): Checked<ChosenTable> {
  if (wish.configured !== undefined) return checkRemote(clone, configuredRemote(clone, wish.configured));
  if (clone.remotes.length === 0) return { ok: true, warnings: [], value: { kind: 'local' } };
  const found = remoteOfBranches(clone, wish.base) ?? onlyRemote(clone);
  if (found) return checkRemote(clone, found);
  const remotes = clone.remotes.map((remote) => remote.name);
  return refuse({ code: 'remote-ambiguous', data: { remotes } });
}

const refuse = (problem: Problem): Checked<never> => ({ ok: false, problems: [problem] });

/** What is no remote's name is a url, if it looks like one; else a name that is not there. */
function configuredRemote(clone: CloneFacts, wish: string): RemoteFacts {
  const known = clone.remotes.find((remote) => remote.name === wish);
  return known ?? { name: wish, url: /[/:\\]/.test(wish) ? wish : '' };
}

function remoteOfBranches(clone: CloneFacts, base: RefName | undefined): RemoteFacts | undefined {
  const named = (name: string | undefined) => clone.remotes.find((remote) => remote.name === name);
  const tracked = (branch: string) => named(configValue(clone.config, `branch.${branch}.remote`));
  const head = clone.head.kind === 'detached' ? undefined : shortBranch(clone.head.ref);
  const usual = [configValue(clone.config, 'init.defaultbranch'), 'main', 'master'];
  return (
    remoteOfTracking(clone, base) ??
    (base?.startsWith('refs/heads/') ? tracked(base.slice('refs/heads/'.length)) : undefined) ??
    usual.map((branch) => (branch ? tracked(branch) : undefined)).find((remote) => remote !== undefined) ??
    (head === undefined ? undefined : tracked(head))
  );
}

/** `refs/remotes/my/fork/main` may be of `my` or of `my/fork`: the longest name that exists. */
function remoteOfTracking(clone: CloneFacts, base: RefName | undefined): RemoteFacts | undefined {
  return clone.remotes
    .filter((remote) => base?.startsWith(`refs/remotes/${remote.name}/`))
    .reduce<RemoteFacts | undefined>((a, b) => (a && a.name.length >= b.name.length ? a : b), undefined);
}

/** Several names of one url are one remote. */
const onlyRemote = (clone: CloneFacts): RemoteFacts | undefined =>
  new Set(clone.remotes.map((remote) => remote.url)).size === 1 ? clone.remotes[0] : undefined;

function checkRemote(clone: CloneFacts, { name, url }: RemoteFacts): Checked<ChosenTable> {
  const bad = (why: string): Checked<never> =>
    refuse({ code: 'bad-remote', data: { remote: withoutUser(name), why } });
  if (name.startsWith('-')) return bad('it would be taken for an option');
  if (url === '') return bad('no remote has this name');
  const read = readRemoteUrl(url, { config: clone.config, root: clone.topLevel ?? clone.commonDir });
  if (read.kind === 'refused') return bad(read.why);
  const display = read.display;
  return {
    ok: true,
    warnings: [],
    value: { kind: 'remote', name: withoutUser(name), url: read.url, display },
  };
}

const withoutUser = (name: string): string => name.replace(/^([a-z][a-z0-9+.-]*:\/\/)[^/]*@/i, '$1');
