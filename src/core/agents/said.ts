/** What one event of an agent's output says. Texts are an agent's: data. */
export interface Said {
  /** Whole lines for people. */
  readonly text?: string;
  /** A piece of a running text, whose line may go on. */
  readonly piece?: string;
  readonly usd?: number;
  readonly tokens?: Tokens;
  /** Cost and tokens are those of everything so far, not of one step. */
  readonly isTotal?: boolean;
  /** Why it fails, in its own words; null: what failed before has been overcome. */
  readonly error?: string | null;
  /** It has come to a good end. */
  readonly isWell?: true;
}

/** As the vendor counts them, what came from a cache included. */
export interface Tokens {
  readonly input: number;
  readonly output: number;
}

/** What an agent's output came to. */
export interface AgentReport {
  /** US dollars; absent: it does not say. */
  readonly usd?: number;
  readonly tokens?: Tokens;
  readonly error?: string;
  /** It said itself that it had come to a good end. */
  readonly well?: true;
}

/** Reads one event, or a line of text where that is its format; what it does not know says nothing. */
export type Reader = (event: unknown) => Said;

export const addTokens = (a: Tokens | undefined, b: Tokens | undefined): Tokens | undefined =>
  a === undefined || b === undefined ? (a ?? b) : { input: a.input + b.input, output: a.output + b.output };

/** The report after one more event. */
export function addToReport(report: AgentReport, said: Said): AgentReport {
  const before = said.isTotal ? {} : report;
  const usd = add(before.usd, said.usd) ?? report.usd;
  const tokens = addTokens(before.tokens, said.tokens) ?? report.tokens;
  const error = said.isWell
    ? undefined
    : said.error === undefined
      ? report.error
      : worseOf(report.error, said.error);
  const well = said.isWell ?? (said.error === undefined ? report.well : undefined);
  return {
    ...(usd === undefined ? {} : { usd }),
    ...(tokens === undefined ? {} : { tokens }),
    ...(error === undefined ? {} : { error }),
    ...(well === true ? { well } : {}),
  };
}

const add = (a: number | undefined, b: number | undefined): number | undefined =>
  a === undefined || b === undefined ? (a ?? b) : a + b;

/** The end often repeats what was said before, with less around it. */
const worseOf = (before: string | undefined, now: string | null): string | undefined =>
  now === null ? undefined : before?.endsWith(now) ? before : now;
