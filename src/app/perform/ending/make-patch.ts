import { readTaskLines, taskLine } from '../../../core/claim/task-line.ts';
import type { Oid } from '../../../core/model/ids.ts';
import { mailMessage } from '../../../core/run/mail-message.ts';
import type { Patches, SeriesCommit } from '../../ports/patches.ts';
import type { Publishing } from '../../ports/publishing.ts';

/** A result as a file. */
export interface Patch {
  /** A mailbox: `git am` makes the same tree of the commit that it is for. */
  readonly bytes: Uint8Array;
  readonly commits: number;
  /** The commit that it is for. */
  readonly base: Oid;
}

export interface PatchTools {
  readonly publishing: Pick<Publishing, 'commit' | 'merge' | 'treeOf'>;
  readonly patches: Patches;
}

/**
 * What was published after `base` up to `to`, one commit for each task with its line. A mail has no parents, so what was made side by
 * side and merged is set one after the other; whatever that does not come to is one commit more, at the end: applied, the patch is
 * exactly the result that was tested.
 */
export async function makePatch(
  tools: PatchTools,
  { base, to }: { readonly base: Oid; readonly to: Oid },
): Promise<Patch> {
  const { publishing, patches } = tools;
  const works = (await patches.series({ from: base, to })).filter(isWork);
  let tip = base;
  let commits = 0;
  const left: SeriesCommit[] = [];
  for (const work of works) {
    const set = await setOnto(tools, work, tip);
    if (set === undefined) left.push(work);
    else if (set !== tip) {
      tip = set;
      commits++;
    }
  }
  const tree = await publishing.treeOf(to);
  if ((await publishing.treeOf(tip)) !== tree) {
    tip = await patches.restate({ like: to, tree, parent: tip, message: restMessage(left) });
    commits++;
  }
  return { bytes: await patches.mailbox({ from: base, to: tip }), commits, base };
}

/** Of what was merged in, a branch that was rewritten since may have commits of people. */
const isWork = ({ parents, message }: SeriesCommit): boolean =>
  parents.length === 1 && readTaskLines(message).length > 0;

/** The tip itself, where all of it is there already; `undefined`: it conflicts. */
async function setOnto(
  { publishing, patches }: PatchTools,
  { commit, parents, message }: SeriesCommit,
  tip: Oid,
): Promise<Oid | undefined> {
  const [parent = tip] = parents;
  const said = mailMessage(message);
  if (parent === tip && said === message) return commit;
  const tree = await treeOnto(publishing, { commit, parent }, tip);
  if (tree === undefined) return undefined;
  return tree === (await publishing.treeOf(tip))
    ? tip
    : patches.restate({ like: commit, tree, parent: tip, message: said });
}

/** The change that a commit made, made on another one; git finds the base by commits of the same trees. */
async function treeOnto(
  publishing: PatchTools['publishing'],
  { commit, parent }: { readonly commit: Oid; readonly parent: Oid },
  tip: Oid,
): Promise<Oid | undefined> {
  if (parent === tip) return publishing.treeOf(commit);
  const message = 'Trial\n';
  const made = async (of: Oid, parents: readonly Oid[]): Promise<Oid> =>
    publishing.commit({ tree: await publishing.treeOf(of), parents, message });
  const base = await made(parent, []);
  const merged = await publishing.merge(await made(tip, [base]), await made(commit, [base]));
  return merged.kind === 'clean' ? merged.tree : undefined;
}

const restMessage = (left: readonly SeriesCommit[]): string => {
  const lines = left.flatMap(({ message }) => readTaskLines(message)).map(taskLine);
  return `Bring together what was made side by side\n\n${lines.length > 0 ? `${lines.join('\n')}\n` : ''}`;
};
