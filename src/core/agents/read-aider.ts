import type { Reader } from './said.ts';

// Aider prints text, and after each answer of its model a line
// `Tokens: 2.6k sent, 51 received. Cost: $0.0057 message, $0.0113 session.`
const SPENT =
  /^Tokens: ([\d.,]+[km]?) sent,(?: [\d.,]+[km]? cache (?:write|hit),)* ([\d.,]+[km]?) received\.(?: Cost: \$([\d.]+) message, \$[\d.]+ session\.)?/i;

/** Its lines are shown as they are. */
export const readAider: Reader = (line) => {
  const found = typeof line === 'string' ? SPENT.exec(line.trim()) : null;
  if (found === null) return {};
  const [, sent = '', received = '', cost] = found;
  const usd = Number(cost);
  return {
    tokens: { input: asNumber(sent), output: asNumber(received) },
    ...(cost === undefined || !Number.isFinite(usd) ? {} : { usd }),
  };
};

/** `2.6k` */
function asNumber(text: string): number {
  const unit = { k: 1_000, m: 1_000_000 }[text.slice(-1).toLowerCase()] ?? 1;
  const value = Number(text.replaceAll(',', '').replace(/[km]$/i, ''));
  return Number.isFinite(value) ? Math.round(value * unit) : 0;
}
