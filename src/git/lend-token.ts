import { configEnvironment } from './config-environment.ts';

/**
 * Lets git processes of ours reach the forge as the token's owner: by the environment, so that it stands in no file and
 * in no argument. The empty value in front takes away what a checkout may have configured, since a request with two
 * such headers is refused.
 */
export function lendToken(
  env: NodeJS.ProcessEnv,
  { server, token }: { readonly server: string | undefined; readonly token: string },
): void {
  const place = server === undefined || token === '' ? undefined : trustedPlace(server);
  if (place === undefined) return;
  const key = `http.${place}.extraheader`;
  const basic = Buffer.from(`x-access-token:${token}`).toString('base64');
  Object.assign(
    env,
    configEnvironment([
      [key, ''],
      [key, `AUTHORIZATION: basic ${basic}`],
    ]),
  );
}

/** Nothing goes in the clear, but to this machine itself. */
function trustedPlace(server: string): string | undefined {
  try {
    const { protocol, hostname, origin } = new URL(server);
    const isOwn = /^(127\.0\.0\.1|localhost|\[::1\])$/.test(hostname);
    return protocol === 'https:' || (protocol === 'http:' && isOwn) ? `${origin}/` : undefined;
  } catch {
    return undefined;
  }
}
