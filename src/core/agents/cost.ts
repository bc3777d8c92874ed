import type { AgentOutput } from './agent-output.ts';
import { type AgentReport, addTokens, type Tokens } from './said.ts';

/** What a piece of work cost: US dollars, and tokens where they are known. */
export interface Cost {
  readonly usd: number;
  readonly tokens?: Tokens;
}

export const NO_COST: Cost = { usd: 0 };

export function addCost(a: Cost, b: Cost): Cost {
  const tokens = addTokens(a.tokens, b.tokens);
  return { usd: a.usd + b.usd, ...(tokens === undefined ? {} : { tokens }) };
}

/** Both may speak of the same dollars: the larger sum counts, not the two together. */
export const costOf = (output: AgentOutput | undefined, { usd = 0, tokens }: AgentReport): Cost => ({
  usd: Math.max(output?.usd ?? 0, usd),
  ...(tokens === undefined ? {} : { tokens }),
});
