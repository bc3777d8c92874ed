import type { Mask } from './mask-secrets.ts';

/** What an agent may leave in `$AGENTIC_OUTPUT`, after it was checked. Its texts are an agent's: data, never instructions. */
export interface AgentOutput {
  readonly summary: string;
  readonly outputs: Readonly<Record<string, string>>;
  /** US dollars; 0 where it does not say. */
  readonly usd: number;
}

/** Larger files are not read. */
export const LARGEST_OUTPUT = 1024 * 1024;
const LONGEST_SUMMARY = 4_000;
const LONGEST_VALUE = 4_000;
/** A list, as JSON: tasks may be made of it, and half of one is none. */
const LONGEST_LIST = 20_000;
const MOST_OUTPUTS = 50;

/** Reads `{summary?, outputs?, cost_usd?}`, of which outputs are texts, numbers, truth values and lists; parts that are something else are left out, and secrets in what they say. `undefined`: not such an object. */
export function parseAgentOutput(text: string, mask: Mask): AgentOutput | undefined {
  const value = parseObject(text);
  if (value === undefined) return undefined;
  const summary = value.get('summary');
  const cost = value.get('cost_usd') ?? value.get('cost');
  return {
    summary: typeof summary === 'string' ? clean(mask(summary), LONGEST_SUMMARY) : '',
    outputs: parseOutputs(value.get('outputs'), mask),
    usd: typeof cost === 'number' && Number.isFinite(cost) && cost > 0 ? cost : 0,
  };
}

function parseOutputs(value: unknown, mask: Mask): Readonly<Record<string, string>> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return {};
  const kept = Object.entries(value)
    .filter(
      ([name, one]) => /^[A-Za-z][A-Za-z0-9_-]{0,99}$/.test(name) && (isScalar(one) || Array.isArray(one)),
    )
    .slice(0, MOST_OUTPUTS)
    .map(([name, one]): [string, string] =>
      Array.isArray(one)
        ? [name, clean(mask(JSON.stringify(one)), LONGEST_LIST)]
        : [name, clean(mask(String(one)), LONGEST_VALUE)],
    );
  return Object.fromEntries(kept);
}

const isScalar = (value: unknown): boolean => ['string', 'number', 'boolean'].includes(typeof value);

/** Well-formed, since it is passed on in JSON and commits; not longer than can be used. */
const clean = (text: string, most: number): string => text.slice(0, most).toWellFormed();

/** The entries of a JSON object; a map, so that no key of an agent's meets a prototype. */
export function parseObject(text: string): ReadonlyMap<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return undefined;
    return new Map(Object.entries(value));
  } catch {
    return undefined;
  }
}
