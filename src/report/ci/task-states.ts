import type { PlannedTask } from '../../core/model/plan.ts';
import type { ClaimPresence } from '../../core/model/presence.ts';
import type { WallTime } from '../../core/model/time.ts';
import { unreachable } from '../../core/model/unreachable.ts';
import { escapeMarkdown } from '../escape.ts';
import { utcClock } from '../times.ts';
import { type CiView, ownClaims } from './ci-view.ts';

/** How a task stands at the moment of the plan. */
export type TaskState =
  | { readonly kind: 'running'; readonly claim: ClaimPresence }
  | { readonly kind: 'blocked'; readonly claim: ClaimPresence | undefined }
  /** For somebody who is at work on this very branch. */
  | { readonly kind: 'waits'; readonly claim: ClaimPresence }
  | { readonly kind: 'nobody' }
  | { readonly kind: 'after'; readonly numbers: readonly number[] }
  | { readonly kind: 'ready' };

/** In the order of the plan's tasks. */
export function taskStates(view: CiView): readonly TaskState[] {
  const { plan } = view;
  const ours = ownClaims(view);
  const own = new Map(ours.map((claim) => [claim.task, claim]));
  const isOwn = (claim: ClaimPresence): boolean => ours.some((one) => one.claim === claim.claim);
  const claims = new Map(view.claims.map((claim) => [claim.claim, claim]));
  const numbers = new Map(plan.tasks.map(({ id }, at) => [id, at + 1]));
  return plan.tasks.map((task): TaskState => {
    const running = own.get(task.id);
    if (running) return { kind: 'running', claim: running };
    if (task.assigned === undefined && plan.agents.length > 0) return { kind: 'nobody' };
    const claim = task.waitsFor && claims.get(task.waitsFor);
    if (claim && isOwn(claim)) return { kind: 'waits', claim };
    if (task.waitsFor !== undefined) return { kind: 'blocked', claim: claim || undefined };
    if (task.dependsOn.length === 0) return { kind: 'ready' };
    return { kind: 'after', numbers: task.dependsOn.flatMap(({ on }) => numbers.get(on) ?? []) };
  });
}

/** A sign and a word: no reader depends on colour, and no sign stands alone. */
export function stateText(state: TaskState, view: CiView): { readonly sign: string; readonly text: string } {
  const until = (claim: ClaimPresence): string => utcClock(claim.until, asOf(view));
  switch (state.kind) {
    case 'running':
      return { sign: '▶️', text: `running: ${holderText(state.claim)} until ${until(state.claim)}` };
    case 'blocked':
      return {
        sign: '⛔',
        text: state.claim
          ? `**blocked**: claimed by ${holderText(state.claim)} until ${until(state.claim)}`
          : '**blocked** by a claim',
      };
    case 'waits':
      return {
        sign: '⏳',
        text: `waits for ${holderText(state.claim)} on this branch until ${until(state.claim)}`,
      };
    case 'nobody':
      return { sign: '❓', text: '**blocked**: no agent can do it' };
    case 'after':
      return { sign: '⏳', text: `after ${state.numbers.join(', ')}` };
    case 'ready':
      return { sign: '🟢', text: 'can start' };
    default:
      return unreachable(state);
  }
}

export const isBlocked = ({ kind }: TaskState): boolean => kind === 'blocked' || kind === 'nobody';

/** The moment that the plan was made for. */
export const asOf = ({ plan }: Pick<CiView, 'plan'>): WallTime => Date.parse(plan.asOf) as WallTime;

const LONGEST_HOLDER = 80;

export const holderText = ({ holder }: ClaimPresence): string => shortMarkdown(holder, LONGEST_HOLDER);

/** Foreign prose of bounded length. */
export function shortMarkdown(text: string, most: number): string {
  const letters = [...text];
  return letters.length <= most
    ? escapeMarkdown(text)
    : `${escapeMarkdown(letters.slice(0, most).join(''))}…`;
}

/** Raw. */
export const taskName = ({ origin, kind, id }: PlannedTask): string => (origin === 'rule' ? kind : id);
