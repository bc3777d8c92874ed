import type { Command } from 'commander';
import { expect, it } from 'vitest';
import { COMMANDS } from '../../src/cli/command-list.ts';
import { addCommand, newProgram } from '../../src/cli/program-help.ts';
import { COMMAND_EXAMPLES } from '../../src/report/command-examples.ts';
import { widthOf } from '../../src/report/layout.ts';
import { unknownWordsOf } from '../support/known-words.ts';

function helpOf(add: (program: Command) => Command): string {
  const said: string[] = [];
  const write = { writeOut: (text: string) => void said.push(text), getOutHelpWidth: () => 80 };
  add(newProgram().configureOutput(write)).configureOutput(write).outputHelp();
  return said.join('');
}

const all = (program: Command): Command => {
  for (const spec of COMMANDS) addCommand(program, spec, true);
  return program;
};
const SCREENS = [
  ['agentic-plan', helpOf(all)] as const,
  ...COMMANDS.map((spec) => [spec.name, helpOf((program) => addCommand(program, spec, true))] as const),
];

it.each(SCREENS)(
  'the help of %s fits a terminal of 80 columns, and names its operands as they are typed',
  (_, text) => {
    expect(text).toMatch(/^Usage: agentic-plan /);
    expect(text).not.toMatch(/\[[^\]]*>|<[^>]*\]/);
    expect(text.split('\n').filter((line) => widthOf(line) > 80)).toEqual([]);
  },
);

it.each(SCREENS.filter(([name]) => COMMANDS.some((one) => one.name === name && one.hidden !== true)))(
  'the help of %s has examples',
  (_, text) => expect(text).toContain('\nExamples:\n'),
);

it.each(Object.values(COMMAND_EXAMPLES).flat())('%s: there are such a command and such options', (line) => {
  expect(unknownWordsOf(line)).toEqual([]);
});
