import { InternalError } from '../core/model/unreachable.ts';

/** How long a command may take, from the start of its process to its end, whatever it asks and however often. */
export interface CommandBudget {
  /** `undefined`: none as a whole; each of its questions to others has a time of its own. */
  readonly seconds: number | undefined;
  /** Whether ssh may ask the person at the terminal, once. Where the look is given up soon nobody could answer. */
  readonly sshMayAsk: boolean;
  /** An interruption first ends agents or other commands, who have a grace. */
  readonly endsOthers?: true;
  /** For the table of the documentation. */
  readonly says: string;
}

const LOOKING = 'the look at the table 1 s of it, predicted conflicts 5 s';

/** Each command has one; a command without a line here does not start. */
export const BUDGETS: Readonly<Record<string, CommandBudget>> = {
  plan: { seconds: 60, sshMayAsk: false, says: LOOKING },
  'plan --goal': {
    seconds: undefined,
    sshMayAsk: false,
    endsOthers: true,
    says: `none as a whole; the agent \`timeout\`, ${LOOKING}`,
  },
  run: {
    seconds: undefined,
    sshMayAsk: true,
    endsOthers: true,
    says: 'none as a whole; a look at the table 60 s, a push 180 s and 1 s for each ref, an agent `timeout`',
  },
  explain: { seconds: 60, sshMayAsk: false, says: LOOKING },
  dismiss: { seconds: 60, sshMayAsk: true, says: LOOKING },
  done: { seconds: 60, sshMayAsk: true, says: LOOKING },
  claim: {
    seconds: 25,
    sshMayAsk: true,
    says: '`--wait` and 0.2 s for each lock on top; with a command: 25 s for taking, none while it runs, 25 s for giving back',
  },
  release: { seconds: 25, sshMayAsk: true, says: 'for all claims that it gives back together' },
  status: { seconds: 25, sshMayAsk: true, says: '`--watch`: for each look' },
  handoff: { seconds: 25, sshMayAsk: true, says: '' },
  mcp: {
    seconds: undefined,
    sshMayAsk: false,
    says: 'none as a whole; each call that of its command',
  },
  check: { seconds: 25, sshMayAsk: true, says: '' },
  analyze: { seconds: 60, sshMayAsk: false, says: '' },
  hook: {
    seconds: 5,
    sshMayAsk: false,
    says: 'the look at the table 0.8 s of it, with `--enforce` 3.5 s; then the commit or push goes on without a look',
  },
  ci: {
    seconds: undefined,
    sshMayAsk: false,
    endsOthers: true,
    says: 'none as a whole: the time limit is the job’s',
  },
  init: {
    seconds: undefined,
    sshMayAsk: false,
    says: 'none as a whole, since a person is asked; the commit of the Action 10 s',
  },
  doctor: { seconds: 60, sshMayAsk: true, says: 'the same with `--fix` and `--purge`' },
  demo: { seconds: 180, sshMayAsk: false, endsOthers: true, says: 'its commands have their own' },
};

/** Of a command by its name, and by an option where that makes something else of it. */
export function budgetOf(name: string, options: Readonly<Record<string, unknown>> = {}): CommandBudget {
  const command = name === 'plan' && options['goal'] !== undefined ? 'plan --goal' : name;
  const budget = BUDGETS[command];
  if (budget === undefined) throw new InternalError(`${command} has no budget`);
  return budget;
}

/** For giving back, where that is a part of its own. */
export const GIVE_BACK_S = 25;
/** For one renewal, while a command runs that has no budget. */
export const STEP_S = 15;
/** For each lock of a claim: slow hosts take 0.1 s for a ref. */
export const LOCK_S = 0.2;
