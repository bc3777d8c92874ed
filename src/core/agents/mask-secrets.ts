/** Gives a text back without its secrets. */
export type Mask = (text: string) => string;

export const MASKED = '***';

/** Tokens that are known by how they look. Every repetition is bounded: the text is anybody's. */
const SHAPES = [
  'gh[pousr]_[A-Za-z0-9]{16,255}',
  'github_pat_[A-Za-z0-9_]{16,255}',
  'gl(?:pat|dt|rt|cbt|ptt|ft|imt|agent|soat|oas)-[A-Za-z0-9_.-]{12,255}',
  '(?<![A-Za-z0-9])sk-(?=[A-Za-z0-9_-]{0,200}[0-9])[A-Za-z0-9_-]{12,255}',
  '(?<![A-Za-z0-9])[srp]k_(?:live|test)_[A-Za-z0-9]{10,255}',
  '(?<![A-Za-z0-9])A(?:KIA|SIA|BIA|CCA)[A-Z0-9]{12,20}',
  'xox[a-z]-[A-Za-z0-9-]{8,255}',
  'xapp-[A-Za-z0-9-]{8,255}',
  'npm_[A-Za-z0-9]{16,255}',
  'pypi-AgE[A-Za-z0-9_-]{16,255}',
  'AIza[A-Za-z0-9_-]{30,64}',
  '(?<![A-Za-z0-9])hf_[A-Za-z0-9]{20,255}',
  'do[opr]_v1_[a-f0-9]{32,128}',
  'SG\\.[A-Za-z0-9_-]{16,64}\\.[A-Za-z0-9_-]{16,128}',
  'eyJ[A-Za-z0-9_-]{6,4096}\\.[A-Za-z0-9_-]{6,8192}\\.[A-Za-z0-9_-]{0,4096}',
];

/** What stands before a secret stays, so that a log still says what was there. */
const PLACES: readonly RegExp[] = [
  /(authorization["']?[ \t]{0,3}[:=][ \t]{0,3}["']?(?:(?:bearer|basic|token|digest|negotiate)[ \t]{1,3})?)[^\s"',;]{4,8192}/gi,
  /((?:x-api-key|api-key|private-token|job-token|deploy-token|x-auth-token|set-cookie|cookie)["']?[ \t]{0,3}:[ \t]{0,3}["']?)[^\s"',]{4,8192}/gi,
  /(\bbearer[ \t]{1,3})(?=[A-Za-z0-9._~+/=-]{0,500}[0-9._~+/=])[A-Za-z0-9._~+/=-]{12,8192}/gi,
  /(\bbasic[ \t]{1,3})(?=[A-Za-z0-9+/]{0,500}[0-9=])[A-Za-z0-9+/]{12,8192}={0,2}/gi,
  /(:\/\/[^\s/@:"'<>]{0,256}:)[^\s/@"'<>]{1,512}(?=@)/g,
  /(https?:\/\/)[A-Za-z0-9_.~-]{20,512}(?=@)/g,
];

/** The whole of a private key, or what is there of it. */
const KEY =
  /-----BEGIN [A-Z0-9 ]{0,40}PRIVATE KEY(?: BLOCK)?-----[\s\S]*?(?:-----END [A-Z0-9 ]{0,40}PRIVATE KEY(?: BLOCK)?-----|$)/g;

/**
 * Masks these values wherever they stand, tokens of known shapes, what follows `Authorization:` and its like, passwords
 * in URLs, and private keys. But for these, none is looked for across lines. A text that comes in parts goes through `secretStream`.
 */
export function maskSecrets(values: readonly string[]): Mask {
  const known = [...values].sort((a, b) => b.length - a.length).map(literally);
  const whole = new RegExp([...known, ...SHAPES].join('|'), 'g');
  return (text) =>
    PLACES.reduce(
      (masked, place) => masked.replace(place, `$1${MASKED}`),
      text.replace(KEY, MASKED).replace(whole, MASKED),
    );
}

/** Whatever colours stand between its characters: a terminal shows the value in one piece. */
const literally = (value: string): string =>
  [...value].map((char) => char.replace(/[\\^$.*+?()[\]{}|/-]/g, '\\$&')).join(COLOURS);

const COLOURS = '(?:\\x1b\\[[0-9;]{0,20}[A-Za-z]){0,4}';
