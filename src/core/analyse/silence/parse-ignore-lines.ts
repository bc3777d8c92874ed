import type { ChangeMessage } from '../../model/change-message.ts';
import type { IgnoredKind } from './apply-silence.ts';

// agentic-plan: ignore code-review, test-coverage        and as a squash merge lists it: `* agentic-plan: ignore …`
const LINE = /^[\s*>-]{0,20}agentic-plan:\s{0,5}ignore\s+(.{1,500}?)\s*$/i;
const MAX_LINES = 1_000;
const KIND = /^[a-z0-9][a-z0-9_-]{0,63}$/;

export interface IgnoreReading {
  readonly ignored: readonly IgnoredKind[];
  /** Words that are no kind of a task. */
  readonly unknown: readonly IgnoredKind[];
}

/** The kinds that messages of a change ask to leave out; the newest commit that says so counts. */
export function parseIgnoreLines(
  messages: readonly ChangeMessage[],
  kinds: readonly string[],
): IgnoreReading {
  const ignored = new Map<string, IgnoredKind>();
  const unknown = new Map<string, IgnoredKind>();
  for (const { commit, line } of linesToUs(messages)) {
    const words = LINE.exec(line)?.[1]?.split(/[\s,]+/) ?? [];
    for (const word of words) {
      const kind = word.toLowerCase();
      const found = KIND.test(kind) && kinds.includes(kind) ? ignored : unknown;
      if (kind !== '' && !found.has(kind)) found.set(kind, { kind, commit });
    }
  }
  return { ignored: [...ignored.values()], unknown: [...unknown.values()] };
}

/** Lines of messages that name us. */
const linesToUs = (messages: readonly ChangeMessage[]) =>
  messages
    .flatMap(({ commit, text }) =>
      /agentic-plan:/i.test(text) ? text.split('\n').map((line) => ({ commit, line })) : [],
    )
    .filter(({ line }) => /agentic-plan:/i.test(line))
    .slice(0, MAX_LINES);
