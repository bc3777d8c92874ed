import type { Plan } from '../../core/model/plan.ts';
import { type GivenOptions, ownLine } from '../own-command.ts';

/** What is not said, counted, so that nobody takes silence for a clean bill. Raw names of kinds: letters and dashes. */
export function silencedTexts({ silenced }: Plan, given: GivenOptions): readonly string[] {
  const { dismissed, ignored } = silenced;
  const list = ownLine({ command: 'dismiss', words: ['--list'], given });
  const byLine = new Map(ignored.map(({ kind, commit }) => [kind, commit.slice(0, 7)]));
  return [
    ...(dismissed.length > 0 ? [`${dismissed.length} dismissed (${list})`] : []),
    ...[...byLine].map(([kind, commit]) => `${kind} ignored, as the message of ${commit} asks`),
  ];
}

export const silencedLines = (plan: Plan, given: GivenOptions): readonly string[] =>
  silencedTexts(plan, given).map((text) => `  ${text}`);
