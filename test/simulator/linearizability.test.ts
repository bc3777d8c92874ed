import { describe, expect, it } from 'vitest';
import { checkLinearizable, type Operation } from './linearizability.ts';
import { type MutexAction, pathMutexModel } from './path-mutex-model.ts';
import { SeededRandom } from './seeded-random.ts';

const claim = (claim: string, path: string, got = true): MutexAction => ({
  do: 'claim',
  claim,
  paths: [path],
  got,
});
const end = (claim: string): MutexAction => ({ do: 'end', claim });
const at = (call: number, back: number, action: MutexAction): Operation<MutexAction> => ({
  process: action.claim,
  action,
  call,
  return: back,
});
const NEVER = Number.POSITIVE_INFINITY;

const good: Record<string, readonly Operation<MutexAction>[]> = {
  'nothing happened': [],
  'one after the other': [at(0, 1, claim('A', 'src')), at(2, 3, end('A')), at(4, 5, claim('B', 'src'))],
  'side by side on other paths': [at(0, 9, claim('A', 'src/a')), at(0, 9, claim('B', 'src/b'))],
  'a directory after its file was given back': [
    at(0, 1, claim('A', 'src/a')),
    at(2, 8, end('A')),
    at(3, 7, claim('B', 'src')),
  ],
  'overlapping calls in the other order': [at(0, 9, claim('A', 'src', false)), at(1, 8, claim('B', 'src'))],
  'a release that was never answered took effect': [
    at(0, 1, claim('A', 'src')),
    at(2, NEVER, end('A')),
    at(5, 6, claim('B', 'src')),
  ],
  'a claim that was never answered took effect, late': [
    at(0, NEVER, claim('A', 'src')),
    at(1, 2, claim('B', 'src')),
    at(3, 4, end('B')),
    at(5, 6, claim('C', 'src', false)),
  ],
  'a claim that was never answered took no effect': [
    at(0, NEVER, claim('A', 'src')),
    at(1, 2, claim('B', 'src')),
  ],
};

const bad: Record<string, readonly Operation<MutexAction>[]> = {
  'two winners': [at(0, 5, claim('A', 'src')), at(0, 5, claim('B', 'src'))],
  'a directory and a file below it': [at(0, 1, claim('A', 'src')), at(2, 3, claim('B', 'src/a'))],
  'a file and the directory above it': [at(0, 1, claim('A', 'src/a/b')), at(2, 3, claim('B', 'src'))],
  'refused although all was free': [at(0, 1, claim('A', 'src', false))],
  'refused after it was given back': [
    at(0, 1, claim('A', 'src')),
    at(2, 3, end('A')),
    at(4, 5, claim('B', 'src', false)),
  ],
  'won before the other gave back': [
    at(0, 1, claim('A', 'src')),
    at(2, 3, claim('B', 'src')),
    at(4, 5, end('A')),
  ],
  'an end without a claim': [at(0, 1, end('A'))],
  'one unanswered claim, two that need its end': [
    at(0, NEVER, claim('A', 'src')),
    at(1, 2, claim('B', 'src', false)),
    at(3, 4, claim('C', 'src')),
  ],
};

describe('the checker on known histories', () => {
  it.each(Object.entries(good))('good: %s', (_, history) => {
    expect(checkLinearizable(pathMutexModel, history)).toMatchObject({ ok: true });
  });
  it.each(Object.entries(bad))('bad: %s', (_, history) => {
    expect(checkLinearizable(pathMutexModel, history)).toMatchObject({ ok: false });
  });

  it('accepts what a real mutex table did under a random schedule, and finds one result turned round', () => {
    const random = new SeededRandom(7);
    for (let round = 0; round < 200; round++) {
      const history = randomHistory(random);
      expect(checkLinearizable(pathMutexModel, history)).toMatchObject({ ok: true });
      const victim = history.findIndex((o) => o.action.do === 'claim' && o.action.got && isAlone(o, history));
      const { action } = history[victim] ?? {};
      if (action?.do !== 'claim') continue;
      const turned = history.with(
        victim,
        at(history[victim]?.call ?? 0, history[victim]?.return ?? 0, { ...action, got: false }),
      );
      expect(checkLinearizable(pathMutexModel, turned)).toMatchObject({ ok: false });
    }
  });
});

/** Instants are drawn first and calls are stretched round them, so the history is linearizable by construction. */
function randomHistory(random: SeededRandom): readonly Operation<MutexAction>[] {
  const paths = ['src', 'src/a', 'src/b', 'docs'];
  let held = pathMutexModel.initial;
  const history: Operation<MutexAction>[] = [];
  for (let instant = 10; instant < 250; instant += 10) {
    const holders = [...held.keys()];
    const path = paths[random.below(paths.length)] ?? 'src';
    const owner = holders[random.below(holders.length)];
    const tried: readonly MutexAction[] =
      owner !== undefined && random.below(2) === 0
        ? [end(owner)]
        : [claim(`c${instant}`, path), claim(`c${instant}`, path, false)];
    for (const action of tried) {
      const next = pathMutexModel.apply(held, action);
      if (!next) continue;
      held = next;
      const lost = random.below(10) === 0;
      history.push(at(instant - random.below(25), lost ? NEVER : instant + random.below(25), action));
      break;
    }
  }
  return history;
}

// Turned round, a result that nothing overlaps in time can only be wrong.
const isAlone = (one: Operation<MutexAction>, all: readonly Operation<MutexAction>[]): boolean =>
  all.every((o) => o === one || o.return < one.call || o.call > one.return);
