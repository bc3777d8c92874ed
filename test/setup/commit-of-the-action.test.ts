import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { callProgram } from '../support/call-program.ts';
import { makeFolder, makeRepository } from '../support/git-fixture.ts';
import { aRepository } from './init-world.ts';

describe('the commit of the Action', () => {
  /** A home folder that finds the Action's repository at another place. */
  const homeWith = (place: string): Record<string, string> => {
    const home = makeFolder();
    const github = 'https://github.com/agentic-plan/agentic-plan.git';
    const config = `[url "file://${place}"]\n\tinsteadOf = ${github}\n[protocol "file"]\n\tallow = always\n`;
    writeFileSync(join(home, '.gitconfig'), config);
    return { HOME: home, GIT_CONFIG_GLOBAL: join(home, '.gitconfig') };
  };

  it('is the one of this version; without such a tag the newest; without an answer nothing is written', async () => {
    const action = makeRepository();
    const first = action.commit({ 'action.yml': '1\n' });
    const repo = aRepository();
    const init = (env: Record<string, string>) => callProgram(repo.dir, ['init', '--ci', 'github'], { env });
    const env = homeWith(action.dir);
    expect((await init(env)).stdout).toContain(`agentic-plan/agentic-plan@${first} # main`);
    const version = JSON.parse(readFileSync('package.json', 'utf8')).version as string;
    action.git('tag', '-a', '-m', 'x', `v${version}`, first);
    action.commit({ 'action.yml': '2\n' });
    expect((await init(env)).stdout).toContain(`agentic-plan/agentic-plan@${first} # v${version}`);
    const nowhere = await init(homeWith('/nonexistent'));
    expect(nowhere.code).toBe(4);
    expect(nowhere.stderr).toContain('--action <owner>/<name>@<commit>');
  });
});
