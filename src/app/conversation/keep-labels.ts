import type { WantedLabel } from '../../core/model/wanted-label.ts';
import type { Labels, PullLabel, Replied } from '../ports/conversation.ts';
import { decideLabels } from './decide-labels.ts';

interface Keeping {
  readonly labels: Labels;
  readonly pull: number;
  readonly has: readonly PullLabel[];
  readonly wanted: readonly WantedLabel[];
  /** Calls that may go into what an earlier run could not describe. */
  readonly spare: number;
}

/**
 * Makes the labels that are ours a view of what is wanted. A label that the forge made on the way gets its description
 * at once: a call for each, once in a repository's life. Where nothing changes no more than the spare calls are made.
 */
export async function keepLabels({ labels, pull, wanted, has, spare }: Keeping): Promise<Replied<void>> {
  const { add, remove } = decideLabels(
    has.map(({ name }) => name),
    wanted,
  );
  for (const name of remove) {
    const gone = await labels.remove(pull, name);
    if (!gone.ok && gone.failure.kind !== 'not-there') return gone;
  }
  if (add.length === 0) return describe(labels, withoutWords(wanted, has).slice(0, Math.max(0, spare)));
  const added = await labels.add(pull, add);
  if (!added.ok) return added;
  return describe(labels, withoutWords(wanted, added.value));
}

/** Those that the forge has without a description, in its own spelling. */
const withoutWords = (
  wanted: readonly WantedLabel[],
  there: readonly PullLabel[],
): readonly WantedLabel[] => {
  const bare = new Map(
    there.flatMap(({ name, description }) => (description === '' ? [[name.toLowerCase(), name]] : [])),
  );
  return wanted.flatMap((label) => {
    const name = bare.get(label.name.toLowerCase());
    return name === undefined ? [] : [{ ...label, name }];
  });
};

async function describe(labels: Labels, bare: readonly WantedLabel[]): Promise<Replied<void>> {
  for (const label of bare) {
    const done = await labels.describe(label);
    if (done.ok) continue;
    // the labels are there; what they are for may be for others to say
    return done.failure.kind === 'not-allowed' ? { ok: true, value: undefined } : done;
  }
  return { ok: true, value: undefined };
}
