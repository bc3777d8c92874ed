import { parseObject } from '../agents/agent-output.ts';

// A wrapped agent needs no credential: `claim` inside it puts `requests/<id>.json` into $AGENTIC_DIR, by rename, and
// the wrapper answers in `answers/<id>.json`.

/** What an agent asks its wrapper for. */
export interface AgentRequest {
  readonly version: 1;
  readonly do: 'claim';
  /** Paths, directories or globs to hold beside what is held. */
  readonly paths: readonly string[];
}

export interface AgentAnswer {
  readonly version: 1;
  readonly outcome: 'claimed' | 'held' | 'failed';
  /** All that the claim covers now. */
  readonly paths: readonly string[];
  /** Paths that are somebody else's, and who that is, where it is known. */
  readonly held: readonly HeldPath[];
  /** Why it failed; for people. */
  readonly detail?: string;
}

/** A path that is somebody else's. Times are ISO; what is not known is absent. */
export interface HeldPath {
  readonly path: string;
  /** Agent and holder in one. */
  readonly by: string;
  readonly agent?: string;
  readonly holder?: string;
  readonly claim?: string;
  readonly task?: string;
  readonly title?: string;
  readonly since?: string;
  readonly until?: string;
}

export const LARGEST_REQUEST = 64 * 1024;
const MOST_PATHS = 1_000;

/** `undefined`: not a request that we know. */
export function parseRequest(text: string): AgentRequest | undefined {
  const value = parseObject(text);
  const paths = value?.get('paths');
  if (value?.get('version') !== 1 || value.get('do') !== 'claim' || !isTexts(paths)) return undefined;
  return { version: 1, do: 'claim', paths };
}

/** `undefined`: not an answer of ours. */
export function parseAnswer(text: string): AgentAnswer | undefined {
  const value = parseObject(text);
  const outcome = value?.get('outcome');
  const paths = value?.get('paths');
  const detail = value?.get('detail');
  if (value?.get('version') !== 1 || !isTexts(paths)) return undefined;
  if (outcome !== 'claimed' && outcome !== 'held' && outcome !== 'failed') return undefined;
  return {
    version: 1,
    outcome,
    paths,
    held: parseHeld(value.get('held')),
    ...(typeof detail === 'string' ? { detail } : {}),
  };
}

const isTexts = (value: unknown): value is readonly string[] =>
  Array.isArray(value) && value.length <= MOST_PATHS && value.every((one) => typeof one === 'string');

const DETAILS = ['agent', 'holder', 'claim', 'task', 'title', 'since', 'until'] as const;

function parseHeld(value: unknown): AgentAnswer['held'] {
  if (!Array.isArray(value)) return [];
  return value.flatMap((one: unknown) => {
    const entry = parseObject(JSON.stringify(one) ?? '');
    const path = entry?.get('path');
    const by = entry?.get('by');
    if (typeof path !== 'string' || typeof by !== 'string') return [];
    const details = DETAILS.flatMap((name) => {
      const detail = entry?.get(name);
      return typeof detail === 'string' ? [[name, detail] as const] : [];
    });
    return [{ path, by, ...Object.fromEntries(details) }];
  });
}
