/** Shorter ones would be found in half of all words. */
const SHORTEST = 6;

const SECRET_PART = /TOKEN|SECRET|PASSWORD|PASSWD|PASSPHRASE|CREDENTIAL|APIKEY|PRIVATE_?KEY|BEARER/i;
/** These count as words only: `GIT_AUTHOR_NAME` and `KEYBOARD` are no secrets. */
const SECRET_WORD = /(^|[_.-])(KEYS?|AUTH|AUTHORIZATION|PASS|PAT|PWD|CRED|CREDS|PIN|COOKIE|DSN)(?=[_.-]|$)/i;
const SECRET_END = /[A-Z0-9](KEY|PASS|PWD)$/i;
/** The name of something that leads to a secret and is none. */
const NO_SECRET = /^(OLD)?PWD$|(SOCK|SOCKET|_FILE|_PATH|_DIR|_HOME|_TYPE|_METHOD|_MODE|_USER|_USERNAME)$/i;
const NO_VALUE =
  /^(true|false|yes|no|on|off|none|null|auto|always|never|default|enabled|disabled|optional|required|\d{1,9})$/i;

/** What variables whose names say so hold, as it may be printed: as it is, in parts, and as programs encode it. */
export const secretValues = (env: Readonly<Record<string, string | undefined>>): readonly string[] =>
  asPrinted(
    Object.entries(env)
      .filter(([name]) => isSecretName(name))
      .map(([, value = '']) => value),
  );

/** The same for values that are known to be secrets. */
export function asPrinted(values: readonly string[]): readonly string[] {
  const found = values
    .flatMap((value) => [value, ...value.split(/[\r\n]+/)])
    .map((value) => value.trim())
    .filter((value) => value.length >= SHORTEST && !NO_VALUE.test(value));
  // A text is looked at line by line.
  return [...new Set(found.flatMap(spellings))].filter((value) => !/[\r\n]/.test(value));
}

/** Whether a variable's name says that its value is nobody else's business. */
export const isSecretName = (name: string): boolean =>
  !NO_SECRET.test(name) && (SECRET_PART.test(name) || SECRET_WORD.test(name) || SECRET_END.test(name));

function spellings(value: string): readonly string[] {
  const wellFormed = value.toWellFormed();
  const base64 = Buffer.from(value, 'utf8').toString('base64');
  return [
    value,
    JSON.stringify(value).slice(1, -1),
    encodeURIComponent(wellFormed),
    // the last characters of a shorter text depend on what follows it
    ...(value.length < 8 ? [] : [base64, base64.replace(/.=+$/, '')]),
  ];
}
