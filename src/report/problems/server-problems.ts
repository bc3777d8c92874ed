import type { DataOf, ServerProblemCode } from '../../core/model/problem.ts';
import { escapeText } from '../escape.ts';
import type { Catalogue } from './entry.ts';
import { world } from './entry.ts';
import { datum } from './wording.ts';

/**
 * Words for what a server answers, and for the way there. Each has its own remedy; the server's words are shown only
 * where it said some.
 */
export const serverProblems = {
  'read-only-remote': world((data) => ({
    what: `no permission to write to ${datum(data, 'table')}${answer(data)}`,
    remedy:
      'use an account, token or key that may write there, or ask its owner; plan, status and check work without',
  })),
  'access-denied': world((data) => ({
    what: `${datum(data, 'table')} does not let you read it${answer(data)}`,
    remedy: 'ask its owner for access; a token needs the right to read repositories',
  })),
  'authentication-failed': world((data) => ({
    what: `${datum(data, 'table')} did not accept your credentials${answer(data)}`,
    remedy:
      'git fetch must work there without a prompt: log in with your forge’s tool, or renew the token in your credential helper',
  })),
  'remote-not-found': world((data) => ({
    what: `${datum(data, 'table')} does not exist, or you may not see it${answer(data)}`,
    remedy: 'check git remote -v and your credentials',
  })),
  'archived-remote': world((data) => ({
    what: `${datum(data, 'table')} is archived and takes no pushes${answer(data)}`,
    remedy: 'unarchive it, or name another remote: in the configuration',
  })),
  'hidden-refs': world((data) => ({
    what: `${datum(data, 'table')} refuses refs under refs/agentic/`,
    remedy: 'on the server: remove refs/agentic from transfer.hideRefs and receive.hideRefs',
  })),
  'unreadable-refs': world((data) => ({
    what: `the claims on ${datum(data, 'table')} cannot be read here: the server keeps refs/agentic/ from those who fetch`,
    remedy:
      'on the server: remove refs/agentic from uploadpack.hideRefs and transfer.hideRefs; until then nobody sees who holds what',
  })),
  'no-atomic-push': world(() => ({
    what: 'the remote does not take atomic pushes, without which claims are not safe',
    remedy: 'on the server: git config receive.advertiseAtomic true; or name another remote: (configuration)',
  })),
  'protected-branch': world((data) => ({
    what: `${datum(data, 'table')} has a rule against this push${answer(data)}`,
    remedy:
      'a rule about refs/agentic/* has to except them; one about a branch: open a pull request from the work, or choose another with publish.branch',
  })),
  'hook-declined': world((data) => ({
    what: `a hook of ${datum(data, 'table')} declined the push${answer(data)}`,
    remedy: 'do what the hook asks for; if it is not meant for refs/agentic/*, let it pass them',
  })),
  'too-large-push': world((data) => ({
    what: `${datum(data, 'table')} refuses a file or a push of this size${answer(data)}`,
    remedy: 'leave the file out of the work, keep it with git lfs, or have the limit raised on the server',
  })),
  'server-locked': world((data) => ({
    what: `${datum(data, 'table')} could not lock its refs${cause(data)}`,
    remedy: 'try again; if it stays, a *.lock file of a killed process is left on the server',
  })),
  'server-full': world((data) => ({
    what: `${datum(data, 'table')} has no room left${answer(data)}`,
    remedy: 'have room made or the quota raised there, then repeat the command',
  })),
  'server-error': world((data) => ({
    what: `${datum(data, 'table')} failed${answer(data)}`,
    remedy: `it is the server’s trouble: repeat the command ${later(data)}`,
  })),
  'rate-limited': world((data) => ({
    what: `${datum(data, 'table')} asks for fewer requests${answer(data)}`,
    remedy: `repeat the command ${later(data)}`,
  })),
  'no-git-server': world((data) => ({
    what: `${datum(data, 'table')} answered as a web site, not as a git server${answer(data)}: a login page, a proxy’s, or a wrong address`,
    remedy: 'open the address in a browser, and check git remote -v',
  })),
  'http-disabled': world((data) => ({
    what: `${datum(data, 'table')} does not speak git’s protocol over HTTP${answer(data)}`,
    remedy: 'git remote set-url <remote> <its ssh address>, or have smart HTTP switched on there',
  })),
  'redirected-remote': world((data) => ({
    what: `${datum(data, 'table')} sends requests on to another address${cause(data)}`,
    remedy: 'if you trust it: git remote set-url <remote> <the new address>',
  })),
  'network-failed': world((data) => ({
    what: `${datum(data, 'table')} could not be reached${cause(data)}`,
    remedy: 'check the connection, then repeat the command',
  })),
  'host-not-found': world((data) => ({
    what: `the host of ${datum(data, 'table')} was not found${cause(data)}`,
    remedy: 'check its name in git remote -v, and that this machine is online',
  })),
  'connection-refused': world((data) => ({
    what: `no server answers for ${datum(data, 'table')}${cause(data)}`,
    remedy: 'check host and port in git remote -v; the server may be down, or behind a VPN',
  })),
  'certificate-refused': world((data) => ({
    what: `the certificate of ${datum(data, 'table')} is not trusted${cause(data)}`,
    remedy:
      'with an authority of your own: git config http.sslCAInfo <its certificate>; never switch the check off',
  })),
  'proxy-refused': world((data) => ({
    what: `the proxy on the way to ${datum(data, 'table')} did not let us through${answer(data)}${cause(data)}`,
    remedy: 'check git config --show-origin --get-all http.proxy, HTTPS_PROXY, and the credentials in them',
  })),
  'host-key-changed': world((data) => ({
    what: `WARNING: ${datum(data, 'table')} shows another ssh host key than the one known here: somebody may be listening, or the server has a new key`,
    remedy: `do not go on before its administrator has confirmed the new key; then: ${datum(data, 'cause') || `ssh-keygen -R ${hostOf(data)}`}`,
  })),
  'host-key-unknown': world((data) => ({
    what: `the ssh host key of ${datum(data, 'table')} is not known here yet, and nobody could be asked`,
    remedy: `ssh -T ${hostOf(data)} once, on a terminal; say yes only if the fingerprint is the published one`,
  })),
  'ssh-key-refused': world((data) => ({
    what: `${datum(data, 'table')} did not accept your ssh key${cause(data)}`,
    remedy: 'add the key’s public part to your account there; ssh-add -l shows the keys that are offered',
  })),
  'ssh-passphrase': world((data) => ({
    what: `the ssh key for ${datum(data, 'table')} has a passphrase, and nobody could be asked for it${cause(data)}`,
    remedy: 'ssh-add, then repeat the command',
  })),
  'remote-failed': world((data) => ({
    what: `${datum(data, 'table')} could not do what was asked${answer(data) || cause(data)}`,
    remedy: `the words above are ${data.said === undefined ? 'git’s' : 'the server’s'} own`,
  })),
} satisfies Catalogue<ServerProblemCode>;

type Answer = DataOf<'remote-failed'>;

const LONGEST = 400;

/** ` (403 Forbidden): "its words"`, as far as there are any. */
function answer({ status, said }: Answer): string {
  const code = status === undefined ? '' : ` (${escapeText(status, 80)})`;
  return said === undefined ? code : `${code}; the server said: ${escapeText(said, LONGEST)}`;
}

const cause = ({ cause: why }: Answer): string => (why === undefined ? '' : `: ${escapeText(why, LONGEST)}`);

const later = ({ seconds }: Answer): string => (seconds === undefined ? 'later' : `in ${seconds} s`);

/** `github.com` of `github.com/acme/shop` */
const hostOf = ({ table }: Answer): string => escapeText(table.split('/', 1)[0] ?? table);
