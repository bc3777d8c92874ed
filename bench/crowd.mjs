// A crowded table: many claims in force and many open branches.
import { fileURLToPath } from 'node:url';
import { BUNDLE, CLI, interleave, NODE, node, row, withFolder } from './measure.mjs';
import { makeTeamRepository } from './repositories.mjs';

const PLANT = fileURLToPath(new URL('./plant-claims.ts', import.meta.url));

/** `check` with 1,000 claims and 50 open branches. */
export function crowd() {
  return withFolder(async (folder) => {
    const { repo, remote } = makeTeamRepository(folder, { branches: 50 });
    node([BUNDLE, PLANT, remote, '1000'], { cwd: folder });
    const arms = {
      node: NODE,
      // Exit code 1 says that there is something to see, as there is here.
      check: { work: () => node([CLI, 'check', '--json'], { cwd: repo, codes: [0, 1] }) },
    };
    const ms = await interleave(arms, 7);
    return [row('check, 1,000 claims, 50 branches', ms.check, { name: '1.5 s', ms: 1500, atMost: 1 })];
  });
}
