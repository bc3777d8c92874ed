import { saidOfFault, saidOfSecurity } from '../../core/analyse/messages/read-subjects.ts';
import type { ChangeMessage } from '../../core/model/change-message.ts';
import type { Signal, SignalQuestion } from './signal.ts';

/** What the change's commits say of themselves: of security, of a fault, or of what they do not want to hear. */
export const messagesSignal: Signal = {
  gives: ['messages'],
  isWanted: ({ changes }) => changes.length > 0,
  read: async ({ repository, range }) => {
    const messages = await repository.readMessages(range);
    return { found: { messages: messages.length > 1 ? await withPaths(messages, repository) : messages } };
  },
};

/** One of several commits speaks for its own files; which those are is asked of the one or two that count. */
async function withPaths(
  messages: readonly ChangeMessage[],
  repository: SignalQuestion['repository'],
): Promise<readonly ChangeMessage[]> {
  const telling = new Set([saidOfSecurity(messages)?.message, saidOfFault(messages)?.message]);
  return Promise.all(
    messages.map(async (message) =>
      telling.has(message)
        ? { ...message, paths: new Set(await repository.readCommitPaths(message.commit)) }
        : message,
    ),
  );
}
