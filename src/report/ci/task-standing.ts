import type { TaskProgress } from '../../core/run/run-state.ts';
import { markdownCode } from '../escape.ts';

/** How a task stands: a sign, a word for the table, and its colour in the picture. No sign stands alone. */
export interface Standing {
  readonly sign: string;
  readonly text: string;
  readonly colour: 'done' | 'work' | 'trouble' | 'rest';
}

export const AT_WORK: Standing = { sign: '▶️', text: 'at work', colour: 'work' };

export const WAITS: Standing = { sign: '⏳', text: 'waits', colour: 'rest' };

/** By what has become of it. */
export function wordsOf(phase: TaskProgress['phase']): Standing {
  switch (phase.kind) {
    case 'done':
      return {
        sign: '✅',
        text:
          'commit' in phase && phase.commit !== undefined
            ? `done ${markdownCode(phase.commit.slice(0, 7))}`
            : 'done',
        colour: 'done',
      };
    case 'skipped':
      return { sign: '⏭️', text: 'skipped', colour: 'rest' };
    case 'stopped':
      return { sign: '⏹️', text: `stopped: ${markdownCode(phase.because)} was not done`, colour: 'rest' };
    case 'failed':
    case 'blocked':
    case 'aside':
    case 'kept':
    case 'empty':
      return {
        sign: '⛔',
        text: `**${phase.kind}**, see below`,
        colour: 'trouble',
      };
    default:
      return WAITS;
  }
}
