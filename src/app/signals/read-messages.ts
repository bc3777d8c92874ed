import type { Signal } from './signal.ts';

/** What the change's commits say of themselves: of security, of a fault, or of what they do not want to hear. */
export const messagesSignal: Signal = {
  gives: ['messages'],
  isWanted: ({ changes }) => changes.length > 0,
  read: async ({ repository, range }) => ({ found: { messages: await repository.readMessages(range) } }),
};
