import { broken, type ReadReport } from './report.ts';

/** The value of a JSON text; `NaN`, a second value, half a file are no JSON. */
export function parseJson(text: string): ReadReport<unknown> {
  try {
    const value: unknown = JSON.parse(text.replace(/^\ufeff/, ''));
    return { ok: true, value, dropped: 0 };
  } catch (error) {
    return broken('syntax', lineOf(error, text));
  }
}

/** V8 names the place of most errors; the text of the message is never shown. */
function lineOf(error: unknown, text: string): number | undefined {
  const position = error instanceof SyntaxError ? / at position (\d+)/.exec(error.message)?.[1] : undefined;
  return position === undefined ? undefined : text.slice(0, Number(position)).split('\n').length;
}

export const isTable = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
