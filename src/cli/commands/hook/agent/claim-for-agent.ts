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
  /** It is nobody's to claim: outside of the repository, or not a path. */
  | { readonly kind: 'not-ours' }
  /** Nobody could be asked in time. */
  | { readonly kind: 'not-asked'; readonly why: string };

/**
 * Claims paths from the root of the repository for the session: all of them, or none. By their whole names: whatever stands in
 * them is no wildcard, and no place to start from but the root.
 */
export async function claimForAgent(
  { context, place, claimsUntil: until }: AgentHook,
  paths: readonly string[],
): Promise<AgentClaim> {
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
  if (answer.code === EXIT.usage) return { kind: 'not-ours' };
  const said = parseAnswer(answer.text);
  if (answer.code === EXIT.held) return { kind: 'held', held: said.held ?? [], free: said.free ?? [] };
  return { kind: 'not-asked', why: said.problems?.[0]?.message ?? 'no answer' };
}

/** As `claim --json` prints it. */
interface ClaimAnswer {
  readonly held?: readonly HeldPath[];
  readonly free?: readonly string[];
  readonly problems?: readonly { readonly message: string }[];
}

function parseAnswer(text: string): ClaimAnswer {
  try {
    return JSON.parse(text) as ClaimAnswer; // our own words
  } catch {
    return {};
  }
}
