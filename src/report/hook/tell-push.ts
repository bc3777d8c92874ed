import type { Presence } from '../../core/model/presence.ts';
import type { WallTime } from '../../core/model/time.ts';
import { paintFor } from '../layout.ts';
import { presenceLines } from '../plan/presence-section.ts';

/** What a person reads while the push goes on: who else is on its files. Nothing where nobody is. */
export function tellPush(ask: {
  readonly presence: Presence;
  readonly asOf: WallTime;
  readonly columns: number;
  readonly colour: boolean;
}): string {
  const { presence, asOf, columns, colour } = ask;
  const found = presence.branches.length + presence.claims.length > 0;
  const lines = presenceLines({ presence, asOf, columns, paint: paintFor(colour) }).filter(
    (line) => line !== '',
  );
  if (lines.length === 0) return '';
  // Without the table nobody can say that all is clear; that is worth one line, not a warning.
  if (!found) return `agentic-plan: ${lines.join('; ')}\n`;
  return `agentic-plan: the push goes on; it touches files of others\n${lines.join('\n')}\n`;
}

/** One line for everything that kept us from looking. The push goes on. */
export const tellNoLook = (why: string): string => `agentic-plan: no look at this push: ${why}\n`;

export const OUT_OF_TIME = 'it took too long';
export const unknownHook = (name: string): string => `there is no hook ${name}; there is pre-push`;
