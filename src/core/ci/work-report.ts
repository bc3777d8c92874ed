import { parseObject } from '../agents/agent-output.ts';
import type { ClaimRecord } from '../claim/record.ts';

/** How the work under a claim of CI ended, as its ended state says it: nothing of a job stays but refs. */
export interface WorkReport {
  /**
   * `done`; `failed`: a try of the agent's that counts; `left`: it was finished, and not published through no fault of its own;
   * `lost`: its job left nothing.
   */
  readonly how: 'done' | 'failed' | 'left' | 'lost';
  readonly ms: number;
  readonly usd: number;
  /** Why, as a code of a problem. */
  readonly code?: string;
  /** What the next try is told: paths, or the last lines of a log. */
  readonly lines?: readonly string[];
}

const MOST = 1000;
const MOST_LINES = 12;

const HOWS: readonly string[] = ['done', 'failed', 'left', 'lost'];

/** The reason of an ended state: a word for people, and the rest as JSON, never longer than a reason may be. */
export function writeWorkReport({ how, ms, usd, code, lines = [] }: WorkReport): string {
  const rest = { ms: Math.round(ms), usd: Math.round(usd * 10_000) / 10_000, ...(code ? { code } : {}) };
  for (
    let kept = lines.slice(-MOST_LINES).map((line) => line.slice(0, 300).toWellFormed());
    ;
    kept = kept.slice(1)
  ) {
    const text = `${how} ${JSON.stringify(kept.length === 0 ? rest : { ...rest, lines: kept })}`;
    if (text.length <= MOST || kept.length === 0) return text;
  }
}

/** Anybody who can push may have written it; `undefined`: it says nothing of this kind. */
export function readWorkReport({
  state,
  reason,
}: Pick<ClaimRecord, 'state' | 'reason'>): WorkReport | undefined {
  if (state !== 'done' && state !== 'released') return undefined;
  const [, how, json] = /^([a-z]+) (\{.*\})$/s.exec(reason ?? '') ?? [];
  const said = json === undefined || !HOWS.includes(how ?? '') ? undefined : parseObject(json);
  if (said === undefined) return undefined;
  const amount = (name: string): number => {
    const value = said.get(name);
    return typeof value === 'number' && Number.isFinite(value) && value > 0 ? value : 0;
  };
  const [code, lines] = [said.get('code'), said.get('lines')];
  return {
    how: how as WorkReport['how'],
    ms: amount('ms'),
    usd: amount('usd'),
    ...(typeof code === 'string' && /^[a-z][a-z-]{0,60}$/.test(code) ? { code } : {}),
    ...(Array.isArray(lines) ? { lines: lines.filter((line) => typeof line === 'string') } : {}),
  };
}
