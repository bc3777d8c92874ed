import { PINS, usesText } from './action-pins.ts';
import type { WorkflowValues } from './workflow-values.ts';
import { expr, indent } from './yaml-lines.ts';

/**
 * A checkout whose token does not stay in the clone, with its history: works are set onto each other from where they began,
 * and what was done before is found by its commits.
 */
export const checkoutStep = (ref: string): string => `
- uses: ${usesText(PINS.checkout)}
  with:
    ref: ${expr(ref)}
    fetch-depth: 0
    persist-credentials: false`;

/** A step of ours: `command`, its id, and lines of its inputs. */
export function ownStep(
  { action }: WorkflowValues,
  step: {
    readonly id: string;
    readonly name: string;
    readonly with: readonly string[];
    readonly when?: string;
    readonly env?: readonly string[];
  },
): string {
  return [
    `- name: ${step.name}`,
    `  id: ${step.id}`,
    ...(step.when === undefined ? [] : [`  if: ${step.when}`]),
    `  uses: ${usesText(action)}`,
    ...(step.env === undefined || step.env.length === 0
      ? []
      : ['  env:', ...step.env.map((line) => `    ${line}`)]),
    '  with:',
    ...step.with.map((line) => indent(line, 4)),
  ].join('\n');
}

/** Agents whose secret this workflow does not have get no task: on a fork, for Dependabot, or where nobody has set it. */
function withoutInput({ agents }: WorkflowValues): readonly string[] {
  const lines = agents.flatMap(({ name, secret }) =>
    secret === undefined ? [] : [`  ${expr(`secrets.${secret} == '' && '${name}' || ''`)}`],
  );
  return lines.length === 0 ? [] : [['without: >-', ...lines].join('\n')];
}

/** What claims of the next wave are taken for. */
export const waveInputs = (values: WorkflowValues): readonly string[] => [
  ...withoutInput(values),
  `job-minutes: '${values.workMinutes}'`,
  `max-parallel: '${values.atOnce}'`,
];

/** The team's own set-up, as it stands on the base: a change must not choose what is run before it is verified. */
export const SETUP_STEPS = `
- name: Set-up of the team, from the base
  uses: ${usesText(PINS.checkout)}
  with:
    ref: ${expr('needs.plan.outputs.base')}
    path: .agentic-setup
    sparse-checkout: .github/actions/agentic-setup
    persist-credentials: false
- if: hashFiles('.agentic-setup/.github/actions/agentic-setup/action.yml') != ''
  uses: ./.agentic-setup/.github/actions/agentic-setup # zizmor: ignore[self-repository] it is of the base, checked out above`;

/** What the jobs of a wave have left: a folder for each artifact, called like it. */
export const resultsStep = (wave: number): string => `
- uses: ${usesText(PINS.download)}
  with:
    pattern: agentic-${expr('needs.plan.outputs.run')}-${wave}-*
    path: ${expr('runner.temp')}/agentic-results`;

/** A folder that a step of ours has filled, as an artifact; a job that is run again leaves one in its place. */
const uploadStep = (step: string, when: string, days: number): string => `
- if: ${when}
  uses: ${usesText(PINS.upload)}
  with:
    name: ${expr(`steps.${step}.outputs.artifact`)}
    path: ${expr(`steps.${step}.outputs.folder`)}
    include-hidden-files: true
    overwrite: true
    retention-days: ${days}`;

/** What came of a task. */
export const resultStep = (): string =>
  uploadStep('end', expr("!cancelled() && steps.end.outputs.artifact != ''"), 7);

/** The result as patches, where the configuration sends it there. */
export const patchStep = (step: string): string =>
  uploadStep(step, expr(`steps.${step}.outputs.artifact != ''`), 14);

/** What agents and tests have printed, for people: apart from results, which no person reads, and kept for longer. */
export const logStep = (of: {
  readonly when: string;
  readonly name: string;
  readonly path: string;
}): string => `
- if: ${of.when}
  uses: ${usesText(PINS.upload)}
  with:
    name: ${of.name}
    path: ${of.path}
    if-no-files-found: ignore
    overwrite: true
    retention-days: 14`;

export const RESULTS_INPUT = `results: ${expr('runner.temp')}/agentic-results`;
