import { lookAnswer } from '../../../report/mcp/look-answer.ts';
import type { CommandCall } from '../../call-command.ts';
import type { Arguments, Parameters } from './tool-arguments.ts';

/** One tool: a command, with the part of its options that an agent needs. */
export interface Tool {
  readonly name: string;
  readonly description: string;
  /** It changes nothing, neither here nor on the table. */
  readonly reads: boolean;
  readonly parameters: Parameters;
  readonly command: Pick<CommandCall, 'command' | 'load'>;
  toInput(args: Arguments): Pick<CommandCall, 'operands' | 'options'>;
  /** What of the command's answer is handed on; absent: all of it. */
  readonly answer?: (text: string) => string;
}

const COMMANDS = {
  // by the file that the command line loads: what stands there is not loaded with the list of tools
  plan: { command: 'plan', load: async () => (await import('../plan/plan-or-goal.ts')).runPlanOrGoal },
  claim: { command: 'claim', load: async () => (await import('../claim/claim.ts')).runClaim },
  release: { command: 'release', load: async () => (await import('../release/release.ts')).runRelease },
  status: { command: 'status', load: async () => (await import('../status.ts')).runStatus },
  check: { command: 'check', load: async () => (await import('../check.ts')).runCheck },
  handoff: { command: 'handoff', load: async () => (await import('../handoff.ts')).runHandoff },
};

const PATHS = 'files or folders, relative to the working folder, or absolute; a folder covers all below it';

/** All tools, in the order in which an agent needs them. */
export const TOOLS: readonly Tool[] = [
  {
    name: 'look',
    description:
      'Who else is on the files that this branch changes: open branches that will conflict, claims of others, the best order to merge. Read-only.',
    reads: true,
    parameters: { base: text('what the change is measured against; default: the branch it came from') },
    command: COMMANDS.plan,
    toInput: ({ base }) => ({ operands: [], options: given({ base }) }),
    answer: lookAnswer,
  },
  {
    name: 'claim',
    description:
      'Claims files before they are edited, all of them or none, so that no other agent changes them meanwhile. Repeating renews, more paths widen. "held": somebody else has them; do not edit those.',
    reads: false,
    parameters: {
      paths: { type: 'texts', description: PATHS, required: true },
      task: text('what it is for: a task id, or a few words'),
      wait: text('wait in line so long for held paths, then give up: 25s'),
    },
    command: COMMANDS.claim,
    toInput: ({ paths, task, wait }) => ({ operands: list(paths), options: given({ task, wait }) }),
  },
  {
    name: 'release',
    description: 'Gives back what this session holds: these paths, or without any all of it.',
    reads: false,
    parameters: { paths: { type: 'texts', description: PATHS } },
    command: COMMANDS.release,
    toInput: ({ paths }) => ({ operands: list(paths), options: {} }),
  },
  {
    name: 'status',
    description: 'Who holds what, and what is blocked; of these paths, or of all. Read-only.',
    reads: true,
    parameters: { paths: { type: 'texts', description: PATHS } },
    command: COMMANDS.status,
    toInput: ({ paths }) => ({ operands: list(paths), options: {} }),
  },
  {
    name: 'check',
    description:
      'Whether the change is clear: nobody else holds what was changed, and what was changed is claimed. Call it before you finish. Read-only.',
    reads: true,
    parameters: { paths: { type: 'texts', description: PATHS } },
    command: COMMANDS.check,
    toInput: ({ paths }) => ({ operands: list(paths), options: {} }),
  },
  {
    name: 'plan',
    description:
      'The tasks that the change asks for, in order, each with its evidence and its agent. Read-only.',
    reads: true,
    parameters: {
      base: text('what the change is measured against; default: the branch it came from'),
      tasks: text('a file with tasks, instead of those that the change asks for'),
    },
    command: COMMANDS.plan,
    toInput: ({ base, tasks }) => ({ operands: [], options: given({ base, tasks }) }),
  },
  {
    name: 'ready',
    description: 'Which tasks of the runs on the table could start now. Read-only.',
    reads: true,
    parameters: {},
    command: COMMANDS.status,
    toInput: () => ({ operands: [], options: { ready: true } }),
  },
  {
    name: 'handoff',
    description:
      'What a finished task left to those that build on it: summary, files, outputs, commit. Read-only.',
    reads: true,
    parameters: { task: { type: 'text', description: 'the id of the task', required: true } },
    command: COMMANDS.handoff,
    toInput: ({ task }) => ({ operands: typeof task === 'string' ? [task] : [], options: {} }),
  },
];

function text(description: string): { readonly type: 'text'; readonly description: string } {
  return { type: 'text', description };
}

const list = (value: Arguments[string]): readonly string[] => (typeof value === 'object' ? value : []);

const given = (options: Arguments): Arguments =>
  Object.fromEntries(Object.entries(options).filter(([, value]) => value !== undefined));
