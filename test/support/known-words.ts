import { COMMANDS } from '../../src/cli/command-list.ts';

const EVERYWHERE = ['-C', '--json', '--quiet', '--verbose', '--no-color', '--help', '--version', '--all'];

/** What a printed command line of ours says that the program does not know: its command, or options. */
export function unknownWordsOf(line: string): readonly string[] {
  const [, said = ''] = /agentic-plan(?:\s+-C\s+\S+)?(?=\s|$)(.*)$/s.exec(line) ?? [];
  const ours = said.split(/\s--\s/, 1)[0] ?? '';
  const [first = ''] = ours.trim().split(/\s+/);
  const name = first === '' || first.startsWith('-') ? 'plan' : first;
  const spec = COMMANDS.find((one) => one.name === name);
  if (spec === undefined) return name === 'help' ? [] : [name];
  const known = [...EVERYWHERE, ...spec.options.map(([flags]) => flags.split(' ')[0] ?? '')];
  return [...ours.matchAll(/(?<=\s)--[a-z][a-z-]*/g)]
    .map(([option]) => option)
    .filter((one) => !known.includes(one));
}
