import type { AgentId, ClaimId, TaskId } from './ids.ts';
import type { LineRisk } from './risks.ts';
import type { WallTime } from './time.ts';

// Why a plan is as it is, as data: plan.json carries it, `report/plan/reason-words.ts` says it.

/** What some of a priority's points are for. */
export type PriorityReason =
  | { readonly kind: 'base'; readonly of: string }
  | { readonly kind: 'workflow'; readonly workflow: string }
  /** Written in a task file; `not-given`: it says nothing, so the task is as important as most. */
  | { readonly kind: 'given'; readonly file: string }
  | { readonly kind: 'not-given' }
  | { readonly kind: 'surface'; readonly surface: ExposedSurface }
  /** What a changed line decides. */
  | { readonly kind: 'risk'; readonly risk: LineRisk }
  /** A program that builds run was replaced, or a file that holds secrets was added. */
  | { readonly kind: 'unseen-bytes' }
  /** A commit of the change says to be about security. */
  | { readonly kind: 'said' }
  | { readonly kind: 'data-migration' }
  | { readonly kind: 'test-removed' | 'much-untested' | 'mends-fault' }
  | { readonly kind: 'major-version' }
  | { readonly kind: 'known-vulnerability' }
  | { readonly kind: 'reported-error' }
  /** What speaks for less: the report is older than the change, lines only moved, little is known. */
  | { readonly kind: 'older-report' | 'only-moved' | 'doubt' }
  | { readonly kind: 'dependencies-moved'; readonly count: number }
  | { readonly kind: 'very-large-change' }
  | { readonly kind: 'risky-places' }
  | { readonly kind: 'far-below-target' }
  | { readonly kind: 'outdated-documents' }
  | { readonly kind: 'goal-topic' | 'goal-path'; readonly word: string };

export interface PriorityPart {
  readonly reason: PriorityReason;
  readonly points: number;
}

/** What an attacker meets first. */
export type ExposedSurface = 'secrets' | 'auth' | 'crypto' | 'workflow' | 'submodules' | 'api';

/** Something that an agent lacks for a task: its kind and its name, as in `language:rust` or `skill@2:go`. */
export type Missing =
  | `${'agent' | 'role' | 'skill' | 'language' | 'path'}:${string}`
  /** Where having it is not enough: at this level. */
  | `skill@${number}:${string}`;

/** Why this agent, and why not sooner. Times are minutes from the start of the run, but `until`. */
export type PlanReason =
  | { readonly kind: 'no-agents' }
  | { readonly kind: 'nobody-fits'; readonly missing: readonly Missing[] }
  | { readonly kind: 'asked-for'; readonly agent: AgentId }
  | { readonly kind: 'role-unplayed'; readonly role: AgentId }
  | { readonly kind: 'only-agent'; readonly agent: AgentId }
  | {
      readonly kind: 'suits-best';
      readonly agent: AgentId;
      readonly start: number;
      readonly others: readonly AgentId[];
    }
  | {
      readonly kind: 'starts-after';
      readonly task: TaskId;
      readonly why: 'needs' | 'after' | 'kind' | 'files';
    }
  | {
      readonly kind: 'waits-for-claim';
      readonly claim: ClaimId;
      readonly holder: string;
      readonly until: WallTime;
    }
  | { readonly kind: 'all-busy'; readonly ready: number; readonly start: number };
