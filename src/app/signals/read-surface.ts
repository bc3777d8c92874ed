import { isPresentCode } from './has-class.ts';
import type { Signal } from './signal.ts';

/** Names that others may use and whose declaration is new, gone, or another. */
export const surfaceSignal: Signal = {
  gives: ['surface'],
  isWanted: ({ changes }) => changes.some((change) => isPresentCode(change) || change.kind === 'deleted'),
  read: async ({ lines }) => ({ found: { surface: (await lines()).flatMap(({ surface }) => surface) } }),
};
