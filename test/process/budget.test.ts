import { describe, expect, test } from 'vitest';
import { Budget, HURRY } from '../../src/process/budget.ts';

type Step = readonly [
  what: 'pass' | 'ask' | 'answer' | 'extend' | 'restart' | 'interrupt' | 'ended',
  ms?: number,
];

/** What is left after these steps, by a clock that only they move. */
function after(totalMs: number, steps: readonly Step[]) {
  let now = 5_000;
  const budget = new Budget(() => now, { totalMs });
  for (const [what, ms = 0] of steps) {
    if (what === 'pass') now += ms;
    if (what === 'ask') budget.standStill();
    if (what === 'answer') budget.goOn();
    if (what === 'extend') budget.extend(ms);
    if (what === 'restart') budget.restart({ totalMs: ms });
    if (what === 'interrupt') budget.hurry();
    if (what === 'ended') budget.hurryOn();
  }
  return { left: budget.leftMs(), network: budget.networkLeftMs(), step: budget.networkStepMs() };
}

const OPEN = Number.POSITIVE_INFINITY;

describe('one budget for all steps of a command', () => {
  test.each<[name: string, total: number, steps: Step[], left: number, network: number, step: number]>([
    ['at first one question has a share of it', 25_000, [], 25_000, 23_000, 15_000],
    ['later ones have what is left', 25_000, [['pass', 15_000]], 10_000, 8_000, 8_000],
    ['its end is kept for saying how things stand', 25_000, [['pass', 23_000]], 2_000, 0, 0],
    ['of a short one less is kept', 1_000, [], 1_000, 920, 600],
    ['it stands still while a person is asked', 25_000, [['ask'], ['pass', 60_000]], 25_000, 23_000, 15_000],
    [
      'and goes on after it',
      25_000,
      [['ask'], ['pass', 60_000], ['answer'], ['pass', 5_000]],
      20_000,
      18_000,
      15_000,
    ],
    ['waiting in line is time on top', 25_000, [['extend', 10_000]], 35_000, 33_000, 21_000],
    [
      'another part begins anew',
      25_000,
      [
        ['pass', 24_000],
        ['restart', 25_000],
      ],
      25_000,
      23_000,
      15_000,
    ],
    ['none as a whole', OPEN, [['pass', 3_600_000]], OPEN, OPEN, OPEN],
    ['an interruption leaves a second', 25_000, [['interrupt']], HURRY.wholeMs, 1_000, 1_000],
    ['and no more than was left', 25_000, [['pass', 24_500], ['interrupt']], 500, 500, 500],
    ['whoever is asked then is not waited for', 25_000, [['ask'], ['interrupt'], ['pass', 1_000]], 300, 0, 0],
    ['where others end first they have their grace', OPEN, [['interrupt'], ['pass', 3_000]], 5_000, 0, 0],
    [
      'and giving back its second after it',
      OPEN,
      [['interrupt'], ['pass', 3_000], ['ended']],
      5_000,
      1_000,
      1_000,
    ],
    [
      'that part begins anew, hurried',
      OPEN,
      [['interrupt'], ['pass', 3_000], ['restart', 25_000]],
      1_300,
      1_000,
      1_000,
    ],
  ])('%s', (_name, total, steps, left, network, step) => {
    expect(after(total, steps)).toEqual({ left, network, step });
  });

  test('who waits by it hears of every change that is not time', () => {
    const budget = new Budget(() => 0, { totalMs: 1_000 });
    let heard = 0;
    const stop = budget.watch(() => heard++);
    budget.extend(1);
    budget.standStill();
    budget.hurry();
    stop();
    budget.extend(1);
    expect(heard).toBeGreaterThanOrEqual(3);
    const before = heard;
    budget.extend(1);
    expect(heard).toBe(before);
  });
});
