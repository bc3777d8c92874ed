import type { Oid } from '../../../core/model/ids.ts';
import { problemOf } from '../../../core/model/problem.ts';
import type { CommandFailure } from '../command-failure.ts';
import type { With } from '../run-context.ts';
import { linesOf, taskOf } from '../run-ground.ts';
import type { FinishedWork, LeftOut } from './finished-work.ts';
import { makeMessage } from './make-message.ts';
import type { Regenerated } from './regenerate-files.ts';

export type SetOn =
  | { readonly kind: 'set'; readonly commit: Oid }
  | Extract<LeftOut, { readonly kind: 'ended' }>;

/** What that takes. */
export type Sets = With<'digests' | 'known' | 'plan' | 'publishing' | 'regeneration'>;

/**
 * Sets a work on a commit, in memory; what a configured command makes is made again where it conflicts. A conflict that
 * stays is told with the other's change, for the agent that is to do it again.
 */
export async function setOnResult(context: Sets, work: FinishedWork, onto: Oid): Promise<SetOn> {
  const { publishing } = context;
  const { id, made, basedOn } = work;
  const message = makeMessage({
    task: taskOf(context, id),
    messages: made.messages,
    lines: linesOf(context, id, work.claim.held),
  });
  const set = async (tree: Oid): Promise<SetOn> => ({
    kind: 'set',
    commit: await publishing.commit({ tree, parents: [onto], message }),
  });
  if (onto === basedOn) return set(made.tree);
  const own = await publishing.commit({ tree: made.tree, parents: [basedOn], message });
  const merged = await publishing.merge(onto, own);
  if (merged.kind === 'clean') return set(merged.tree);
  const again = await context.regeneration.make({ work, onto, merged });
  if (again.kind === 'made') return set(again.tree);
  const others = await publishing.othersChange({ from: basedOn, to: onto, paths: merged.paths });
  const problem = problemOf('merge-conflict', { task: id, paths: merged.paths, ...told(again) });
  if (again.kind === 'failed' && again.isWorld) return { kind: 'ended', end: { kind: 'world', problem } };
  return { kind: 'ended', end: { kind: 'run-again', problem }, others };
}

const told = (again: Exclude<Regenerated, { kind: 'made' }>): CommandFailure => {
  if (again.kind === 'not-configured') return { lines: [] };
  const { why, log, lines } = again;
  return { lines, ...(why === undefined ? {} : { why }), ...(log === undefined ? {} : { log }) };
};
