import type { CommandSpec } from './command-spec.ts';
import { CI_INPUTS } from './commands/ci/step-list.ts';
import { CHANGE_OPTIONS, TABLE_OPTIONS } from './common-options.ts';

/** What programs call, and what few people need: `help --all` lists it. */
export const PLUMBING: readonly CommandSpec[] = [
  {
    name: 'analyze',
    description: 'the tasks that a change asks for, without a plan',
    options: [...CHANGE_OPTIONS, ['--state <file>', 'from this state of a project, not from a repository']],
    hidden: true,
    load: async () => (await import('./commands/analyze.ts')).runAnalyze,
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
    name: 'hook',
    operands: '<name> [arguments...]',
    description:
      'what git runs: pre-commit, pre-push, post-merge, post-checkout say who else is on the files',
    options: [['--enforce', 'stop a commit or push that changes what others hold']],
    hidden: true,
    verbatim: true,
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
    verbatim: true,
    load: async () => (await import('./commands/ci/ci.ts')).runCi,
  },
];
