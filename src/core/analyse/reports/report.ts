/** Why a report is not read. */
export type ReportReason =
  | 'too-large'
  | 'encoding'
  | 'syntax'
  | 'entities'
  | 'too-deep'
  | 'too-many'
  | 'unknown-format'
  | 'version';

export interface ReportTrouble {
  readonly reason: ReportReason;
  /** Where it goes wrong, from 1. */
  readonly line?: number;
}

/** What a report says, or why it says nothing; `dropped`: how many of its entries make no sense and were passed over. */
export type ReadReport<T> =
  | { readonly ok: true; readonly value: T; readonly dropped: number }
  | { readonly ok: false; readonly trouble: ReportTrouble };

export const broken = (reason: ReportReason, line?: number): ReadReport<never> => ({
  ok: false,
  trouble: { reason, ...(line === undefined ? {} : { line }) },
});

/** Numbers of lines count from 1. */
export const isLine = (value: unknown): value is number =>
  typeof value === 'number' && Number.isSafeInteger(value) && value > 0;

/** `0x10` and `1e3` are numbers to the runtime, not to a report. */
export const wholeNumber = (text: string | undefined): number | undefined =>
  text !== undefined && /^\d{1,15}$/.test(text) ? Number(text) : undefined;

const MOST_LETTERS = 300;

/** The first line that says something, bounded: a message of a tool can be a page. */
export function firstLine(text: string): string {
  const line =
    text
      .slice(0, 10_000)
      .split(/[\r\n]+/)
      .find((one) => one.trim() !== '')
      ?.trim() ?? '';
  return line.length > MOST_LETTERS ? `${line.slice(0, MOST_LETTERS - 1)}…` : line;
}
