import type { RunCommand } from './command.ts';

/** One command, as `--help` shows it. What is not built yet is not listed. */
export interface CommandSpec {
  readonly name: string;
  readonly operands?: string;
  readonly description: string;
  readonly options: readonly (readonly [flags: string, description: string])[];
  /** Plumbing: listed by `help --all`. */
  readonly hidden?: boolean;
  readonly load: () => Promise<RunCommand>;
}

const TABLE_OPTIONS = [['--config <file>', 'the configuration to use']] as const;

export const COMMANDS: readonly CommandSpec[] = [
  {
    name: 'claim',
    operands: '[path...]',
    description: 'take, widen or renew a claim; with `-- command`: hold it for the command’s life',
    options: [
      ['--task <id|text>', 'what it is for: a task id, or a few words'],
      ['--agent <name>', 'who works under it'],
      ['--lease <duration>', 'how long it lasts without renewal (default 30m)'],
      ['--wait <duration>', 'wait so long for held paths, then give up (e.g. 25s)'],
      ['--conflict-exit-code <n>', 'exit code when the command was not started because a path is held'],
      ...TABLE_OPTIONS,
    ],
    load: async () => (await import('./commands/claim.ts')).runClaim,
  },
  {
    name: 'release',
    operands: '[claim]',
    description: 'give back what you hold, or with --force end another’s claim',
    options: [
      ['--force', 'end a claim of somebody else: its unpublished work can no longer be published'],
      ...TABLE_OPTIONS,
    ],
    load: async () => (await import('./commands/release.ts')).runRelease,
  },
  {
    name: 'status',
    operands: '[path...]',
    description: 'who holds what, and what is blocked',
    options: [['--watch', 'again every 10 s, until interrupted'], ...TABLE_OPTIONS],
    load: async () => (await import('./commands/status.ts')).runStatus,
  },
  {
    name: 'check',
    operands: '[path...]',
    description: 'am I clear? exit code 1 where others hold what you changed',
    options: [['--base <rev>', 'what the changes are measured against'], ...TABLE_OPTIONS],
    load: async () => (await import('./commands/check.ts')).runCheck,
  },
];
