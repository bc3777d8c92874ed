import { fromFolder, isDamaged } from '../../core/paths/plain-path.ts';
import { type GivenOptions, ownArgv } from '../own-command.ts';
import { bytesOfPath } from '../path-base64.ts';
import { shellWord } from '../shell-word.ts';

/** A command of ours that takes paths, as it works where the reader is. */
export interface PathCommand {
  /** Ours as the reader calls it, where that is not its name. */
  readonly program?: string;
  readonly verb: 'claim' | 'release' | 'check';
  /** As they were typed, or as `operandsFrom` spells them. */
  readonly operands: readonly string[];
  readonly options?: readonly string[];
  /** What was given to the command that this one follows. */
  readonly given: GivenOptions;
  /** What is to run under the claim. */
  readonly wrapped?: readonly string[];
}

/** Paths of the repository as words of a command line in one of its folders. */
export const operandsFrom = (below: string, paths: readonly string[]): readonly string[] =>
  paths.map((path) => fromFolder(below, path)).map((path) => (/^[-~]/.test(path) ? `./${path}` : path));

/** To be pasted into a shell. What no command line can hold comes by standard input. */
export function pathCommandText(command: PathCommand): string {
  const words = commandWords(command).map(shellWord).join(' ');
  if (!needsBytes(command)) return words;
  return `printf '%s\\0' ${command.operands.map(shellWord).join(' ')} | ${words}`;
}

/** The same for programs. */
export const pathCommandJson = (command: PathCommand): Readonly<Record<string, unknown>> => ({
  run: commandWords(command),
  ...(needsBytes(command) ? { stdin_base64: stdinOf(command).toString('base64') } : {}),
});

const needsBytes = ({ operands }: PathCommand): boolean =>
  operands.some((path) => !path.isWellFormed() || isDamaged(path));

const commandWords = (command: PathCommand): readonly string[] => {
  const { verb, given, program, operands, options = [], wrapped = [] } = command;
  const words = [...(needsBytes(command) ? ['--stdin'] : operands), ...options];
  return ownArgv({ command: verb, words, given, wrapped, ...(program === undefined ? {} : { program }) });
};

const stdinOf = ({ operands }: PathCommand): Buffer =>
  Buffer.concat(operands.flatMap((path) => [bytesOfPath(path), Buffer.from([0])]));
