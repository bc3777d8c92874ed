import type { RefusalKind } from './refusal.ts';

/** How an agent says that it may not work. The first kind that fits counts: a spent quota is often called a rate limit, too. */
export interface RefusalTexts {
  readonly executable: string;
  /** Exit codes that mean this and nothing else. */
  readonly codes?: Readonly<Record<number, RefusalKind>>;
  /** In what its events call an error: these words are the vendor's. */
  readonly errors: Readonly<Record<RefusalKind, RegExp>>;
  /** In what it prints, which may be about anything: sentences that only the program itself says. */
  readonly lines: Readonly<Record<RefusalKind, RegExp>>;
}

const NEVER = /(?!)/;

/** What APIs answer, as programs pass it on. */
const ERRORS: Readonly<Record<RefusalKind, RegExp>> = {
  'not-logged-in':
    /\b401\b|unauthori[sz]ed|unauthenticated|not logged in|invalid[_ ]api[_ ]key|api key (?:is )?(?:not valid|invalid|missing)|missing api key|authentication[_ ]?(?:failed|error|required)/i,
  'out-of-credit':
    /\b402\b|payment required|insufficient[_ ](?:quota|credits?|balance|funds)|exceeded your (?:current|daily|monthly) (?:quota|usage)|credit balance|usage limit|out of (?:extra )?(?:usage|credits?|quota)|quota exceeded|billing[_ ](?:error|hard)/i,
  'rate-limited': /\b429\b|rate[-_ ]?limit|too many requests|resource[_ ]exhausted|\b529\b|overloaded/i,
};

/** The same of a program that is not known: whole sentences at the beginning of a line, behind a mark or `error:` at most. */
const BEGIN =
  /^\W{0,4}(?:(?:error|fatal|api error|claude|codex|copilot|gemini|opencode|qwen|aider|cursor-agent): ?){0,2}/;

const line = (...sentences: readonly RegExp[]): RegExp =>
  new RegExp(`${BEGIN.source}(?:${sentences.map(({ source }) => source).join('|')})`, 'i');

const LINES: Readonly<Record<RefusalKind, RegExp>> = {
  'not-logged-in': line(
    /(?:you are |you're )?not (?:logged in|authenticated)\b/,
    /(?:401 )?unauthori[sz]ed\b/,
    /authentication (?:failed|required)\b/,
    /invalid api key\b/,
    /(?:missing|no) api key\b/,
    /please (?:log ?in|sign in|run .{1,20}\blogin)\b/,
  ),
  'out-of-credit': line(
    /[\w ]{0,20}\busage limit reached/,
    /(?:your )?credit balance is too low/,
    /you(?:'|’)?(?:ve| have) (?:hit|reached|exceeded) your (?:[\w-]+ ){0,3}(?:limit|quota)/,
    /you(?:'|’| a)re out of (?:[\w-]+ ){0,2}(?:usage|credits?)/,
    /you exceeded your current quota/,
    /(?:402 )?payment required\b/,
    /(?:insufficient|out of) (?:credits?|quota|balance|funds)\b/,
    /quota exceeded\b/,
  ),
  'rate-limited': line(/(?:http )?429\b/, /rate[- ]limit(?:ed| reached| exceeded)\b/, /too many requests\b/),
};

const either = (...patterns: readonly RegExp[]): RegExp =>
  new RegExp(patterns.map(({ source }) => source).join('|'), 'i');

/** By preset. What was seen of each: exit codes and texts of its version in `docs/agents.md`; the rest as documented. */
const KNOWN: Readonly<Record<string, RefusalTexts>> = {
  'claude-code': {
    executable: 'claude',
    errors: {
      'not-logged-in': either(ERRORS['not-logged-in'], /please run \/login|oauth token/),
      'out-of-credit': either(
        ERRORS['out-of-credit'],
        /hit your [\w -]{0,30}limit|\b(?:session|weekly|5-hour|spend|opus|sonnet) limit reached|out of usage/,
      ),
      'rate-limited': ERRORS['rate-limited'],
    },
    lines: {
      ...LINES,
      'not-logged-in': either(
        LINES['not-logged-in'],
        /^(?:invalid api key|session expired|your session has expired).*\/login/,
      ),
    },
  },
  codex: {
    executable: 'codex',
    errors: {
      ...ERRORS,
      'not-logged-in': either(ERRORS['not-logged-in'], /codex login|log ?(?:in|out and sign in) again/),
      'out-of-credit': either(ERRORS['out-of-credit'], /purchase more credits|upgrade to (?:plus|pro)/),
    },
    lines: {
      ...LINES,
      'not-logged-in': either(LINES['not-logged-in'], /^(?:error: ?)?.{0,40}run `?codex login/),
    },
  },
  copilot: {
    executable: 'copilot',
    errors: {
      ...ERRORS,
      'not-logged-in': either(ERRORS['not-logged-in'], /^authentication: /),
      'out-of-credit': either(
        ERRORS['out-of-credit'],
        /^quota: |premium requests?\b.*(?:exceeded|exhausted|allowance)|no quota/,
      ),
    },
    lines: {
      ...LINES,
      'not-logged-in': either(
        LINES['not-logged-in'],
        /^error: (?:no authentication information found|authentication token found but could not be validated)|^.{0,4}start 'copilot' and run the '\/login' command/,
      ),
    },
  },
  cursor: {
    executable: 'cursor-agent',
    errors: ERRORS,
    lines: {
      ...LINES,
      'not-logged-in': either(LINES['not-logged-in'], /^(?:error: ?)?authentication required/),
    },
  },
  gemini: {
    executable: 'gemini',
    codes: { 41: 'not-logged-in' },
    errors: {
      ...ERRORS,
      'out-of-credit': either(
        ERRORS['out-of-credit'],
        /exhausted your (?:daily )?(?:quota|capacity)|per ?day\b|prepayment credits/,
      ),
    },
    lines: { ...LINES, 'not-logged-in': /^please set an auth method in / },
  },
  opencode: {
    executable: 'opencode',
    errors: { ...ERRORS, 'not-logged-in': either(ERRORS['not-logged-in'], /^ProviderAuthError/) },
    lines: LINES,
  },
  qwen: {
    executable: 'qwen',
    errors: { ...ERRORS, 'not-logged-in': either(ERRORS['not-logged-in'], /no auth type is selected/) },
    lines: { ...LINES, 'not-logged-in': /^no auth type is selected/ },
  },
  aider: {
    executable: 'aider',
    errors: { 'not-logged-in': NEVER, 'out-of-credit': NEVER, 'rate-limited': NEVER },
    lines: {
      'not-logged-in':
        /^litellm\.AuthenticationError|^the API provider is not able to authenticate you|^no llm model was specified and no api keys were provided|^waiting up to \d+ minutes for you to finish in the browser/i,
      'out-of-credit':
        /^litellm\.\w+Error.*(?:insufficient[_ ](?:quota|credits?|balance)|exceeded your current quota|credit balance is too low|requires more credits)/i,
      'rate-limited': /^litellm\.RateLimitError|^the API provider has rate limited you/i,
    },
  },
};

const UNKNOWN: RefusalTexts = { executable: '', errors: ERRORS, lines: LINES };

/** By preset, else by the program that a team's own command starts. */
export function refusalTextsOf(preset: string | undefined, program: string | undefined): RefusalTexts {
  if (preset !== undefined && Object.hasOwn(KNOWN, preset)) return KNOWN[preset] ?? UNKNOWN;
  const name = program
    ?.split(/[/\\]/)
    .at(-1)
    ?.replace(/\.(?:exe|cmd)$/i, '');
  return Object.values(KNOWN).find(({ executable }) => executable === name) ?? UNKNOWN;
}
