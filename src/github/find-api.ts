/** Where the host's API is, with what it is asked, and the repositories that it can be asked about. */
export interface ApiPlace {
  readonly url: string;
  /** Never logged, never part of an error. */
  readonly token: string;
  /** How the table of a repository of this host begins: `github.com`. */
  readonly host: string;
}

type Environment = Readonly<Record<string, string | undefined>>;

const PUBLIC_API = 'https://api.github.com';

/** From the variables that GitHub's runners set; `undefined` where there is no token, or none that may be sent there. */
export function findApi(env: Environment): ApiPlace | undefined {
  const token = env['GITHUB_TOKEN'] || env['GH_TOKEN'];
  if (!token) return undefined;
  const api = parseUrl(env['GITHUB_API_URL'] || PUBLIC_API);
  if (!api || !mayCarryToken(api)) return undefined;
  const server = parseUrl(env['GITHUB_SERVER_URL'] ?? '');
  return { url: api.href.replace(/\/+$/, ''), token, host: (server ?? api).host.replace(/^api\./, '') };
}

/** Where people see the host's pages. */
export function webOf(env: Environment): { readonly url: string; readonly host: string } {
  const server = parseUrl(env['GITHUB_SERVER_URL'] ?? '') ?? new URL('https://github.com');
  return { url: server.origin, host: server.host };
}

/** A token is not sent in the clear, but to this machine itself. */
const mayCarryToken = ({ protocol, hostname }: URL): boolean =>
  protocol === 'https:' || (protocol === 'http:' && /^(127\.0\.0\.1|localhost|\[::1\])$/.test(hostname));

function parseUrl(text: string): URL | undefined {
  try {
    return text === '' ? undefined : new URL(text);
  } catch {
    return undefined;
  }
}
