import { neededSignals } from '../../core/analyse/needed-signals.ts';
import type { Problem } from '../../core/model/problem.ts';
import type { ProjectState } from '../../core/model/project-state.ts';
import type { SignalName } from '../../core/model/signal-name.ts';
import { readLines } from '../signals/read-lines.ts';
import type { SignalQuestion } from '../signals/signal.ts';
import { SIGNALS } from '../signals/signal-list.ts';

export type StateQuestion = Omit<SignalQuestion, 'lines' | 'files'> & {
  /** Wanted beside what rules look at. */
  readonly also?: readonly SignalName[];
};

export interface StateReading {
  readonly state: ProjectState;
  readonly problems: readonly Problem[];
}

/** Asks every signal that a rule needs, all at the same time; what is not there is left out. */
export async function readProjectState(given: StateQuestion): Promise<StateReading> {
  const ask: SignalQuestion = {
    ...given,
    lines: once(() => readLines(given)),
    files: once(() => given.repository.listFiles(given.range.head)),
  };
  const needed = neededSignals(given.settings.rules, given.also);
  const wanted = SIGNALS.filter(
    ({ gives, isWanted }) => gives.some((name) => needed.has(name)) && isWanted(ask),
  );
  const readings = await Promise.all(wanted.map(({ read }) => read(ask)));
  const { goal, coverageTarget } = given.settings;
  const known: ProjectState = {
    changes: given.changes,
    known: 'lines',
    ...(goal === undefined ? {} : { goal }),
    audits: { paths: [] },
    coverageTarget,
    mentions: [],
    surface: [],
    sources: readings.flatMap(({ sources = [] }) => sources),
  };
  return {
    state: Object.assign({}, known, ...readings.map(({ found }) => found)),
    problems: readings.flatMap(({ problems = [] }) => problems),
  };
}

function once<T>(read: () => Promise<T>): () => Promise<T> {
  let reading: Promise<T> | undefined;
  return () => {
    reading ??= read();
    return reading;
  };
}
