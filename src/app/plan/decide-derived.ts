import { deriveTasks } from '../../core/analyse/derive-tasks.ts';
import { BUILT_IN_KINDS } from '../../core/analyse/rules/kinds.ts';
import { applySilence } from '../../core/analyse/silence/apply-silence.ts';
import { withKnownAudits } from '../../core/analyse/silence/known-audits.ts';
import { parseIgnoreLines } from '../../core/analyse/silence/parse-ignore-lines.ts';
import type { Change } from '../../core/model/change.ts';
import type { Decision } from '../../core/model/decision.ts';
import type { TaskWords } from '../../core/model/evidence.ts';
import type { Plan } from '../../core/model/plan.ts';
import type { Problem } from '../../core/model/problem.ts';
import type { Settings } from '../../core/model/settings.ts';
import type { Task } from '../../core/model/task.ts';
import type { StateReading } from './read-project-state.ts';

export interface DerivedQuestion {
  readonly reading: StateReading;
  readonly changes: readonly Change[];
  readonly settings: Pick<Settings, 'rules' | 'limits' | 'lastAudits'>;
  /** What people said of tasks; nothing where nobody could look. */
  readonly decisions: readonly Decision[];
  readonly words: TaskWords;
}

/** The tasks that a change asks for and people want to hear of, and what was left out. */
export interface DerivedTasks extends Pick<Plan, 'leftOut' | 'silenced'> {
  readonly tasks: readonly Task[];
  readonly notices: readonly Problem[];
}

/** Rules speak, then people's word counts, then the limit: what nobody wants takes no place of what somebody does. */
export function decideDerived(ask: DerivedQuestion): DerivedTasks {
  const { settings, decisions, reading } = ask;
  const state = {
    ...reading.state,
    audits: {
      ...withKnownAudits(reading.state.audits, {
        decisions,
        changes: ask.changes,
        changedAt: reading.state.changedAt,
      }),
      configured: settings.lastAudits,
    },
  };
  const all = deriveTasks({ state, rules: settings.rules, limit: Number.MAX_SAFE_INTEGER, words: ask.words });
  const kinds = [...BUILT_IN_KINDS, ...settings.rules.map(({ kind }) => kind)];
  const { ignored, unknown } = parseIgnoreLines(state.messages ?? [], kinds);
  const { tasks, silenced } = applySilence({ tasks: all.tasks, decisions, ignored });
  const { tasks: most } = settings.limits;
  return {
    tasks: tasks.slice(0, most),
    leftOut: tasks.slice(most).map(({ id, kind, why }) => ({ id, kind, why })),
    silenced,
    notices: unknown.map(({ kind, commit }): Problem => {
      const data = { kind, commit: commit.slice(0, 7), known: kinds };
      return { code: 'ignored-kind-unknown', data };
    }),
  };
}
