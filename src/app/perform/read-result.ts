import type { Oid } from '../../core/model/ids.ts';
import type { ResultSight, RunContext } from './run-context.ts';

/**
 * Looks where the result is now; false where the table cannot be seen. One look serves all who ask before it begins, and
 * counts only if nothing was published by us meanwhile: it may show what was before that.
 */
export function refreshResult(context: RunContext): Promise<boolean> {
  const { board } = context;
  board.nextLook ??= (async () => {
    await board.look?.catch(() => {});
    board.look = board.nextLook;
    board.nextLook = undefined;
    return look(context);
  })();
  return board.nextLook;
}

async function look({ result, claimant }: RunContext): Promise<boolean> {
  for (;;) {
    const before = result.tip;
    const listed = await claimant.store.list([result.resultRef]);
    if (!listed.ok) return false;
    if (result.tip !== before) continue;
    result.tip = listed.value.get(result.resultRef) ?? before;
    return true;
  }
}

/** A push of ours has moved it. Where a look has seen it elsewhere meanwhile, that is newer. */
export function noteMoved(
  result: ResultSight,
  move: { readonly from: Oid | undefined; readonly to: Oid },
): void {
  if (result.tip === move.from) result.tip = move.to;
}
