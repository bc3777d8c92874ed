import type { Presence } from '../../core/model/presence.ts';
import type { WallTime } from '../../core/model/time.ts';
import { paintFor } from '../layout.ts';
import { presenceLines } from '../plan/presence-section.ts';

const GOES_ON = 'the push goes on; it touches files of others';
const ALL_THE_SAME = '  `git push --no-verify` pushes all the same';

/** What a person reads while the push goes on: who else is on its files. Nothing where nobody is. */
export function tellPush(ask: {
  readonly presence: Presence;
  readonly asOf: WallTime;
  readonly columns: number;
  readonly colour: boolean;
  /** The push is stopped for it. */
  readonly refused: boolean;
}): string {
  const { presence, asOf, columns, colour, refused } = ask;
  const found = presence.branches.length + presence.claims.length > 0;
  const lines = presenceLines({ presence, asOf, columns, paint: paintFor(colour) }).filter(
    (line) => line !== '',
  );
  if (lines.length === 0) return '';
  // Without the table nobody can say that all is clear; that is worth one line, not a warning.
  if (!found) return `agentic-plan: ${lines.join('; ')}\n`;
  const heading = refused ? 'not pushed: it changes files that others hold' : GOES_ON;
  return `agentic-plan: ${[heading, ...lines, ...(refused ? [ALL_THE_SAME] : [])].join('\n')}\n`;
}
