import type { Oid } from '../../core/model/ids.ts';
import type { WallTime } from '../../core/model/time.ts';
import type { CloneReader } from '../clone/clone-reader.ts';
import type { BranchRefs } from '../clone/default-branch.ts';

// Sample of the commit object:
// tree 2e753d3f…␊parent 8e7c446e…␊author A <a@example.org> 1795365000 +0100␊committer B <b@example.org> 1795365010 +0100␊␊message
const COMMITTER = /^committer .* (\d+) [+-]\d{4}$/m;

/** When a commit was made, by its committer's clock; undefined where it does not say. */
export async function readCommitTime(
  reader: CloneReader,
  refs: BranchRefs,
  commit: Oid,
): Promise<WallTime | undefined> {
  for (const { tip, at } of refs.values()) if (tip === commit && at > 0) return at; // no process for a branch's tip
  const object = (await reader.ask({ args: ['cat-file', 'commit', commit] })).toString('latin1');
  const seconds = COMMITTER.exec(object.slice(0, object.indexOf('\n\n') + 1))?.[1];
  return seconds === undefined ? undefined : ((Number(seconds) * 1000) as WallTime);
}
