import type { ChangedLine } from '../../model/changed-lines.ts';
import { wordsOf } from '../../paths/path-words.ts';
import { isMarkup } from '../lines/is-markup.ts';
import { codeLines } from '../lines/real-lines.ts';
import type { ChangedPath } from '../rules/rule.ts';
import { saysOnly, withoutStrings } from './plain-code.ts';

const list = (text: string): ReadonlySet<string> => new Set(text.split(/\s+/));

/** What authentication is made of. Who handles none of these only stands in a file that does. */
const AUTH_WORDS = list(
  `auth authenticate authenticated authentication authenticator authorize authorized authorization login logout signin
  signout signup session sessions token tokens jwt password passwords passwd pass secret secrets cookie cookies csrf xsrf
  role roles permission permissions perm perms scope scopes claim claims allow allowed deny denied forbid forbidden
  forbids block blocked lock locked unlock attempt attempts expire expires expired expiry expiration ttl valid validate
  validated validation validator verify verified verification check checked checks hash hashed digest sign signed
  signature encrypt decrypt nonce salt state redirect redirects callback origin origins host hosts issuer audience oidc
  oauth oauth2 saml sso ldap otp totp mfa twofa 2fa webauthn passkey passkeys challenge credential credentials identity
  identities principal grant grants granted revoke revoked secure httponly samesite remember trusted trust cert
  certificate certificates admin superuser owner impersonate elevate elevated guest anonymous refresh refreshed renew rotate
  md5 sha1 sha256 sha512 hashlib hmac algorithm algorithms alg
  require required requires confirm confirmed confirmation reset active inactive disabled enabled timeout csp cors`,
);

const CRYPTO_WORDS = list(
  `encrypt encrypted decrypt decrypted key keys iv nonce salt pad padding mode algorithm algorithms digest hash hashed
  hmac sha sha1 sha256 sha512 md5 aes rsa ecdsa ed25519 curve random rand rng sign signed signature verify verified
  cert certs certificate certificates ca chain tls ssl x509 pem der hostname fingerprint issuer secret secrets password
  token protocol protocols minimum version cipher ciphers handshake trusted trust valid validate insecure`,
);

/** Words of a browser's part of it: what decides there goes on to the server, or stays with the user. */
const SCREEN_WORDS = list(
  `token tokens cookie cookies csrf xsrf secret secrets redirect redirects origin origins permission permissions role
  roles credential credentials localstorage sessionstorage nonce challenge verify jwt postmessage`,
);

const SCREENS =
  /\.(?:vue|svelte|jsx|tsx|html?)$|(?:^|\/)(?:ui|frontend|front|client|webapp|components|pages|screens|views|static|assets|public|resources\/(?:js|assets))\/(?:.*\/)?[^/]+\.[cm]?[jt]s$/i;

/**
 * In files that log people in, keep their sessions or encrypt, lines count that do something with what such files are
 * about; there lines that moved count, too: the order of checks is what they are about.
 */
export function findGuardLines(path: ChangedPath, known: ReadonlySet<number>): readonly ChangedLine[] {
  const { lines, classes } = path;
  const guards = classes.has('auth') || classes.has('crypto') || classes.has('secrets');
  if (lines === undefined || !guards) return [];
  const screen = SCREENS.test(path.path);
  const telling = screen
    ? SCREEN_WORDS
    : classes.has('auth') || classes.has('secrets')
      ? AUTH_WORDS
      : CRYPTO_WORDS;
  const about = SESSIONS_ALONE.test(path.path) ? withoutSessions(telling) : telling;
  const own = codeLines(lines).filter(
    ({ line, code, moved }) =>
      !known.has(line) && !isMarkup(path.path, code) && !(screen && moved) && isDeed(code, about),
  );
  const added = own.filter(({ side }) => side === 'added');
  return [...(added.length > 0 ? added : own)].sort(
    (a, b) => Number(a.moved) - Number(b.moved) || a.line - b.line,
  );
}

/** Sessions of a visitor, of a database, of a game: only other words tell that somebody is logged in. */
const SESSIONS_ALONE =
  /^(?!.*(?:auth|login|oauth|oidc|saml|sso|jwt|passw|permission|csrf|cookie)).*sessions?/i;

const withoutSessions = (words: ReadonlySet<string>): ReadonlySet<string> =>
  new Set(
    [...words].filter(
      (word) =>
        !/^(?:sessions?|state|timeout|active|inactive|host|hosts|origin|enabled|disabled)$/.test(word),
    ),
  );

/** Types between angle brackets: `Option<String>` compares nothing. */
const GENERICS = /<[\w\s,.?&'[\]:|]*>/g;

/** What something is said to be: `x instanceof AuthToken`, `throws LoginError`. */
const TYPES = /\b(?:instanceof|extends|implements|throws|as|new)\s+[A-Z][\w.]*/g;

/** A declaration says that something is there: `error: Option<String>,`, `class A(B):`, `def f(`. */
const DECLARES =
  /^\s*(?:@\w[\w.]*(?:\(.*\))?\s*$|(?:pub(?:\(\w+\))?\s+|export\s+|default\s+|abstract\s+|public\s+|private\s+|protected\s+|static\s+|final\s+|async\s+)*(?:override\s+|open\s+|suspend\s+|data\s+)*(?:class|struct|interface|enum|trait|impl|type|module|namespace|fn|func|fun|function|def)\b|(?:export\s+)?const\s+[A-Z]\w*\s*(?::[^=]+)?=\s*(?:\(|async\b|function\b|\w+\()|(?:pub(?:\(\w+\))?\s+)?\w+\??\s*:\s*[\w.&'[\]|? ]+[,;]?\s*$)/;

/** Something that is done or decided, not only named, said, logged or declared, and is about one of these. */
const isDeed = (code: string, about: ReadonlySet<string>): boolean => {
  if (saysOnly(code) || LOGS.test(code) || DEMANDS.test(code)) return false;
  const plain = withoutStrings(code).replaceAll(GENERICS, '').replaceAll(TYPES, '');
  return (
    !DECLARES.test(plain) &&
    /[\p{L}\p{N}_]\s*(?:[=(.[]|[<>!]=?)|\b(?:return|if|else|for|while|not|in|delete|await|yield|unless)\b/u.test(
      plain,
    ) &&
    wordsOf(plain).some((word) => about.has(word))
  );
};

/** `slog.With(…)`, `logger.info …`: whoever reads the log sees it, and nobody else. */
const LOGS =
  /^\s*(?:return\s+|await\s+|this\.|self\.|@)*\w*(?:log|logger|logging|slog|tracing|debug|metrics?|console|Rails\.logger)(?:\.\w+|::\w+)*!?[\s(.]|\b[Ll]ogger\b|\b[Ll]og(?:ging)?\(|\bwith_?logger\b/i;

/** What the program demands of itself. */
const DEMANDS =
  /^\s*(?:Assert|Objects|Preconditions|assert|debug_assert\w*!?|require|checkNotNull|Debug)\b[.(!]/;
