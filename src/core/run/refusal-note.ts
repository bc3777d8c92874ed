import * as v from 'valibot';
import type { WallTime } from '../model/time.ts';

/** A result branch that a server did not take when there was work to bring to it. */
export interface Refusal {
  readonly branch: string;
  readonly table: string;
  /** Code of the problem, and the server's own words where it had some. */
  readonly code: string;
  readonly said: string;
  readonly at: WallTime;
}

const RefusalSchema = v.strictObject({
  version: v.literal(1),
  branch: v.string(),
  table: v.string(),
  code: v.string(),
  said: v.string(),
  at: v.pipe(v.number(), v.integer()),
});

export function readRefusal(json: string): Refusal | undefined {
  try {
    const read = v.safeParse(RefusalSchema, JSON.parse(json));
    if (!read.success) return undefined;
    const { version: _, ...refusal } = read.output;
    return { ...refusal, at: refusal.at as WallTime };
  } catch {
    return undefined;
  }
}

export const writeRefusal = (refusal: Refusal): string => `${JSON.stringify({ version: 1, ...refusal })}\n`;
