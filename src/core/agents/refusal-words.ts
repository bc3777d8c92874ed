import type { RefusalKind } from './refusal.ts';

/** How an agent says that it may not work. The first kind that fits counts: a spent quota is often called a rate limit, too. */
export interface RefusalTexts {
  /** Exit codes that mean this and nothing else. */
  readonly codes?: Readonly<Record<number, RefusalKind>>;
  /** In what its events call an error: these words are the vendor's. */
  readonly errors: Readonly<Record<RefusalKind, RegExp>>;
  /** In what it prints, which may be about anything: sentences that only the program itself says. */
  readonly lines: Readonly<Record<RefusalKind, RegExp>>;
}

/** What APIs answer, as programs pass it on. */
export const ERRORS: Readonly<Record<RefusalKind, RegExp>> = {
  'not-logged-in':
    /\b401\b|unauthori[sz]ed|unauthenticated|not logged in|invalid[_ ]api[_ ]key|api key (?:is )?(?:not valid|invalid|missing)|missing api key|authentication[_ ]?(?:failed|error|required)/i,
  'out-of-credit':
    /\b402\b|payment required|insufficient[_ ](?:quota|credits?|balance|funds)|exceeded your (?:current|daily|monthly) (?:quota|usage)|credit balance|usage limit|out of (?:extra )?(?:usage|credits?|quota)|quota exceeded|billing[_ ](?:error|hard)/i,
  'rate-limited': /\b429\b|rate[-_ ]?limit|too many requests|resource[_ ]exhausted|\b529\b|overloaded/i,
};

/** The same in what programs print, known or not: whole sentences at the beginning of a line, behind a mark or `error:` at most. */
const BEGIN =
  /^\W{0,4}(?:(?:error|fatal|api error|claude|codex|copilot|gemini|opencode|qwen|aider|cursor-agent): ?){0,2}/;

const line = (...sentences: readonly RegExp[]): RegExp =>
  new RegExp(`${BEGIN.source}(?:${sentences.map(({ source }) => source).join('|')})`, 'i');

export const LINES: Readonly<Record<RefusalKind, RegExp>> = {
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

/** Fits where one of these does. */
export const either = (...patterns: readonly RegExp[]): RegExp =>
  new RegExp(patterns.map(({ source }) => source).join('|'), 'i');
