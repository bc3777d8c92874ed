import type { PublishEnd, RunEvent } from '../../core/run/run-event.ts';
import type { RunRecord } from '../../core/run/run-record.ts';
import type { RunState } from '../../core/run/run-state.ts';
import { escapeText } from '../escape.ts';
import { firstLine } from '../problems/describe-problem.ts';

/** `12:07` since the start of the run. */
export function elapsed(ms: number): string {
  const seconds = Math.max(0, Math.floor(ms / 1000));
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
}

/** An event, the run after it, and what was known before it. */
export interface Progressed {
  readonly event: RunEvent;
  readonly state: RunState;
  readonly before: RunRecord;
}

/** One line about an event that a person wants to see; others have none. */
export function progressLine(news: Progressed): string | undefined {
  const { event, before } = news;
  const ms = before.startedAt === undefined ? 0 : event.at - before.startedAt;
  if (!('task' in event)) {
    const said = RUN_NEWS[event.kind];
    return said && line(ms, { ...said, task: '' });
  }
  const said = whatHappened(event, news);
  return said && line(ms, { ...said, task: event.task });
}

const RUN_NEWS: Readonly<Partial<Record<RunEvent['kind'], Said>>> = {
  interrupted: { word: 'stop', text: 'interrupted: agents are ended, claims are given back' },
  away: {
    word: 'waits',
    text: 'the server does not answer: agents work on, what is finished is published later',
  },
  back: { word: 'goes on', text: 'the server answers again' },
};

interface Said {
  readonly word: string;
  readonly text: string;
}

const line = (ms: number, { word, task, text }: Said & { readonly task: string }): string =>
  `${elapsed(ms).padStart(6)}  ${word.padEnd(9)} ${escapeText(task)}${text === '' ? '' : `  ${text}`}`;

const STOPPED: Said = { word: 'stopped', text: 'interrupted' };

const NOT_PUBLISHED: Readonly<Record<PublishEnd['kind'], string>> = {
  'run-again': 'again',
  blocked: 'blocked',
  kept: 'kept',
  world: 'waits',
  'claim-lost': 'lost',
  failed: 'failed',
};

const CLAIM_GONE = 'its claim is gone: nothing of it is published';

type TaskEvent = Extract<RunEvent, { task: unknown }>;

function whatHappened(event: TaskEvent, { state, before }: Omit<Progressed, 'event'>): Said | undefined {
  const progress = state.tasks.find(({ task }) => task.id === event.task);
  const phase = progress?.phase;
  switch (event.kind) {
    case 'claimed': {
      const agent = phase && 'agent' in phase && phase.agent !== undefined ? escapeText(phase.agent) : '';
      const tries = progress?.tries ?? 1;
      return { word: 'start', text: tries > 1 ? `${agent} (try ${tries})` : agent };
    }
    case 'held': {
      const text = firstLine(event.problem);
      if (phase?.kind === 'blocked') return { word: 'blocked', text };
      const known = before.waited.get(event.task);
      // told once for each claim that is waited for, not each time it is looked at
      return known && firstLine(known) === text ? undefined : { word: 'waits', text };
    }
    case 'claim-failed':
      return { word: phase?.kind === 'failed' ? 'failed' : 'again', text: firstLine(event.problem) };
    case 'done-before':
      return { word: 'done', text: 'by an earlier start of this run' };
    case 'worked':
      if (event.work.kind === 'failed' && state.interrupted) return STOPPED;
      return 'problem' in event.work
        ? { word: event.work.kind, text: firstLine(event.work.problem) }
        : undefined;
    case 'expanded':
      return { word: 'list', text: `a task for each item: ${event.tasks.length} in all` };
    case 'not-expanded':
      return { word: 'blocked', text: firstLine(event.problem) };
    case 'accepted':
      return { word: 'done', text: 'as you say' };
    case 'published':
      return { word: 'done', text: event.commit?.slice(0, 7) ?? 'nothing to change' };
    case 'not-published': {
      if (state.interrupted && event.end.kind !== 'blocked') return STOPPED;
      return {
        word: NOT_PUBLISHED[event.end.kind],
        // why, and what to do, stands once: at the end
        text: event.end.kind === 'claim-lost' ? CLAIM_GONE : firstLine(event.end.problem),
      };
    }
    default:
      return undefined;
  }
}
