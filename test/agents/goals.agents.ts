import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { scriptLine } from './follow-script.ts';
import { installCli } from './install-cli.ts';
import { KNOWN_CLIS } from './known-clis.ts';
import { startModelServer } from './model-server.ts';
import { makeTeamFor, planWithCli } from './work-with-cli.ts';

// Every preset is asked for the tasks of a goal, with the real program of its vendor and a model on this machine that says
// what the goal says.

const ANSWER = `version: 1
tasks:
  - id: one
    title: Make one
    creates: [src/one.txt]
    acceptance: [src/one.txt is there]
  - id: two
    title: Extend what there is
    writes: [src/extra.txt]
    reads: [src/one.txt]
    needs: [one]
    acceptance: [src/extra.txt names src/one.txt]
`;

describe.each(KNOWN_CLIS)('$preset: $name $version', (cli) => {
  it('cuts a goal into tasks', async () => {
    const bin = installCli(cli);
    await using model = await startModelServer();
    const team = makeTeamFor(cli, {});
    const refs = team.repo.git('for-each-ref');
    const goal = `Have one, and name it\n${scriptLine([
      ['write', '.agentic-task/tasks.yaml', ANSWER],
      ['say', 'two tasks'],
    ])}`;
    const { code, json, logs } = await planWithCli(cli, { team, bin, url: model.url }, goal);
    expect({ code, json, logs: code === 0 ? '' : logs }).toMatchObject({
      code: 0,
      json: {
        outcome: 'planned',
        goal: { file: 'tasks.yaml', agent: 'it', tasks: 2, tries: 1, recalled: false },
        problems: [],
      },
      logs: '',
    });
    const written = readFileSync(join(team.repo.dir, 'tasks.yaml'), 'utf8');
    expect(written.slice(written.indexOf('version:'))).toBe(ANSWER);
    expect([team.repo.git('status', '--porcelain'), team.repo.git('for-each-ref')]).toEqual([
      '?? tasks.yaml',
      refs,
    ]);
  });
});
