import type { Oid } from '../../../core/model/ids.ts';
import { lineOf, type RunContext, taskOf } from '../run-context.ts';
import { makeMessage } from './make-message.ts';
import type { Publication } from './publication.ts';
import { regenerateFiles } from './regenerate-files.ts';

/**
 * Sets the work on a commit, in memory; what a configured command makes is regenerated where it conflicts. A conflict that
 * stays is remembered with the other's change, for the agent that is to do it again.
 */
export async function rebaseWork(
  context: RunContext,
  publication: Publication,
  onto: Oid,
): Promise<undefined> {
  const { publishing } = context;
  const { work, id } = publication;
  const message = makeMessage({
    task: taskOf(context, id),
    messages: work.made.messages,
    lines: [lineOf(context, id, work.claim.held)],
  });
  const tree =
    onto === work.basedOn ? work.made.tree : await mergeOnto({ context, publication, onto, message });
  if (tree === undefined) return undefined;
  if (tree !== publication.tree && publication.verified !== 'none') publication.verified = 'not-yet';
  publication.tree = tree;
  publication.commit = await publishing.commit({ tree, parents: [onto], message });
  publication.onto = onto;
  return undefined;
}

interface Merging {
  readonly context: RunContext;
  readonly publication: Publication;
  readonly onto: Oid;
  readonly message: string;
}

async function mergeOnto({ context, publication, onto, message }: Merging): Promise<Oid | undefined> {
  const { publishing } = context;
  const { work } = publication;
  const own = await publishing.commit({ tree: work.made.tree, parents: [work.basedOn], message });
  const merged = await publishing.merge(onto, own);
  if (merged.kind === 'clean') return merged.tree;
  const anew = await regenerateFiles(context, { publication, onto, merged });
  if (anew.kind === 'made') return anew.tree;
  publication.conflicts = merged.paths;
  if (anew.kind === 'failed') publication.notRegenerated = anew;
  publication.others = await publishing.othersChange({ from: work.basedOn, to: onto, paths: merged.paths });
  return undefined;
}
