import type { Cost } from '../../core/agents/cost.ts';
import type { Digest } from '../../core/model/plan.ts';

/** What agents proposed for goals before, by the digest of all that it depends on. Losing it costs another question. */
export interface Proposals {
  /** `undefined`: it was not asked, or nothing of it is left. */
  recall(key: Digest): Promise<KeptProposal | undefined>;
  keep(key: Digest, proposal: KeptProposal): Promise<void>;
  /** Where logs and answers of this question go; made when asked for. The oldest folders go, so that there are only so many. */
  folder(key: Digest): Promise<string>;
  /** An answer that was refused, for people; its path. */
  keepRefused(key: Digest, answer: string): Promise<string>;
}

export interface KeptProposal {
  /** A task file. */
  readonly text: string;
  readonly facts: ProposalFacts;
}

/** How the tasks came about. */
export interface ProposalFacts {
  readonly agent: string;
  /** How often the agent was asked. */
  readonly tries: number;
  readonly ms: number;
  readonly cost: Cost;
}
