import { expect, test } from 'vitest';
import { COMMANDS } from '../../src/cli/command-list.ts';
import { CARRIED, type GivenOptions, givenOptions, ownArgv, ownLine } from '../../src/report/own-command.ts';
import { describeProblem } from '../../src/report/problems/describe-problem.ts';

const given: GivenOptions = {
  C: "Ana's shop",
  tasks: 'my tasks.yaml',
  with: 'codex',
  base: 'HEAD~2',
  config: 'x.yaml',
  offline: true,
};

test('a command line has the options that its command takes, quoted for a shell, and no others', () => {
  expect(ownLine({ command: 'run', given })).toBe(
    "agentic-plan -C 'Ana'\\''s shop' run --tasks 'my tasks.yaml' --with codex --base 'HEAD~2' --config x.yaml --offline",
  );
  expect(ownLine({ command: 'status', given: { config: 'x.yaml', with: 'codex' } })).toBe(
    'agentic-plan status --config x.yaml',
  );
  expect(ownLine({ command: 'plan', given: { base: 'main' } })).toBe('agentic-plan --base main');
  expect(ownArgv({ command: 'claim', words: ['src'], given: { C: '..' }, wrapped: ['make', 'all'] })).toEqual(
    ['agentic-plan', '-C', '..', 'claim', 'src', '--', 'make', 'all'],
  );
});

test('what was typed is carried on, and what only says how to answer is not', () => {
  expect(givenOptions({ C: 'x', json: true, dryRun: true, with: 'codex', color: true })).toEqual({
    C: 'x',
    with: 'codex',
  });
});

test('each command takes the options that are carried to it', () => {
  for (const [call, names] of Object.entries(CARRIED)) {
    const [name, ...own] = call.split(' ');
    const flags = COMMANDS.find((spec) => spec.name === name)?.options.map(([flag]) => flag.split(' ')[0]);
    for (const flag of [...own, ...names.map((option) => `--${option}`)]) expect(flags).toContain(flag);
  }
});

test('the remedies of problems carry them, too', () => {
  const problem = { code: 'claim-unknown', data: { claim: 'x' } } as const;
  expect(describeProblem(problem)).toMatch(/^ {2}agentic-plan status lists/m);
  expect(describeProblem(problem, { config: 'a b.yaml' })).toMatch(
    /^ {2}agentic-plan status --config 'a b.yaml' lists/m,
  );
});
