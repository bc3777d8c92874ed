import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { callProgram } from '../support/call-program.ts';
import { parseJson } from '../support/cli.ts';
import { AGENTS, aRepository, COMMIT, FILE, INIT, leftIn, workflowOf } from './init-world.ts';

describe('init --ci github', () => {
  it('shows the whole file and writes nothing unasked, writes it with --yes, and then has nothing to do', async () => {
    const repo = aRepository();
    const shown = await callProgram(repo.dir, INIT);
    expect(shown.code).toBe(1);
    expect(shown.stderr).toContain('nothing was written; --yes writes it');
    expect(leftIn(repo)).toBe('');
    const written = await callProgram(repo.dir, [...INIT, '--yes']);
    expect(written).toMatchObject({ code: 0, stdout: '' });
    expect(written.stderr).toContain('gh secret set ANTHROPIC_API_KEY');
    const added = shown.stdout.split('\n').filter((line) => /^\+(?!\+\+ )/.test(line));
    expect(`${added.map((line) => line.slice(1)).join('\n')}\n`).toBe(workflowOf(repo));
    // the commit is taken from the file, so the network is not asked
    const again = await callProgram(repo.dir, ['init', '--ci', 'github']);
    expect(again).toMatchObject({
      code: 0,
      stdout: '',
      stderr: 'nothing to do: all of it is there already\n',
    });
  });

  it('knows the agents of the configuration: how each is installed, its secret, its limits', async () => {
    const repo = aRepository();
    await callProgram(repo.dir, [...INIT, '--yes', '--waves', '1']);
    const text = workflowOf(repo);
    expect(text).toContain(`uses: agentic-plan/agentic-plan@${COMMIT} # as given to init`);
    expect(text).toMatch(/npm install --global .*'@anthropic-ai\/claude-code@\d+\.\d+\.\d+'/);
    expect(text).toContain('OWN_KEY: $' + '{{ secrets.OWN_KEY }}');
    expect(text).not.toMatch(/MY_|'own' \|\|/);
    expect(text).toContain("job-minutes: '55'");
    expect(text).toContain('max-parallel: 2\n');
    expect(text).not.toContain('work-2:');
  });

  it('is taken back to the same bytes, folders and all', async () => {
    const repo = aRepository();
    await callProgram(repo.dir, [...INIT, '--yes']);
    const undone = await callProgram(repo.dir, ['init', '--undo', '--yes']);
    expect(undone).toMatchObject({ code: 0, stderr: 'taken back: 1 file\n' });
    expect(leftIn(repo)).toBe('');
    expect(existsSync(join(repo.dir, '.github'))).toBe(false);
    expect((await callProgram(repo.dir, ['init', '--undo', '--yes'])).stderr).toBe(
      'nothing of init is here\n',
    );
  });

  it('says all of it as one object, too', async () => {
    const repo = aRepository();
    const answer = parseJson(await callProgram(repo.dir, [...INIT, '--yes', '--json']));
    expect(answer).toMatchObject({
      outcome: 'written',
      changed: true,
      files: [{ path: FILE, does: 'made' }],
    });
  });

  it.each([
    ['agents: [nobody]\n', INIT, 'names no agent'],
    [AGENTS, ['init', '--ci', 'gitlab'], 'no workflow for gitlab; the host is github'],
    [AGENTS, ['init', '--ci', 'config'], 'no workflow for config; the host is github'],
    [AGENTS, ['init', '--waves', '3'], 'agentic-plan init --ci github --waves 3'],
    [AGENTS, [...INIT, '--waves', '0'], 'is not a number from 1 to 9'],
    [AGENTS, ['init', '--ci', 'github', '--action', 'agentic-plan/agentic-plan@main'], 'all 40 digits'],
    [AGENTS, [...INIT, '--without', 'github'], 'no part of set-up was named'],
  ])('refuses, and writes nothing: %s %j', async (config, words, says) => {
    const repo = aRepository(config);
    const refused = await callProgram(repo.dir, [...words, '--yes']);
    expect(refused.code).toBe(2);
    expect(refused.stderr).toContain(says);
    expect(leftIn(repo)).toBe('');
  });
});
