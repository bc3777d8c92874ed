import { afterAll, describe, expect, it } from 'vitest';
import { type Act, scriptLine } from './follow-script.ts';
import { installCli } from './install-cli.ts';
import { KNOWN_CLIS, type KnownCli } from './known-clis.ts';
import { startModelServer } from './model-server.ts';
import { type Ended, makeTeamFor, workWithCli } from './work-with-cli.ts';

// Every preset with the real program of its vendor, and a model on this machine that does what the task says.

const ROWS: string[][] = [];

const task = (id: string, writes: readonly string[], acts: readonly Act[]) => ({
  id,
  title: `Make ${writes.join(' and ')}`,
  why: scriptLine(acts),
  writes,
});

/** Two tasks at once; the second asks for a path that is none of its own. */
const tasksFor = ({ runsCommands, preset }: KnownCli) => ({
  version: 1,
  tasks: [
    task(
      'one',
      ['src/one.txt'],
      [
        ['write', 'src/one.txt', 'first "line"\nsecond\n'],
        ['say', 'one is made'],
      ],
    ),
    task(
      'two',
      ['src/two.txt'],
      [
        ...(runsCommands ? ([['claim', 'src/extra.txt']] as const) : []),
        ...(preset === 'claude-code' ? ([['run', 'node --print 6*7']] as const) : []),
        ['write', 'src/two.txt', 'made by two\n'],
        ['say', 'two is made'],
      ],
    ),
  ],
});

describe.each(KNOWN_CLIS)('$preset: $name $version', (cli) => {
  it('does two tasks at once: published, checkout clean, its cost seen', async () => {
    const bin = installCli(cli);
    await using model = await startModelServer();
    const team = makeTeamFor(cli, tasksFor(cli));
    const before = team.repo.git('rev-parse', 'HEAD');
    const ended = await workWithCli(cli, { team, bin, url: model.url });
    const { grade, problems, tasks } = ended.report;
    expect({ code: ended.code, problems, logs: ended.code === 0 ? '' : ended.logs }).toEqual({
      code: 0,
      problems: [],
      logs: '',
    });
    expect(tasks.map(({ outcome }) => outcome)).toEqual(['done', 'done']);
    // Two first starts at once may both make its database, and one of them fails.
    if (cli.preset !== 'opencode') expect(tasks.map(({ tries }) => tries)).toEqual([1, 1]);
    expect(team.remote.git('show', 'agentic/feature:src/one.txt')).toBe('first "line"\nsecond');
    expect(team.remote.git('show', 'agentic/feature:src/two.txt')).toBe('made by two');
    expect(team.remote.git('diff', '--name-only', 'main', 'agentic/feature')).toBe(
      'src/one.txt\nsrc/two.txt',
    );
    expect([team.repo.git('status', '--porcelain'), team.repo.git('rev-parse', 'HEAD')]).toEqual([
      '',
      before,
    ]);
    expect(ended.logs).not.toMatch(/^\{"/m);
    if (cli.runsCommands) expect(model.results.join('\n')).toContain('claimed: src/two.txt, src/extra.txt');
    if (cli.runsCommands) expect(ended.logs).toContain('two is made');
    if (cli.preset === 'claude-code') expect(model.results.join('\n')).toMatch(/^42$/m);
    expect([grade.usd > 0, (grade.tokens?.input ?? 0) > 0]).toEqual([
      cli.tells.includes('usd'),
      cli.tells.includes('tokens'),
    ]);
    ROWS.push(rowOf(cli, ended));
  });

  it.runIf(cli.knowsItsLogin)('says that it is not logged in, once', async () => {
    const bin = installCli(cli);
    const team = makeTeamFor(cli, { version: 1, tasks: [task('one', ['src/one.txt'], [['say', 'x']])] });
    const { report } = await workWithCli(cli, { team, bin, url: undefined });
    expect(report.problems.map(({ code }) => code)).toEqual(['agent-not-logged-in']);
    expect(report.tasks.map(({ tries }) => tries)).toEqual([1]);
  });
});

function rowOf(cli: KnownCli, { report: { grade }, seconds }: Ended): string[] {
  const { usd, tokens } = grade;
  const cost = usd > 0 ? `$${usd.toFixed(4)}` : 'not told';
  const read = tokens === undefined ? 'not told' : `${tokens.input} + ${tokens.output}`;
  return [
    `\`${cli.preset}\``,
    `${cli.name} ${cli.version}`,
    '2 of 2',
    cli.runsCommands ? 'yes' : 'no commands',
    cost,
    read,
    `${seconds} s`,
  ];
}

afterAll(() => {
  const head = ['preset', 'program', 'published', 'asks for paths', 'cost', 'tokens', 'time'];
  const lines = [head, head.map(() => '---'), ...ROWS];
  process.stdout.write(`\n${lines.map((cells) => `| ${cells.join(' | ')} |`).join('\n')}\n`);
});
