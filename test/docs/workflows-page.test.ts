import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { taskFileSchema } from '../../src/config/schema/tasks-schema.ts';
import { callProgram } from '../support/call-program.ts';
import { type GitFixture, makeTeam } from '../support/git-fixture.ts';
import { type Meeting, type MeetingScript, makeMeeting } from '../support/meeting.ts';
import { blocksOf, printedPattern, sectionOf } from './workflows-page.ts';

const CHANGED = ['services/cart/cart.css', 'services/cart/price.css', 'services/search/search.css'];

interface Ran extends Meeting {
  readonly said: string;
  readonly code: number | null;
  readonly remote: GitFixture;
}

/** The branch of the page with one printed configuration: the plan is what is printed, and then it is run. */
async function runPrinted(name: string, script: MeetingScript = {}): Promise<Ran> {
  const { configuration, plan, picture } = printedPattern(name);
  const { repo, remote } = makeTeam({
    ...Object.fromEntries(CHANGED.map((path) => [path, 'a {}\n'])),
    'services/cart/package.json': '{ "name": "cart" }\n',
    'services/search/package.json': '{ "name": "search" }\n',
  });
  repo.git('checkout', '-q', '-b', 'feature');
  repo.commit(Object.fromEntries(CHANGED.map((path) => [path, 'a {}\nb {}\n'])));
  writeFileSync(join(repo.dir, '.agentic-planrc.yaml'), configuration);
  const meeting = makeMeeting(script);
  const planned = await callProgram(repo.dir, [], { env: meeting.env });
  const shown = planned.stdout.split('\n').map((line) => line.trimEnd());
  for (const line of plan.trimEnd().split('\n')) expect(shown).toContain(line);
  expect(plan).toMatch(/^Tasks /);
  expect(picture).toMatch(/^graph LR\n/);
  const run = await callProgram(repo.dir, ['run'], { env: meeting.env });
  return { ...meeting, said: run.stdout + run.stderr, code: run.code, remote };
}

const trailers = ({ remote }: Ran): readonly string[] =>
  remote
    .git('log', '--reverse', '--format=%B', 'main..agentic/feature')
    .split('\n')
    .flatMap((line) => /^Agentic-Task: [^/]+\/(\S+)/.exec(line)?.[1] ?? []);

describe('the examples of docs/workflows.md, run as they are printed', () => {
  it('sequential: each begins when the one before has ended, and reads what that one left', async () => {
    const ran = await runPrinted('Sequential');
    expect(ran).toMatchObject({ code: 0, said: expect.stringContaining('3 of 3 tasks done') });
    const order = ['began scan', 'ended scan', 'began fix', 'ended fix', 'began check', 'ended check'];
    expect(ran.log()).toEqual(order);
    expect(ran.promptOf('fix')).toContain('what scan saw');
    expect(ran.promptOf('check')).toContain('what fix saw');
  });

  it('parallel: each ends only when the others have begun', async () => {
    const waits = ['began style', 'began wording', 'began licence'];
    const ran = await runPrinted('Parallel', { style: { waits }, wording: { waits }, licence: { waits } });
    expect(ran).toMatchObject({ code: 0, said: expect.stringContaining('3 of 3 tasks done') });
    expect(ran.log().slice(0, 3).sort()).toEqual([...waits].sort());
  });

  it('pipeline: the first item is in the second stage while the second is in the first', async () => {
    const ran = await runPrinted('Pipeline', {
      'review-services-search': { waits: ['ended repair-services-cart'] },
    });
    expect(ran).toMatchObject({ code: 0, said: expect.stringContaining('4 of 4 tasks done') });
    expect(ran.log().indexOf('ended repair-services-cart')).toBeLessThan(
      ran.log().indexOf('ended review-services-search'),
    );
    expect(ran.log().slice(-2)).toEqual(['began repair-services-search', 'ended repair-services-search']);
    expect(ran.promptOf('repair-services-cart')).toContain('what review-services-cart saw');
  });

  it('batch: one agent is asked for all, and the commit names each', async () => {
    const ran = await runPrinted('Batch');
    const id = expect.stringMatching(/^batch-tidy-[0-9a-f]{8}$/);
    expect(ran).toMatchObject({ code: 0, said: expect.stringContaining('1 of 1 tasks done') });
    expect(ran.log()).toHaveLength(2);
    const each = [
      'tidy-services-cart-cart-css',
      'tidy-services-cart-price-css',
      'tidy-services-search-search-css',
    ];
    expect(trailers(ran)).toEqual([id, ...each]);
    const [, batch = ''] = /began (\S+)/.exec(ran.log()[0] ?? '') ?? [];
    for (const task of each) expect(ran.promptOf(batch)).toContain(`## Task ${task} (tidy)`);
  });

  it.each([
    [2, ['scan', 'fix', 'check'], /3 of 3 tasks done/],
    [0, ['scan'], /1 of 3 tasks done.*2 skipped|2 skipped/],
  ])('conditional: with %i findings', async (findings, done, said) => {
    const ran = await runPrinted('Conditional', { scan: { outputs: { findings } } });
    expect(ran).toMatchObject({ code: 0, said: expect.stringMatching(said) });
    expect(ran.log()).toEqual(done.flatMap((task) => [`began ${task}`, `ended ${task}`]));
    expect(ran.promptOf('scan')).toContain('`findings`');
  });
});

it('a list that a step leaves becomes a chain for each entry', async () => {
  const ran = await runPrinted('A list that a step leaves', {
    list: { outputs: { services: ['cart', 'search'] } },
    'care-search': { waits: ['ended look-cart'] },
  });
  expect(ran).toMatchObject({ code: 0, said: expect.stringContaining('5 of 5 tasks done') });
  expect(ran.log().slice(-2)).toEqual(['began look-search', 'ended look-search']);
  expect(ran.promptOf('care-cart')).toContain('Take care of cart');
  expect(ran.promptOf('list')).toContain('`services` (a list of names)');
});

describe('the task file on docs/workflows.md', () => {
  it('is run as it is printed, and begins with ten lines', async () => {
    const [example = ''] = blocksOf('yaml', sectionOf('The task file'));
    expect(example.trimEnd().split('\n')).toHaveLength(10);
    const { repo } = makeTeam({ 'a.css': 'a {}\n', 'src/login.css': '', 'src/profile.css': '' });
    writeFileSync(join(repo.dir, 'my.yaml'), example);
    const meeting = makeMeeting();
    const run = await callProgram(repo.dir, ['run', '--tasks', 'my.yaml'], { env: meeting.env });
    expect(run).toMatchObject({ code: 0, stdout: expect.stringContaining('2 of 2 tasks done') });
    expect(meeting.log()).toEqual(['began login', 'ended login', 'began profile', 'ended profile']);
    expect(meeting.promptOf('profile')).toContain('what login saw');
  });

  it('has a line for each key, and for no other', () => {
    const rows = sectionOf('The task file').match(/^\| `.*?\|/gm) ?? [];
    const named = rows.flatMap((row) => [...row.matchAll(/`(\w+)`/g)].map(([, key = '']) => key));
    const { entries } = taskFileSchema.entries.tasks.pipe[0].item;
    expect(named.sort()).toEqual(Object.keys(entries).sort());
  });
});
