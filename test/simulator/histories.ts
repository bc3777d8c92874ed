import { Choices } from './choices.ts';
import { shrinkTape } from './shrink.ts';

/** One kind of history: plays it out by the choices and returns the rules that were broken. */
export interface Scenario {
  readonly name: string;
  /** What must have happened in many of its histories: one in which nothing is ever refused proves nothing. */
  readonly mustHappen: readonly string[];
  /** Each of its histories is as long as so many of others: it is played that much less often. */
  readonly weight?: number;
  play(choices: Choices, trace?: (line: string) => void): Promise<HistoryEnd>;
}

export interface HistoryEnd {
  readonly violations: readonly string[];
  readonly steps: number;
  /** What happened in it, by name: a scenario in which nothing is ever granted proves nothing. */
  readonly counts: Readonly<Record<string, number>>;
}

export interface Failure {
  readonly scenario: string;
  readonly seed: number;
  readonly violations: readonly string[];
  readonly tape: readonly number[];
}

export interface HistoriesEnd {
  readonly histories: number;
  readonly steps: number;
  readonly counts: Readonly<Record<string, number>>;
  readonly failure?: Failure;
}

/** Plays one history for each seed and stops at the first that breaks a rule. */
export async function playHistories(
  scenario: Scenario,
  seeds: { readonly from: number; readonly count: number },
): Promise<HistoriesEnd> {
  let steps = 0;
  const counts: Record<string, number> = {};
  for (let seed = seeds.from; seed < seeds.from + seeds.count; seed++) {
    const choices = Choices.fromSeed(seed);
    const end = await scenario.play(choices);
    steps += end.steps;
    for (const [name, n] of Object.entries(end.counts)) counts[name] = (counts[name] ?? 0) + n;
    if (end.violations.length > 0) {
      const failure = { scenario: scenario.name, seed, violations: end.violations, tape: choices.tape };
      return { histories: seed - seeds.from + 1, steps, counts, failure };
    }
  }
  return { histories: seeds.count, steps, counts };
}

/** The shortest history found that breaks the same rule, told line by line. */
export async function explainFailure(scenario: Scenario, failure: Failure): Promise<string> {
  const rule = ruleOf(failure.violations[0]);
  const tape = await shrinkTape(failure.tape, async (candidate) => {
    const end = await scenario.play(Choices.replay(candidate));
    return end.violations.some((violation) => ruleOf(violation) === rule);
  });
  const lines: string[] = [];
  const end = await scenario.play(Choices.replay(tape), (line) => lines.push(line));
  return [
    `scenario ${scenario.name}, seed ${failure.seed}: ${failure.violations.join('; ')}`,
    `shrunk from ${failure.tape.length} to ${tape.length} choices: [${tape.join(',')}]`,
    ...lines,
    ...end.violations.map((violation) => `=> ${violation}`),
  ].join('\n');
}

const ruleOf = (violation: string | undefined): string => violation?.split(':')[0] ?? '';
