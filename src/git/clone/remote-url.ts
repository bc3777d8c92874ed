import { resolve } from 'node:path';
import { type GitConfigEntry, splitConfigKey } from '../git-config.ts';

/** A remote's url as git will use it, or why we do not touch it. */
export type RemoteUrl =
  | {
      readonly kind: 'usable';
      /** For git: raw, or with a relative path made absolute. */
      readonly url: string;
      /** For people: `github.com/acme/shop`, or the path. */
      readonly display: string;
    }
  | { readonly kind: 'refused'; readonly why: string };

const TRANSPORTS = ['file', 'ssh', 'git+ssh', 'ssh+git', 'http', 'https', 'git'];

/**
 * Judges a url before git sees it: transports that are programs (`ext::`), and hosts or paths that a
 * program would take for an option, are refused. `root` is what relative paths count from.
 */
export function readRemoteUrl(
  raw: string,
  { config, root }: { readonly config: readonly GitConfigEntry[]; readonly root: string },
): RemoteUrl {
  const url = applyInsteadOf(raw, config);
  if (url === '' || url.startsWith('-')) return refused('it would be taken for an option');
  if (/[\0\n\r]/.test(url)) return refused('it has a line break');
  const helper = /^([A-Za-z0-9][A-Za-z0-9+.-]*)::/.exec(url)?.[1];
  if (helper !== undefined) return refused(`the transport "${helper}" is a program`);
  const scheme = /^([A-Za-z0-9][A-Za-z0-9+.-]*):\/\//.exec(url)?.[1]?.toLowerCase();
  if (scheme === 'file') return filePath(url, url.slice('file://'.length));
  if (scheme !== undefined)
    return scheme && TRANSPORTS.includes(scheme)
      ? network(raw, url)
      : refused(`the transport "${scheme}" is not one of ours`);
  const scp = isDrive(url) ? null : /^([^/]*?):(.*)$/s.exec(url);
  if (scp) return scpLike(raw, scp[1] ?? '', scp[2] ?? '');
  const path = resolve(root, url);
  return filePath(path, path);
}

const refused = (why: string): RemoteUrl => ({ kind: 'refused', why });
const isDrive = (url: string): boolean => process.platform === 'win32' && /^[A-Za-z]:[\\/]/.test(url);

/** Git's rule: the longest prefix that some `url.<base>.insteadOf` names is replaced by the base. */
export function applyInsteadOf(url: string, config: readonly GitConfigEntry[]): string {
  let best: { readonly prefix: string; readonly base: string } | undefined;
  for (const { key, value } of config) {
    const { section, subsection, variable } = splitConfigKey(key);
    if (section !== 'url' || variable !== 'insteadof' || subsection === undefined || !value) continue;
    if (url.startsWith(value) && value.length > (best?.prefix.length ?? 0))
      best = { prefix: value, base: subsection };
  }
  return best ? best.base + url.slice(best.prefix.length) : url;
}

function filePath(url: string, path: string): RemoteUrl {
  if (/^\/*$/.test(path)) return refused('it names no path');
  return { kind: 'usable', url, display: path };
}

function network(raw: string, url: string): RemoteUrl {
  let parsed: URL;
  try {
    parsed = new URL(url);
  } catch {
    return refused('it cannot be read');
  }
  // for the web a third slash means nothing, for git it means that there is no host
  if (parsed.host === '' || /^[^:]+:\/\/\//.test(url)) return refused('it names no host');
  if (optionLike(parsed.username, parsed.hostname, parsed.pathname))
    return refused('a part of it would be taken for an option');
  return { kind: 'usable', url: raw, display: shown(parsed.host, decoded(parsed.pathname)) };
}

function scpLike(raw: string, where: string, path: string): RemoteUrl {
  const at = where.lastIndexOf('@');
  const host = where.slice(at + 1).replace(/^\[|\]$/g, '');
  if (host === '' || path === '') return refused('it names no host or no path');
  if (optionLike(where.slice(0, Math.max(at, 0)), host, path))
    return refused('a part of it would be taken for an option');
  return { kind: 'usable', url: raw, display: shown(host, path) };
}

/** A user, host or path that begins with `-` reaches ssh or a server's git as an option. */
const optionLike = (user: string, host: string, path: string): boolean =>
  [user, host, path, path.replace(/^\//, '')].some((part) => decoded(part).startsWith('-'));

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

const shown = (host: string, path: string): string =>
  `${host}/${path
    .replace(/^\/+/, '')
    .replace(/\/+$/, '')
    .replace(/\.git$/, '')}`;
