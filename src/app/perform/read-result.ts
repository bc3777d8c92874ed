import type { RunContext } from './run-context.ts';

/** Looks where the result is now; false where the table cannot be seen. */
export async function refreshResult(context: RunContext): Promise<boolean> {
  const { result, desk } = context;
  const listed = await desk.store.list([result.resultRef]);
  if (!listed.ok) return false;
  result.tip = listed.value.get(result.resultRef) ?? result.tip;
  return true;
}
