import { quoteTaskLines, type TaskLine, taskLine } from '../../../core/claim/task-line.ts';
import type { PlannedTask } from '../../../core/model/plan.ts';

const LONGEST_SUBJECT = 72;
const LONGEST_BODY = 20_000;

/**
 * The message of a published commit: the task's title, why, what the agent wrote into its own commits, and the lines
 * by which it is known whose work it is. Lines of others that look like ours are quoted, so that nobody finds them.
 */
export function makeMessage(from: {
  readonly task: Pick<PlannedTask, 'id' | 'title' | 'kind' | 'why'>;
  readonly messages: readonly string[];
  /** Of each task whose work it is. */
  readonly lines: readonly TaskLine[];
}): string {
  const { task, lines } = from;
  const line = (task.title || task.kind).replaceAll(/\s+/g, ' ').trim();
  const subject = line.length > LONGEST_SUBJECT ? `${line.slice(0, LONGEST_SUBJECT - 1)}…` : line;
  const body = [task.why, ...from.messages]
    .map((text) => text.replaceAll('\0', '').trim().slice(0, LONGEST_BODY))
    .filter((text) => text !== '')
    .join('\n\n');
  const own = lines.map(taskLine).join('\n');
  return [quoteTaskLines(subject), quoteTaskLines(body), own]
    .filter((part) => part !== '')
    .join('\n\n')
    .concat('\n');
}

/** The agent's own words in such a message. */
export function readMessages(message: string, { why }: Pick<PlannedTask, 'why'>): readonly string[] {
  const [, ...paragraphs] = message.trim().split('\n\n');
  const body = paragraphs
    .filter((text) => !/^Agentic-Task: /.test(text))
    .join('\n\n')
    .trim();
  const own = body.startsWith(why.trim()) ? body.slice(why.trim().length).trim() : body;
  return own === '' ? [] : [own];
}
