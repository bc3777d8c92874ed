// An agent that does what its prompt says, in the words of the prompt, through the shell of the agent whose name it has
// on PATH; what its rules do not allow it does not run. What it saw goes to stdout, and so into its log.
import { spawnSync } from 'node:child_process';
import { appendFileSync, readFileSync, statSync } from 'node:fs';

// a person who starts it under a claim writes the prompt on its command line
const { AGENTIC_PROMPT: file } = process.env;
const prompt = file === undefined ? process.argv.at(-1) : readFileSync(file, 'utf8');
const name = process.env.STAND_IN_FOR;
const args = process.argv.slice(2).join(' ');
const [, told = ''] = prompt.match(/ask first: `(.*) <path>`/) ?? [];
const RULES = {
  claude: (command) => command.startsWith(args.match(/Bash\((.*):\*\)/)?.[1] ?? '\0'),
  copilot: (command) => command.startsWith(`${args.match(/shell\((.*):\*\)/)?.[1] ?? '\0'} `),
  gemini: (command) => command.startsWith(args.match(/run_shell_command\((.*)\)/)?.[1] ?? '\0'),
  qwen: (command) => command.startsWith(args.match(/run_shell_command\((.*)\)/)?.[1] ?? '\0'),
};
const shell = (command) =>
  told === '' || RULES[name]?.(command) === false
    ? { status: told === '' ? 'not told' : 'not allowed' }
    : spawnSync('bash', [name === 'codex' ? '-lc' : '-c', command], { encoding: 'utf8' });
const wanted = `more-${process.env.AGENTIC_TASK}.md`;
const asked = shell(`${told} ${wanted}`);
const refused = shell(`${told} held.md`);
console.log(JSON.stringify({ told, asked: asked.status, refused: refused.status, says: refused.stderr }));
const isFolder = (path) => statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false;
for (const path of [...JSON.parse(process.env.AGENTIC_PATHS), ...(asked.status === 0 ? [wanted] : [])])
  appendFileSync(isFolder(path) ? `${path}/by-${name}.txt` : path, `${name}\n`);
