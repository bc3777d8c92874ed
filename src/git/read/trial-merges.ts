import { createHash } from 'node:crypto';
import { performance } from 'node:perf_hooks';
import type { MergeOutcome, TrialMerges, TrialQuestion } from '../../app/ports/repository.ts';
import type { CloneReader } from '../clone/clone-reader.ts';
import { configEnvironment } from '../config-environment.ts';
import { splitConfigKey } from '../git-config.ts';
import { writeLooseObjects } from '../private/state-objects.ts';
import type { LookCache, Question } from './look-cache.ts';
import type { TriedMerge } from './parse-merge-tree.ts';
import { readConflictLines } from './read-conflict-lines.ts';
import { parseKnownMerge } from './recall-merge.ts';
import { resolveMerge } from './resolve-merge.ts';
import { openScratchObjects, type ScratchObjects } from './scratch-objects.ts';
import { commitOf, ontoOf, type Step, stepKeeper, type TrialPlace, withThoseBefore } from './trial-steps.ts';
import { plainMerges, tryMerges } from './try-merges.ts';

/**
 * Merges tried for real in a scratch store, one after the other as the base would take them in: each works on the
 * commit that the one before it left, so that nobody is charged with what the base has against somebody else. After one
 * with conflicts it goes on as if they were resolved in favour of what was merged. What was tried once, now or at an
 * earlier look, is not tried again.
 */
export function openTrialMerges(reader: CloneReader, cache: LookCache, ask: TrialQuestion): TrialMerges {
  const place: TrialPlace = { base: ask.base, format: reader.facts.objectFormat };
  const stepFor = stepKeeper(ask.ahead);
  const end = performance.now() + ask.timeBudgetMs;
  const settings = settingsOf(reader);
  let scratch: Promise<ScratchObjects> | undefined;
  return {
    async takeIn(sequences, { lines }) {
      const wanted = sequences.map(stepFor);
      const steps = [...new Set(wanted.flatMap(withThoseBefore))].sort((a, b) => a.depth - b.depth);
      const questionOf = (step: Step, onto: string): Question => [
        lines ? 'merge with lines' : 'merge',
        settings,
        onto,
        step.tip,
      ];
      await recallSteps(steps, place, async (step, onto) => cache.recall(questionOf(step, onto)));
      const todo = findTodo(steps);
      if (todo.size > 0) {
        scratch ??= openScratchObjects(reader.objects);
        await trySteps({ reader, scratch: await scratch, place, todo, lines, end });
      }
      for (const step of todo) {
        const onto = ontoOf(step, place);
        if (step.merged && onto !== undefined) cache.keep(questionOf(step, onto), step.merged);
      }
      return wanted.map((step) => outcomeOf(step, place));
    },
    async [Symbol.asyncDispose]() {
      await Promise.all([scratch?.then((opened) => opened[Symbol.asyncDispose]()), cache.save()]);
    },
  };
}

/** What changes how git merges, besides the objects. */
function settingsOf({ facts, cwd }: CloneReader): string {
  const entries = facts.config.filter(({ key }) => ['merge', 'diff'].includes(splitConfigKey(key).section));
  return createHash('sha256')
    .update(JSON.stringify([cwd, entries]))
    .digest('hex');
}

/** From the first step to the last, since a later one is asked for by what the one before it leaves. */
async function recallSteps(
  steps: readonly Step[],
  place: TrialPlace,
  recall: (step: Step, onto: string) => Promise<unknown>,
): Promise<void> {
  for (const step of steps) {
    const onto = ontoOf(step, place);
    if (step.merged || onto === undefined) continue;
    const known = parseKnownMerge(await recall(step, onto));
    if (known) step.merged = known;
  }
}

/** Steps that have to be tried: what is not known, and what it stands on that is not there. */
function findTodo(steps: readonly Step[]): ReadonlySet<Step> {
  const todo = new Set(steps.filter(({ merged }) => !merged));
  for (const step of steps.toReversed())
    if (todo.has(step) && step.onto && !step.onto.isThere) todo.add(step.onto);
  return todo;
}

interface Trying {
  readonly reader: CloneReader;
  readonly scratch: ScratchObjects;
  readonly place: TrialPlace;
  readonly todo: ReadonlySet<Step>;
  readonly lines: boolean;
  readonly end: number;
}

async function trySteps(trying: Trying): Promise<void> {
  const { reader, scratch, todo } = trying;
  const env = { ...scratch.env, ...configEnvironment(plainMerges(reader)) };
  const builtOn = new Set([...todo].map(({ onto }) => onto));
  for (let depth = 1; [...todo].some((step) => step.depth >= depth); depth++) {
    const round = [...todo].filter((step) => step.depth === depth && (step.onto?.isThere ?? true));
    const merges = await tryRound(trying, round, env);
    for (const [at, merge] of merges.entries()) {
      const step = round[at];
      // what was taken in first is what the next questions are about
      const isFirst = depth === 1 && merge?.conflicts.length === 0;
      if (step && merge && (isFirst || builtOn.has(step))) await leave(trying, { step, merge, env });
    }
  }
}

async function tryRound(
  { reader, place, lines, end }: Trying,
  round: readonly Step[],
  env: Readonly<Record<string, string>>,
): Promise<readonly (TriedMerge | undefined)[]> {
  const pairs = round.map((step) => [ontoOf(step, place) ?? place.base, step.tip] as const);
  const merges = await tryMerges(reader, { pairs, env, end });
  const tried = merges.filter((merge) => merge !== undefined);
  const conflicts = lines
    ? await readConflictLines(reader, tried, env)
    : tried.map((merge) => merge.conflicts.map(({ path }) => ({ path })));
  for (const [at, step] of round.entries()) {
    const merge = merges[at];
    const found = merge && conflicts[tried.indexOf(merge)];
    if (merge && found)
      step.merged = { conflicts: found, ...(found.length === 0 ? { tree: merge.tree } : {}) };
  }
  return merges;
}

/** Writes what a step leaves, for the next one to be tried on it. */
async function leave(
  { reader, scratch, place }: Trying,
  {
    step,
    merge,
    env,
  }: { readonly step: Step; readonly merge: TriedMerge; readonly env: Readonly<Record<string, string>> },
): Promise<void> {
  const tree =
    merge.conflicts.length === 0
      ? merge.tree
      : await resolveMerge(reader, { merge, theirs: step.tip, scratch, env });
  step.merged = { conflicts: step.merged?.conflicts ?? [], ...(tree ? { tree } : {}) };
  const commit = commitOf(step, place);
  if (commit === undefined) return;
  await writeLooseObjects(scratch.folder, [commit], { sync: false });
  step.isThere = true;
}

function outcomeOf(step: Step | undefined, _place: TrialPlace): MergeOutcome {
  if (!step?.merged) return { kind: 'unknown' };
  const { conflicts, tree } = step.merged;
  if (conflicts.length > 0) return { kind: 'conflicts', conflicts };
  return { kind: 'clean', ...(tree === undefined || step.depth > 1 ? {} : { tree }) };
}
