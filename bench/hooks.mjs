// A commit waits for its hook: against `node -e 0`, with nothing to say and with something.
import { appendFileSync } from 'node:fs';
import path from 'node:path';
import { CLI, git, interleave, NODE, node, row, withFolder } from './measure.mjs';
import { makeTeamRepository } from './repositories.mjs';

/** `hook pre-commit` on one staged file: nobody holds anything, and somebody holds that very file. */
export function hookPreCommit() {
  return withFolder(async (folder) => {
    const { repo } = makeTeamRepository(folder);
    const file = git(repo, ['ls-files', 'src']).toString().split('\n')[0];
    appendFileSync(path.join(repo, file), 'mine\n');
    git(repo, ['add', '--', file]);
    const rows = [];
    for (const [what, prepare] of [
      ['nobody holds anything', () => {}],
      ['somebody holds the file', () => holdByAnother(repo, file)],
    ]) {
      prepare();
      node([CLI, 'status'], { cwd: repo });
      const hook = { work: () => node([CLI, 'hook', 'pre-commit'], { cwd: repo }) };
      const ms = await interleave({ node: NODE, hook }, 21);
      rows.push(row(`hook pre-commit, ${what}`, ms.hook, { name: 'node -e 0', ms: ms.node, atMost: 2 }));
    }
    return rows;
  });
}

function holdByAnother(repo, file) {
  node([CLI, 'claim', file, '--task', 'theirs'], { cwd: repo, env: { AGENTIC_HOLDER: 'ana' } });
}
