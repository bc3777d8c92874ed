import { join } from 'node:path';
import type { Settings } from '../../../../core/model/settings.ts';
import { literalPattern } from '../../../../core/paths/match-paths.ts';
import { EXIT } from '../../../../report/exit-codes.ts';
import type { HeldPath } from '../../../../report/hook/agent-words.ts';
import { callCommand } from '../../../call-command.ts';
import type { CommandContext } from '../../../command.ts';
import type { AgentPlace } from '../../../open/agent-place.ts';

/** For all that one hook claims, inside its time-out of 10 s, which counts the start of the process and of git too. */
const CLAIM_MS = 3_000;
/** Nobody answers in less. */
const LEAST_MS = 200;

/** One call of a hook, with what it works with. */
export interface AgentHook {
  readonly context: CommandContext;
  readonly place: AgentPlace;
  readonly mode: Settings['claims']['mode'];
  /** Until when claims may be asked for, by `performance.now()`. */
  readonly claimsUntil: number;
}

/** When a hook that begins now has to have its claims. */
export const claimsUntil = (): number => performance.now() + CLAIM_MS;

export type AgentClaim =
  | { readonly kind: 'claimed' }
  | { readonly kind: 'held'; readonly held: readonly HeldPath[]; readonly free: readonly string[] }
  /** It is nobody's to claim: not a path. */
  | { readonly kind: 'not-ours' }
  /** Nobody could be asked in time. */
  | { readonly kind: 'not-asked'; readonly why: string };

/**
 * Claims paths from the root of the repository for the session: all of them, or none. By their whole names: whatever stands in
 * them is no wildcard, and no place to start from but the root.
 */
export async function claimForAgent(hook: AgentHook, paths: readonly string[]): Promise<AgentClaim> {
  const { context, place, claimsUntil: until } = hook;
  const leftMs = until - performance.now();
  if (leftMs < LEAST_MS) return { kind: 'not-asked', why: `nobody answered within ${CLAIM_MS / 1000} s` };
  const answer = await callCommand(context, {
    command: 'claim',
    load: async () => (await import('../../claim/claim.ts')).runClaim,
    operands: paths.map((path) => join(place.root, literalPattern(path))),
    options: {},
    seconds: leftMs / 1000,
  });
  if (answer.code === EXIT.done) return { kind: 'claimed' };
  const said = parseAnswer(answer.text);
  // a configuration that cannot be read is trouble of ours, and no reason to let the file go
  if (said.problems?.some(({ code }) => NO_PATHS.has(code)))
    return paths.length === 1 ? { kind: 'not-ours' } : claimEach(hook, paths);
  if (answer.code === EXIT.held) return { kind: 'held', held: said.held ?? [], free: said.free ?? [] };
  return { kind: 'not-asked', why: said.problems?.[0]?.message ?? 'no answer' };
}

// Names that nobody can claim.
const NO_PATHS = new Set(['unsafe-path', 'path-damaged', 'path-in-inner-repository', 'no-paths']);

/** One that nobody can claim keeps no other from being claimed. */
async function claimEach(hook: AgentHook, paths: readonly string[]): Promise<AgentClaim> {
  const claims: AgentClaim[] = [];
  for (const path of paths) claims.push(await claimForAgent(hook, [path]));
  const held = claims.flatMap((claim) => (claim.kind === 'held' ? claim.held : []));
  const missed = claims.find((claim) => claim.kind === 'not-asked');
  return held.length > 0 ? { kind: 'held', held, free: [] } : (missed ?? { kind: 'claimed' });
}

/** As `claim --json` prints it. */
interface ClaimAnswer {
  readonly held?: readonly HeldPath[];
  readonly free?: readonly string[];
  readonly problems?: readonly { readonly code: string; readonly message: string }[];
}

function parseAnswer(text: string): ClaimAnswer {
  try {
    return JSON.parse(text) as ClaimAnswer; // our own words
  } catch {
    return {};
  }
}
