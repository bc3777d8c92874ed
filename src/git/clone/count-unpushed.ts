import type { Oid } from '../../core/model/ids.ts';
import type { CloneReader } from './clone-reader.ts';
import type { BranchRefs } from './default-branch.ts';

/** Commits of `head` that no remote-tracking branch holds, counted up to 1,000; none where there is no remote. */
export async function countUnpushed(reader: CloneReader, refs: BranchRefs, head: Oid): Promise<number> {
  if (reader.facts.remotes.length === 0) return 0;
  // the usual case needs no process
  for (const { remote, tip } of refs.values()) if (remote !== undefined && tip === head) return 0;
  const count = await reader.ask({
    args: ['rev-list', '--count', '--max-count=1000', head, '--not', '--remotes', '--'],
  });
  return Number(count.toString('latin1').trim());
}
