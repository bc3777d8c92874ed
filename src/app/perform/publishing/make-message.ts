import type { ClaimId, RunId } from '../../../core/model/ids.ts';
import type { PlannedTask } from '../../../core/model/plan.ts';
import { trailerOf } from '../run-context.ts';

const LONGEST_SUBJECT = 72;
const LONGEST_BODY = 20_000;

/**
 * The message of a published commit: the task's title, why, what the agent wrote into its own commits, and the trailer
 * by which the commit is found again. Lines of others that look like our trailer are indented, so that git sees one.
 */
export function makeMessage(from: {
  readonly task: Pick<PlannedTask, 'id' | 'title' | 'kind' | 'why'>;
  readonly messages: readonly string[];
  readonly run: RunId;
  readonly claim: ClaimId | undefined;
}): string {
  const { task, run, claim } = from;
  const line = (task.title || task.kind).replaceAll(/\s+/g, ' ').trim();
  const subject = line.length > LONGEST_SUBJECT ? `${line.slice(0, LONGEST_SUBJECT - 1)}…` : line;
  const body = [task.why, ...from.messages]
    .map((text) => text.replaceAll('\0', '').trim().slice(0, LONGEST_BODY))
    .filter((text) => text !== '')
    .join('\n\n')
    .replaceAll(/^(?=agentic-task\s*:)/gim, '  ');
  const trailer = claim === undefined ? '' : `Agentic-Task: ${trailerOf(run, task.id, claim)}`;
  return [subject, body, trailer]
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
