import { NO_FAULTS } from '../faults.ts';
import type { Scenario } from '../histories.ts';
import { NO_MISHAPS } from '../mishaps.ts';
import { wishFor } from './claim-actor.ts';
import { LEASE_S, stageScenario } from './stage.ts';

const PATHS: readonly [readonly string[], ...(readonly string[])[]] = [
  ['src/a'],
  ['src'],
  ['src/a/x', 'docs'],
  ['docs', 'src/a'],
];

/** Three or four want what only one can have, at the same moment, and nobody gives back: exactly one must get it. */
export function contention(name: string): Scenario {
  return stageScenario(
    { name, faults: NO_FAULTS, mishaps: NO_MISHAPS },
    {
      mustHappen: ['take claimed', 'take held'],
      play: async (stage) => {
        const { world } = stage;
        const got: string[] = [];
        await stage.runChaos(3 + world.choices.below(2), async (life) => {
          const actor = stage.actor(life, { holder: 'session' });
          const wish = wishFor(life.name, world.choices.pick(PATHS), LEASE_S);
          if ((await actor.take(wish)).kind === 'claimed') got.push(life.name);
        });
        if (got.length !== 1) world.referee.say(7, `${got.length} got what all wanted`);
      },
    },
  );
}
