type Example = readonly [line: string, says: string];

/** What `--help` shows of a command at work. Every line of them is a command line that the program takes. */
export const COMMAND_EXAMPLES: Readonly<Record<string, readonly Example[]>> = {
  plan: [
    ['agentic-plan', 'what it collides with; its tasks'],
    ['agentic-plan plan --tasks my.yaml', 'your own tasks instead'],
    ['agentic-plan plan --goal "log users out"', 'an agent cuts it; you read first'],
  ],
  run: [
    ['agentic-plan run --dry-run', 'what would start, and where to'],
    ['agentic-plan run', 'start, or go on where it stopped'],
    ['agentic-plan run --only 1 2 --jobs 2', 'two of the tasks'],
  ],
  explain: [['agentic-plan explain 1', 'the first task of the plan']],
  dismiss: [
    ['agentic-plan dismiss 1 --reason "generated code"', 'for the whole team'],
    ['agentic-plan dismiss --list', 'by whom and why'],
  ],
  done: [['agentic-plan done security-audit src/auth', 'it was audited as it is now']],
  claim: [
    ['agentic-plan claim src/auth', 'yours for 30 min; repeat to renew'],
    ['agentic-plan claim src/auth --wait 25s', 'wait in line for it'],
    ['agentic-plan claim src/auth -- npm test', 'held as long as the command runs'],
  ],
  release: [
    ['agentic-plan release', 'all that you hold'],
    ['agentic-plan release src/auth', 'one path of it'],
  ],
  status: [
    ['agentic-plan status', 'who holds what'],
    ['agentic-plan status --all', 'and what is on the open branches, by whom'],
    ['agentic-plan status src/auth', 'who holds these paths'],
  ],
  check: [
    ['agentic-plan check', 'what you changed since the base'],
    ['agentic-plan check src/auth', 'these paths'],
  ],
  mcp: [['claude mcp add agentic-plan -- agentic-plan mcp', 'init does it for all agents']],
  init: [
    ['agentic-plan init', 'shows what it would write, then asks'],
    ['agentic-plan init hooks', 'one part of it'],
    ['agentic-plan init --undo', 'the same bytes as before'],
  ],
  doctor: [
    ['agentic-plan doctor', 'looks, and changes nothing'],
    ['agentic-plan doctor --fix', 'clears what dead runs have left'],
  ],
  demo: [['agentic-plan demo', 'needs no account, and leaves nothing behind']],
  '': [
    ['agentic-plan demo', 'see all of it for real, in 15 seconds'],
    ['agentic-plan init', 'your agents’ sessions keep out of each other’s way'],
    ['agentic-plan status --all', 'who is on what'],
  ],
};

/** The block below the options of a command, or of the program as a whole (`''`). */
export function examplesText(command: string): string {
  const examples = COMMAND_EXAMPLES[command] ?? [];
  if (examples.length === 0) return '';
  const width = Math.max(...examples.map(([line]) => line.length));
  const lines = examples.map(([line, says]) => `  ${line.padEnd(width)}   ${says}`);
  return `\n${command === '' ? 'To begin with' : 'Examples'}:\n${lines.join('\n')}\n`;
}
