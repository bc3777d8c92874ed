import { nearest } from '../config/schema/nearest.ts';
import { shellWord } from '../report/shell-word.ts';
import { COMMANDS } from './command-list.ts';

/** What other tools call what we have under another name. */
const OTHER_NAMES: ReadonlyMap<string, string> = new Map([
  ['lock', 'claim'],
  ['acquire', 'claim'],
  ['take', 'claim'],
  ['reserve', 'claim'],
  ['checkout', 'claim'],
  ['renew', 'claim'],
  ['unlock', 'release'],
  ['free', 'release'],
  ['drop', 'release'],
  ['unclaim', 'release'],
  ['give-back', 'release'],
  ['list', 'status'],
  ['ls', 'status'],
  ['locks', 'status'],
  ['claims', 'status'],
  ['show', 'status'],
  ['who', 'status'],
  ['start', 'run'],
  ['exec', 'run'],
  ['go', 'run'],
  ['install', 'init'],
  ['setup', 'init'],
  ['tasks', 'plan'],
  ['analyse', 'analyze'],
  ['diagnose', 'doctor'],
  ['why', 'explain'],
  ['verify', 'check'],
  ['validate', 'check'],
]);

const NAMES = COMMANDS.map(({ name }) => name);

/** What follows "x is not a command": the one that is likely meant, if any. */
export function suggestCommand(word: string): string {
  if (isTaskFile(word)) return `; did you mean ${planFrom('plan', word)}?`;
  const other = OTHER_NAMES.get(word.toLowerCase());
  const name = other ?? nearest(word, NAMES);
  return name === undefined ? '' : `; did you mean ${name}?`;
}

/** `plan t.yaml`: the line that was meant; undefined where no word is a task file's name. */
export function suggestTasksOption(args: readonly string[]): string | undefined {
  const name = args.find((word) => word === 'plan' || word === 'run' || word === 'explain');
  const file = args.find((word, at) => isTaskFile(word) && !args[at - 1]?.startsWith('-'));
  if (file === undefined) return undefined;
  const rest = args.filter((word) => word !== name && word !== file);
  return [planFrom(name ?? 'plan', file), ...rest.map(shellWord)].join(' ');
}

const isTaskFile = (word: string): boolean => /\.(ya?ml|jsonl?|md)$/i.test(word);
const planFrom = (name: string, file: string): string => `agentic-plan ${name} --tasks ${shellWord(file)}`;
