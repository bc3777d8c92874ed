import { Command } from 'commander';
import packageJson from '../../package.json' with { type: 'json' };
import { examplesText } from '../report/command-examples.ts';
import { fitLines } from '../report/fit-lines.ts';
import type { CommandSpec } from './command-spec.ts';
import { plainOutput, resultColumns, sayFitting } from './output.ts';

/** The command of a line that names none. */
export const DEFAULT = 'plan';
/** Wider lines of help are hard to read. */
const USUAL_WIDTH = 80;

export const newProgram = (): Command =>
  new Command('agentic-plan')
    .description('The scrum master for teams of AI coding agents: git refs are the database.')
    .version(packageJson.version)
    .helpCommand('help [command]', 'help for a command; `help --all` lists the plumbing too')
    .configureOutput({ writeOut: writeHelp, writeErr: sayFitting, getOutHelpWidth: helpWidth })
    .showHelpAfterError('(agentic-plan --help lists the commands)')
    .addHelpText('after', () => examplesText(''))
    .exitOverride();

const helpWidth = (): number => Math.min(resultColumns(), USUAL_WIDTH);
const writeHelp = (text: string): void => plainOutput.result(fitLines(text, helpWidth()));

/** One command as `--help` shows it; `isWhole`: the plumbing is listed, too. */
export function addCommand(program: Command, spec: CommandSpec, isWhole: boolean): Command {
  const command = program.command(spec.name, {
    hidden: spec.hidden === true && !isWhole,
    isDefault: spec.name === DEFAULT,
  });
  command.description(spec.description).exitOverride();
  command.helpGroup(spec.hidden === true ? 'Plumbing:' : 'Commands:');
  for (const [flags, text] of [...spec.options, ...EVERYWHERE]) command.option(flags, text);
  if (spec.operands) command.arguments(spec.operands);
  return command
    .showHelpAfterError(`(agentic-plan ${spec.name} --help lists its options)`)
    .addHelpText('after', () => examplesText(spec.name));
}

const EVERYWHERE = [
  ['-C <dir>', 'act as if started in this folder'],
  ['--json', 'one JSON object on stdout'],
  ['--quiet', 'results and refusals only'],
  ['--verbose', 'say more'],
  ['--no-color', 'no colour, as NO_COLOR says'],
] as const;
