import { claimsOnPaths } from '../../../app/claim/list-claims.ts';
import { isSquash, parseCheckout } from '../../../core/analyse/hook-calls.ts';
import type { RepoPath } from '../../../core/model/ids.ts';
import { tellMoved } from '../../../report/hook/tell-moved.ts';
import { type HookPlace, openHookPlace } from '../../open/hook-place.ts';
import { type HookAnswer, type HookCall, NOTHING } from './hook-answer.ts';
import { describeHookProblems } from './hook-error.ts';

/** `post-merge`: what it brought into files that one holds. */
export const askPostMerge = (call: HookCall): Promise<HookAnswer> =>
  ask('merge', call, async (place) => {
    if (isSquash(call.args, call.env)) return place.listStaged();
    const from = await place.readOrigHead();
    return from === undefined || place.head === undefined ? [] : place.listMoved({ from, to: place.head });
  });

/** `post-checkout`: the same for a switch of branches, and for where a rebase begins. */
export const askPostCheckout = (call: HookCall): Promise<HookAnswer> =>
  ask('checkout', call, async (place) => {
    const range = parseCheckout(call.args, call.env);
    return range === undefined ? [] : place.listMoved(range);
  });

async function ask(
  by: 'merge' | 'checkout',
  { cwd, env }: HookCall,
  listPaths: (place: HookPlace) => Promise<readonly RepoPath[]>,
): Promise<HookAnswer> {
  const place = await openHookPlace(cwd, env);
  if (!place.ok) return { said: describeHookProblems(`post-${by}`, place.problems) };
  const claims = (await place.value.loadClaims()).filter(({ confirmed, ending }) => confirmed && !ending);
  if (claims.length === 0) return NOTHING;
  return { said: tellMoved(by, claimsOnPaths(claims, await listPaths(place.value))) };
}
