import type { CommandSpec } from './command-spec.ts';
import {
  CHANGE_OPTIONS,
  DECISION_OPTIONS,
  STDIN_OPTION,
  TABLE_OPTIONS,
  TASKS_OPTION,
} from './common-options.ts';
import { PLUMBING } from './plumbing-list.ts';

/** What `--help` shows; then the plumbing. What is not built yet is not listed. */
export const COMMANDS: readonly CommandSpec[] = [
  {
    name: 'plan',
    description: 'look, analyse, plan: read-only (the default command)',
    options: [
      ...CHANGE_OPTIONS,
      TASKS_OPTION,
      ['--markdown', 'as Markdown, for a comment'],
      ['--mermaid', 'as a picture, in Mermaid'],
      ['--output <file>', 'write the plan alone, as JSON, into a file'],
    ],
    load: async () => (await import('./commands/plan/plan.ts')).runPlan,
  },
  {
    name: 'run',
    description: 'plan, then work it off with agents, each in a worktree of its own',
    options: [
      ['--dry-run', 'what would start, and where results would go; changes nothing'],
      ['--with <preset>', 'with this agent, whatever is configured (claude-code, codex, …)'],
      ['--worktrees <folder>', 'where agents work, whatever is configured'],
      ['--jobs <n>', 'agents at work at the same time'],
      ['--again <task...>', 'run this task although it was done before; `*`: all of them'],
      ['--accept <task...>', 'take this task for done as it is, or its kept work as good'],
      ['--branch <name>', 'where the result goes, whatever is configured'],
      ['--publish', 'bring finished work that is not on its branch there; starts no agent'],
      [
        '--dismiss <run...>',
        'give up what these runs left unfinished; their unpublished work is kept for 14 days',
      ],
      ...CHANGE_OPTIONS,
      TASKS_OPTION,
    ],
    load: async () => (await import('./commands/run/run.ts')).runRun,
  },
  {
    name: 'explain',
    operands: '<task>',
    description: 'why this task, this agent, not sooner; by number or id',
    options: [...CHANGE_OPTIONS, TASKS_OPTION],
    load: async () => (await import('./commands/explain.ts')).runExplain,
  },
  {
    name: 'dismiss',
    operands: '[task...]',
    description: 'a derived task is not wanted: not by anybody, until it rests on something new',
    options: [
      ['--reason <text>', 'why, for the others'],
      ['--list', 'what was dismissed and which audits are known, by whom and why'],
      ['--undo', 'take the dismissal of these tasks, or a known audit, back'],
      ...DECISION_OPTIONS,
    ],
    load: async () => (await import('./commands/decisions/dismiss.ts')).runDismiss,
  },
  {
    name: 'done',
    operands: '<kind> [path...]',
    description: 'an audit of these paths was made, as they are now: security-audit or dependency-audit',
    options: [['--reason <text>', 'what there is to know of it'], ...DECISION_OPTIONS],
    load: async () => (await import('./commands/decisions/done.ts')).runDone,
  },
  {
    name: 'claim',
    operands: '[path...]',
    description: 'take, widen or renew a claim; with `-- command`: hold it for the command’s life',
    options: [
      ['--task <id|text>', 'what it is for: a task id, or a few words'],
      ['--agent <name>', 'who works under it'],
      ['--lease <duration>', 'how long it lasts without renewal (default 30m)'],
      ['--wait <duration>', 'wait in line so long for held paths, then give up (e.g. 25s)'],
      ['--conflict-exit-code <n>', 'exit code when the command was not started because a path is held'],
      STDIN_OPTION,
      ...TABLE_OPTIONS,
    ],
    load: async () => (await import('./commands/claim/claim.ts')).runClaim,
  },
  {
    name: 'release',
    operands: '[claim|path...]',
    description: 'give back what you hold: all of it, or these paths; with --force end another’s claim',
    options: [
      STDIN_OPTION,
      ['--force', 'end a claim of somebody else: its unpublished work can no longer be published'],
      ...TABLE_OPTIONS,
    ],
    load: async () => (await import('./commands/release/release.ts')).runRelease,
  },
  {
    name: 'status',
    operands: '[path...]',
    description: 'who holds what, and what is blocked',
    options: [
      ['--watch', 'again every 10 s, until interrupted'],
      STDIN_OPTION,
      ['--ready', 'and which tasks of the runs on the table could start now'],
      ...TABLE_OPTIONS,
    ],
    load: async () => (await import('./commands/status.ts')).runStatus,
  },
  {
    name: 'check',
    operands: '[path...]',
    description: 'am I clear? exit code 1 where others hold what you changed',
    options: [
      ['--base <rev>', 'what the changes are measured against'],
      [
        '--change-of <branch>',
        'may HEAD be merged, as a change of this branch? An empty name: of another repository',
      ],
      STDIN_OPTION,
      ...TABLE_OPTIONS,
    ],
    load: async () => (await import('./commands/check.ts')).runCheck,
  },
  {
    name: 'mcp',
    description: 'the same as tools for agents: a server of the Model Context Protocol on stdin and stdout',
    options: [],
    load: async () => (await import('./commands/mcp/mcp.ts')).runMcp,
  },
  {
    name: 'init',
    operands: '[part...]',
    description: 'set-up, shown as a diff first: what takes part, and in which way',
    options: [
      ['--ci <host>', 'a workflow in which agents work off the plan; the host: github'],
      ['--without <part...>', 'not these parts'],
      ['--yes', 'write it without asking'],
      ['--check', 'only show it; exit code 1 where something would be written'],
      ['--undo', 'take back what it has written: the same bytes as before'],
      ['--waves <n>', 'with --ci: waves of one run of the workflow, 1 to 9 (default 3)'],
      ['--action <name@commit>', 'with --ci: the Action to use, by its commit'],
      ...TABLE_OPTIONS,
    ],
    load: async () => (await import('./commands/init/init.ts')).runInit,
  },
  ...PLUMBING,
];
