import type { Plan } from '../../core/model/plan.ts';
import type { RunState } from '../../core/run/run-state.ts';
import { count } from '../count.ts';
import { escapeMarkdown, markdownCode } from '../escape.ts';

export interface PullText {
  readonly title: string;
  readonly body: string;
  /** Whether a text is one of ours: what a person has written instead is left alone. */
  readonly isOurs: (body: string) => boolean;
}

/** One published task, as a pull request names it. */
export interface PulledTask {
  readonly id: string;
  readonly title: string;
  readonly commit?: string;
}

/** The tasks of a run whose work is in its result. */
export const pulledTasks = (plan: Pick<Plan, 'tasks'>, state: RunState): readonly PulledTask[] =>
  state.tasks.flatMap(({ task: { id }, phase }) => {
    const title = plan.tasks.find((one) => one.id === id)?.title ?? '';
    const commit = 'commit' in phase && phase.commit !== undefined ? { commit: phase.commit } : {};
    return phase.kind === 'done' ? [{ id, title, ...commit }] : [];
  });

const MARKER = '<!-- agentic-plan result -->';
const MOST_TASKS = 100;
const MOST_TITLE = 200;

/** Title and text of the pull request that brings a result. Foreign words in it are data: no mention, no link, no markup. */
export function pullWords(of: {
  readonly target: string;
  readonly run: string;
  readonly tasks: readonly PulledTask[];
}): PullText {
  const { target, run, tasks } = of;
  const rows = tasks.slice(0, MOST_TASKS).map(({ id, title, commit }) => {
    const at = commit === undefined ? '' : ` ${commit.slice(0, 12)}`;
    return `- ${markdownCode(id)}: ${escapeMarkdown(title.slice(0, MOST_TITLE))}${at}`;
  });
  const more = tasks.length - rows.length;
  return {
    title: `Agents' results for ${target}`,
    body: [
      MARKER,
      `What agents have done for ${markdownCode(target)}: ${count(tasks.length, 'task')} of run ${markdownCode(run)}, one commit for each.`,
      '',
      ...rows,
      ...(more > 0 ? [`- … and ${more} more`] : []),
    ].join('\n'),
    isOurs: (body) => body.startsWith(MARKER),
  };
}
