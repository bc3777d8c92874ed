import type { Tokens } from '../../core/agents/said.ts';

/** `12.3k tokens read, 400 written` */
export function tokensText({ input, output }: Tokens): string {
  const short = (count: number): string => {
    if (count < 1_000) return String(count);
    return count < 999_950 ? `${(count / 1_000).toFixed(1)}k` : `${(count / 1_000_000).toFixed(1)}M`;
  };
  return `${short(input)} tokens read, ${short(output)} written`;
}
