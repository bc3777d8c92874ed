import type { PlanState, StateKey } from '../model/plan.ts';

/** A condition that has been read: every name in it is one that there is. */
export interface Condition {
  readonly text: string;
  /** It says itself what a failure means to it: by `success()`, `failure()` or `always()`. */
  readonly asksHowItWent: boolean;
  readonly names: readonly ConditionName[];
  readonly decide: (facts: ConditionFacts) => Verdict;
}

/** What it asks for. */
export type ConditionName =
  | {
      readonly kind: 'output';
      readonly need: string;
      readonly output: string;
      /** It is compared with a number. */
      readonly asNumber: boolean;
    }
  | { readonly kind: 'result'; readonly need: string }
  | { readonly kind: 'state'; readonly key: StateKey };

/** What may stand in a condition: each need by the name it has there, with the outputs that it declares; `any`: nobody knows them. */
export type KnownNeeds = ReadonlyMap<string, readonly string[] | 'any'>;

export const RESULTS = ['success', 'failure', 'skipped'] as const;
export type NeedResult = (typeof RESULTS)[number];

export interface NeedFact {
  readonly result: NeedResult;
  /** As they were left; nothing of what did not end well. */
  readonly outputs: Readonly<Record<string, string>>;
}

/** All that a decision rests on. */
export interface ConditionFacts {
  /** By the names of the condition; one that is not in the plan is not here, and counts as skipped. */
  readonly needs: ReadonlyMap<string, NeedFact>;
  readonly state: PlanState;
  /** Whether something has failed that it needs, directly or through others. */
  readonly hasFailed: boolean;
}

export type Verdict =
  | { readonly kind: 'yes' }
  /** `seen`: what it saw, for people. */
  | { readonly kind: 'no'; readonly seen: readonly ValueSeen[] }
  /** It compares what cannot be compared, or what nobody has left. */
  | {
      readonly kind: 'undecided';
      readonly name: string;
      readonly why: 'no-value' | 'no-number' | 'unreadable';
    };

export interface ValueSeen {
  readonly name: string;
  readonly value: string;
}

/** What is wrong with a condition; `known`: what could stand there. */
export type ConditionTrouble =
  | { readonly reason: 'too-long'; readonly max: number }
  | { readonly reason: 'too-deep' }
  | { readonly reason: 'syntax'; readonly detail: string }
  | {
      readonly reason: 'need' | 'output' | 'state' | 'name' | 'function' | 'result';
      readonly name: string;
      readonly known: readonly string[];
    }
  /** A table or a list where a value has to be; a name that is computed. */
  | { readonly reason: 'no-value' | 'computed'; readonly name: string };

export type ReadCondition =
  | { readonly ok: true; readonly condition: Condition }
  | { readonly ok: false; readonly troubles: readonly ConditionTrouble[] };

/** How a name is written in a condition. */
export const spellName = (name: ConditionName): string => {
  switch (name.kind) {
    case 'output':
      return `needs.${name.need}.outputs.${name.output}`;
    case 'result':
      return `needs.${name.need}.result`;
    case 'state':
      return `state.${name.key}`;
  }
};
