import { createHash } from 'node:crypto';
import { compareText } from '../model/compare-text.ts';
import type { Digest } from '../model/plan.ts';

/** SHA-256 over a value whatever the order of its keys; the order of lists counts, so callers sort them. */
export function digestOf(value: unknown): Digest {
  return createHash('sha256').update(canonicalJson(value)).digest('hex') as Digest;
}

function canonicalJson(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(',')}]`;
  if (typeof value === 'object' && value !== null) {
    const entries = Object.entries(value)
      .filter(([, entry]) => entry !== undefined)
      .sort(([a], [b]) => compareText(a, b));
    return `{${entries.map(([key, entry]) => `${JSON.stringify(key)}:${canonicalJson(entry)}`).join(',')}}`;
  }
  // Well-formed JSON escapes lone surrogates, so two names of different bytes stay different.
  return JSON.stringify(value) ?? 'null';
}
