import type { RunCommand } from './command.ts';
import { CI_INPUTS } from './commands/ci/step-list.ts';

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

const STDIN_OPTION = [
  '--stdin',
  'paths from standard input, each ended by a NUL: for names that no command line can hold',
] as const;

const CHANGE_OPTIONS = [
  ['--base <rev>', 'what the change is measured against'],
  ['--config <file>', 'the configuration to use'],
  ['--offline', 'no network: claims on the remote are not looked at'],
] as const;

const DECISION_OPTIONS = [['--base <rev>', 'what the change is measured against'], ...TABLE_OPTIONS] as const;

const TASKS_OPTION = ['--tasks <file>', 'plan these tasks instead of those the change asks for'] as const;

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
    name: 'analyze',
    description: 'the tasks that a change asks for, without a plan',
    options: [...CHANGE_OPTIONS, ['--state <file>', 'from this state of a project, not from a repository']],
    hidden: true,
    load: async () => (await import('./commands/analyze.ts')).runAnalyze,
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
    name: 'handoff',
    operands: '<task>',
    description: 'what a finished task left to those that build on it: summary, files, outputs',
    options: TABLE_OPTIONS,
    hidden: true,
    load: async () => (await import('./commands/handoff.ts')).runHandoff,
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
  {
    name: 'hook',
    operands: '<name> [arguments...]',
    description:
      'what git runs: pre-commit, pre-push, post-merge, post-checkout say who else is on the files',
    options: [['--enforce', 'stop a commit or push that changes what others hold']],
    hidden: true,
    load: async () => (await import('./commands/hook/hook.ts')).runHook,
  },
  {
    name: 'ci',
    operands: '<step>',
    description:
      'a step of a workflow in CI: plan, begin, work, end, verify, publish, release (docs/ci-steps.md)',
    options: [
      ...Object.entries(CI_INPUTS).map(([name, says]) => [`--${name} <value>`, says] as const),
      ...TABLE_OPTIONS,
    ],
    hidden: true,
    load: async () => (await import('./commands/ci/ci.ts')).runCi,
  },
  {
    name: 'doctor',
    description: 'what is not as it should be, here and on the table, and what helps',
    hidden: true,
    options: [
      ['--fix', 'end what is over, remove what dead runs left, delete old task refs'],
      ['--purge', 'give back what this clone holds and remove all that we keep beside it'],
      ['--force', 'with --purge: unpublished work that is kept goes too'],
      ...TABLE_OPTIONS,
    ],
    load: async () => (await import('./commands/doctor/doctor.ts')).runDoctor,
  },
  {
    name: 'demo',
    description: 'see it all for real in 15 seconds: a throw-away project, five tasks, three scripted agents',
    options: [],
    hidden: true,
    load: async () => (await import('./commands/demo.ts')).runDemoCommand,
  },
];
