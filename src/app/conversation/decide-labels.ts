import { compareText } from '../../core/model/compare-text.ts';
import { OUR_LABELS, type WantedLabel } from '../../core/model/wanted-label.ts';

export interface LabelDecision {
  readonly add: readonly string[];
  readonly remove: readonly string[];
}

/** GitHub takes no more on one pull request. */
const MOST_LABELS = 100;
/** Each is a call; if people have put on more of our prefix, the next run goes on. */
const MOST_REMOVED = 10;

const keyOf = (name: string): string => name.toLowerCase();
const isOurLabel = (name: string): boolean => keyOf(name).startsWith(OUR_LABELS);

/** What to add and what to take away, one by one: other people's labels are not even named in what is sent. */
export function decideLabels(has: readonly string[], wanted: readonly WantedLabel[]): LabelDecision {
  const want = new Set(wanted.map(({ name }) => keyOf(name)));
  const there = new Set(has.map(keyOf));
  const remove = has
    .filter((name) => isOurLabel(name) && !want.has(keyOf(name)))
    .toSorted(compareText)
    .slice(0, MOST_REMOVED);
  const room = Math.max(0, MOST_LABELS - (has.length - remove.length));
  const add = wanted.map(({ name }) => name).filter((name) => !there.has(keyOf(name)));
  return { add: add.slice(0, room), remove };
}
