import { commitName } from '../../core/claim/state-commit.ts';
import type { Oid } from '../../core/model/ids.ts';
import type { PredictedConflict } from '../../core/model/presence.ts';
import type { CloneFacts } from '../clone/clone-facts.ts';
import type { LooseObject } from '../private/state-objects.ts';

/** What git said of one merge. Its objects are only there where this process tried it. */
export interface KnownMerge {
  readonly conflicts: readonly PredictedConflict[];
  /** The tree that it leaves; with conflicts: resolved in favour of what was merged, where somebody needed it. */
  readonly tree?: Oid;
}

/** One merge in a row of them: of `tip`, into what the step before it has left, or into the base. */
export interface Step {
  readonly tip: Oid;
  readonly onto?: Step;
  readonly depth: number;
  /** The tip has the base in it, so that the base only has to move there. */
  readonly isAhead: boolean;
  /** Absent: not known yet. */
  merged?: KnownMerge;
  /** What it leaves is in the scratch store. */
  isThere: boolean;
}

/** Rows of merges that begin alike share their first steps. */
export function stepKeeper(ahead: ReadonlySet<Oid>): (sequence: readonly Oid[]) => Step | undefined {
  const steps = new Map<string, Step>();
  const stepFor = (sequence: readonly Oid[]): Step | undefined => {
    const tip = sequence.at(-1);
    if (tip === undefined) return undefined;
    const key = sequence.join(' ');
    const onto = stepFor(sequence.slice(0, -1));
    const isAhead = onto === undefined && ahead.has(tip);
    const step: Step = steps.get(key) ?? {
      tip,
      ...(onto ? { onto } : {}),
      depth: sequence.length,
      isAhead,
      ...(isAhead ? { merged: { conflicts: [] } } : {}),
      isThere: isAhead,
    };
    steps.set(key, step);
    return step;
  };
  return stepFor;
}

/** A step and those that it stands on, the first one first. */
export const withThoseBefore = (step: Step | undefined): readonly Step[] =>
  step === undefined ? [] : [...withThoseBefore(step.onto), step];

export interface TrialPlace {
  readonly base: Oid;
  readonly format: CloneFacts['objectFormat'];
}

/** The commit that the step before has left: its name alone, whether or not it is there; `undefined`: nobody knows. */
export function ontoOf({ onto }: Step, place: TrialPlace): Oid | undefined {
  return onto === undefined ? place.base : onto.isAhead ? onto.tip : commitOf(onto, place)?.oid;
}

/** The commit that a step leaves. Always the same one for the same merge, so that what was found out of it holds. */
export function commitOf(step: Step, place: TrialPlace): LooseObject | undefined {
  const onto = ontoOf(step, place);
  const tree = step.merged?.tree;
  if (onto === undefined || tree === undefined) return undefined;
  const who = 'agentic-plan <agentic-plan@localhost> 0 +0000';
  const bytes = Buffer.from(
    `tree ${tree}\nparent ${onto}\nparent ${step.tip}\nauthor ${who}\ncommitter ${who}\n\ntrial\n`,
  );
  return { oid: commitName(bytes, place.format), type: 'commit', bytes };
}
