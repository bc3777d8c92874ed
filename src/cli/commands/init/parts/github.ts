import { knownPreset } from '../../../../config/agents/vendor-variables.ts';
import { type Checked, problemOf } from '../../../../core/model/problem.ts';
import type { AgentSettings, Settings } from '../../../../core/model/settings.ts';
import type { TextPlace, WantedFile } from '../../../../core/setup/wanted-file.ts';
import { agentInCi } from '../../../../report/setup/github/workflow-agents.ts';
import { workflowText } from '../../../../report/setup/github/workflow-text.ts';
import { workflowTodo } from '../../../../report/setup/github/workflow-todo.ts';
import type { AgentInCi } from '../../../../report/setup/github/workflow-values.ts';
import { configOf } from '../../../command.ts';
import type { SetupGround, SetupPart } from '../part.ts';
import { choosePin } from './choose-pin.ts';

const WORKFLOW: TextPlace = {
  path: '.github/workflows/agentic-plan.yml',
  in: 'checkout',
  kind: 'whole',
  comments: '#',
};
const DEFAULT_WAVES = 3;
const MOST_WAVES = 9;
/** Checkout, set-up and what comes after the agent. */
const AROUND_WORK_MINUTES = 15;
/** A job of a hosted runner is ended then. */
const LONGEST_JOB_MINUTES = 360;

/** `init --ci github`: the workflow in which the team's agents work off the plan of a pull request. */
export const github: SetupPart = {
  name: 'github',
  does: 'agents on GitHub’s runners, wave by wave: .github/workflows/agentic-plan.yml',
  source: 'https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-syntax',
  byDefault: false,
  isCiHost: true,
  places: async () => [WORKFLOW],
  compose,
  async todo(ground) {
    const settings = await settingsOf(ground);
    return workflowTodo(WORKFLOW.path, settings.ok ? agentsOf(settings.value) : []);
  },
};

async function compose(ground: SetupGround): Promise<Checked<readonly WantedFile[]>> {
  const waves = readWaves(ground.input.options['waves']);
  if (!waves.ok) return waves;
  const settings = await settingsOf(ground);
  if (!settings.ok) return settings;
  const agents = agentsOf(settings.value);
  if (agents.length === 0) return { ok: false, problems: [problemOf('no-agents-in-ci', {})] };
  const found = await ground.files.read(WORKFLOW);
  const there = found.kind === 'file' ? Buffer.from(found.bytes).toString('utf8') : undefined;
  const action = await choosePin(ground, there);
  if (!action.ok) return action;
  const { limits } = settings.value;
  const body = workflowText({
    action: action.value,
    waves: waves.value,
    agents,
    atOnce: limits.agents,
    workMinutes: minutesOf(startable(settings.value)),
  });
  return { ok: true, value: [{ ...WORKFLOW, body }], warnings: settings.warnings };
}

const settingsOf = ({ workspace, input }: SetupGround): Promise<Checked<Settings>> =>
  workspace.settings(configOf(input));

/** Who is found on a PATH here is not there. */
const startable = ({ agents }: Settings): readonly AgentSettings[] =>
  agents.filter(({ origin, runnable }) => origin === 'configured' && runnable);

const agentsOf = (settings: Settings): readonly AgentInCi[] =>
  startable(settings).map((agent) =>
    agentInCi(agent, knownPreset({ name: agent.id, preset: agent.preset, command: agent.command })),
  );

const minutesOf = (agents: readonly AgentSettings[]): number =>
  Math.min(
    LONGEST_JOB_MINUTES,
    Math.ceil(Math.max(...agents.map(({ timeoutMinutes }) => timeoutMinutes))) + AROUND_WORK_MINUTES,
  );

function readWaves(given: unknown): Checked<number> {
  const value = given === undefined ? DEFAULT_WAVES : Number(given);
  if (Number.isInteger(value) && value >= 1 && value <= MOST_WAVES) return { ok: true, value, warnings: [] };
  const message = `--waves ${String(given)} is not a number from 1 to ${MOST_WAVES}`;
  const remedy = 'what needs more waves goes on in a new run of the workflow';
  return { ok: false, problems: [problemOf('usage', { message, remedy })] };
}
