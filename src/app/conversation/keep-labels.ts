import type { WantedLabel } from '../../core/model/wanted-label.ts';
import type { Labels, PullLabel, Replied } from '../ports/conversation.ts';
import { decideLabels } from './decide-labels.ts';

/** Makes the labels that are ours a view of what is wanted. A label that the forge made on the way gets its description. */
export async function keepLabels(ask: {
  readonly labels: Labels;
  readonly pull: number;
  readonly has: readonly PullLabel[];
  readonly wanted: readonly WantedLabel[];
}): Promise<Replied<void>> {
  const { labels, pull, wanted } = ask;
  const { add, remove } = decideLabels(
    ask.has.map(({ name }) => name),
    wanted,
  );
  for (const name of remove) {
    const gone = await labels.remove(pull, name);
    if (!gone.ok && gone.failure.kind !== 'not-there') return gone;
  }
  const added = add.length === 0 ? undefined : await labels.add(pull, add);
  if (added?.ok === false) return added;
  const described = new Map(
    (added?.value ?? ask.has).map(({ name, description }) => [name.toLowerCase(), { name, description }]),
  );
  for (const { name, description, color } of wanted) {
    const there = described.get(name.toLowerCase());
    if (there === undefined || there.description !== '') continue;
    const done = await labels.describe({ name: there.name, description, color });
    // the label is there; what it is for may be for others to say
    if (!done.ok && done.failure.kind !== 'not-allowed') return done;
  }
  return { ok: true, value: undefined };
}
