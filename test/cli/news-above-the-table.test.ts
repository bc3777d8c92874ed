import { expect, it } from 'vitest';
import { watchRun } from '../../src/cli/commands/run/watch-run.ts';
import { realMachine } from '../../src/process/machine.ts';
import { event, happen, makeState, play, task } from '../core/run/run-fixture.ts';

it('on a terminal what is said of the server stays above the table, which goes on below it', () => {
  const said: string[] = [];
  const watched = watchRun(
    {
      command: 'run',
      cwd: '/',
      given: {},
      output: {
        result: () => {},
        say: (text) => said.push(text),
        refuse: () => {},
        columns: 80,
        noticeColumns: 80,
        colour: false,
        terminal: true,
        gone: new AbortController().signal,
      },
      json: false,
      quiet: false,
      verbose: false,
      env: {},
      now: new Date(0),
      signal: new AbortController().signal,
    },
    realMachine(),
  );
  let state = makeState([task('a'), task('b')]);
  for (const happening of [
    happen.started,
    happen.claimed('a'),
    { kind: 'away' },
    { kind: 'back' },
  ] as const) {
    state = play(state, [happening as never, 0] as never).state;
    watched.observe(event(happening as never, 0), state);
  }
  watched.end();
  const rows = ['.*\\ba\\b.*', '.*\\bb\\b.*'];
  const write = (news: string): RegExp => new RegExp(`^\\x1b\\[2A${[news, ...rows].join('\\n')}\\x1b\\[J$`);
  expect(said.at(-3)).toMatch(write('.*the server does not answer: agents work on.*'));
  expect(said.at(-2)).toMatch(write('.*the server answers again.*'));
  expect(said.at(-1)).toMatch(new RegExp(`^\\x1b\\[2A${rows.join('\\n')}\\x1b\\[J$`));
});
