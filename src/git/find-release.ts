import { execGit } from './exec-git.ts';

/** The commit that a repository shows for a tag; where it has no such tag, the newest of its default branch. */
export type Release =
  | { readonly kind: 'found'; readonly commit: string; readonly tagged: boolean }
  | { readonly kind: 'not-found'; readonly detail: string };

const TIMEOUT_MS = 10_000;

/** Asks the network. `cwd`: its configuration says how one gets there. */
export async function findRelease(ask: {
  readonly cwd: string;
  readonly url: string;
  readonly tag: string;
}): Promise<Release> {
  const ref = `refs/tags/${ask.tag}`;
  const done = await execGit({
    args: ['ls-remote', '--quiet', '--end-of-options', ask.url, 'HEAD', ref, `${ref}^{}`],
    cwd: ask.cwd,
    timeoutMs: TIMEOUT_MS,
    maxBytes: 100_000,
    remote: { ssh: undefined, mayAsk: false },
  });
  if (done.cut) return { kind: 'not-found', detail: 'no answer' };
  if (done.code !== 0) return { kind: 'not-found', detail: done.stderr.trim().split('\n')[0] ?? '' };
  const shown = parseShown(done.stdout.toString('utf8'));
  const tagged = shown.get(`${ref}^{}`) ?? shown.get(ref);
  const commit = tagged ?? shown.get('HEAD');
  return commit === undefined
    ? { kind: 'not-found', detail: 'it has no commit' }
    : { kind: 'found', commit, tagged: tagged !== undefined };
}

// Sample; the commit of a tag that is an object of its own stands behind it:
// 3d3c42e5aac5ba805825da76410c181273ba90b1\tHEAD
// 820762786026740c76f36085b0efc47a31fe5020\trefs/tags/v1.0.0
// bbbca2ddaa5d8feaa63e36b76fdaad77386f024f\trefs/tags/v1.0.0^{}
function parseShown(text: string): ReadonlyMap<string, string> {
  const shown = new Map<string, string>();
  for (const line of text.split('\n')) {
    const [, oid, ref] = /^([0-9a-f]{40}|[0-9a-f]{64})\t(\S+)$/.exec(line) ?? [];
    if (oid !== undefined && ref !== undefined) shown.set(ref, oid);
  }
  return shown;
}
