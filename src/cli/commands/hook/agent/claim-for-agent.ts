import { EXIT } from '../../../../report/exit-codes.ts';
import type { HeldPath } from '../../../../report/hook/agent-words.ts';
import { callCommand } from '../../../call-command.ts';
import type { CommandContext } from '../../../command.ts';

/** Inside the hook's time-out of 10 s, which counts the start of the process and of git too. */
const CLAIM_S = 3;

export type AgentClaim =
  | { readonly kind: 'claimed' }
  | { readonly kind: 'held'; readonly held: readonly HeldPath[]; readonly free: readonly string[] }
  /** It is nobody's to claim: outside of the repository, or not a path. */
  | { readonly kind: 'not-ours' }
  /** Nobody could be asked in time. */
  | { readonly kind: 'not-asked'; readonly why: string };

/** Claims paths from the root of the repository for the session: all of them, or none. */
export async function claimForAgent(context: CommandContext, paths: readonly string[]): Promise<AgentClaim> {
  const answer = await callCommand(context, {
    command: 'claim',
    load: async () => (await import('../../claim/claim.ts')).runClaim,
    operands: paths,
    options: {},
    seconds: CLAIM_S,
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
