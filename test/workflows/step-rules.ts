import { CI_STEPS } from '../../src/cli/commands/ci/step-list.ts';
import { expr } from '../../src/report/setup/github/yaml-lines.ts';

// What has to hold of a step of a workflow that runs agents.

export interface Step {
  readonly id?: string;
  readonly 'continue-on-error'?: unknown;
  readonly if?: string;
  readonly run?: string;
  readonly uses?: string;
  readonly env?: Readonly<Record<string, string>>;
  readonly with?: Readonly<Record<string, unknown>>;
}

export interface Job {
  readonly env?: unknown;
  readonly uses?: string;
  readonly secrets?: unknown;
  readonly container?: unknown;
  readonly needs?: string | readonly string[];
  readonly 'continue-on-error'?: unknown;
  readonly permissions?: Readonly<Record<string, string>>;
  readonly concurrency?: unknown;
  readonly if?: string;
  readonly strategy?: Readonly<Record<string, unknown>>;
  readonly outputs?: Readonly<Record<string, string>>;
  readonly steps: readonly Step[];
  readonly 'timeout-minutes'?: number;
}

/** What a step breaks, one sentence each. */
export function aboutStep(name: string, job: Job, step: Step): readonly string[] {
  const uses = step.uses ?? '';
  const isAgents = job.permissions?.['contents'] === 'read';
  const isOwn = step.with?.['command'] !== undefined;
  return [
    ...said(`expression in a run of ${name}`, step.run?.includes('${{') === true),
    ...said(
      `what may write executes nothing of others: ${name}`,
      !isAgents && !(isOwn || /^actions\/(checkout|(down|up)load-artifact)@/.test(uses)),
    ),
    ...said(
      `credentials stay in the clone of ${name}`,
      uses.startsWith('actions/checkout@') && step.with?.['persist-credentials'] !== false,
    ),
    ...said(
      `commit of the wave in ${name}`,
      uses.startsWith('actions/checkout@') &&
        (name === 'plan'
          ? step.with?.['ref'] !== expr('github.event.pull_request.head.sha || github.sha')
          : !String(step.with?.['ref']).includes('needs.')),
    ),
    ...said(
      `set-up of the base in ${name}`,
      step.with?.['path'] === '.agentic-setup' &&
        !String(step.with['ref']).includes('needs.plan.outputs.base'),
    ),
    ...said(
      `cache in ${name}`,
      isAgents && (/^actions\/cache(@|\/save)/.test(uses) || step.with?.['cache'] !== undefined),
    ),
    ...said(
      `version of what is installed in ${name}`,
      /(npm install|pipx install)(?!.*(@|==)\d+\.\d+\.\d+')/.test(step.run ?? ''),
    ),
    ...said(
      `upload of ${name}: of what a step of ours has left, and of nothing else`,
      uses.startsWith('actions/upload-artifact@') &&
        !/^\$\{\{ steps\.\w+\.outputs\.(log-)?folder \}\}$/.test(String(step.with?.['path'])),
    ),
    ...said(
      `token of the job in ${name}`,
      isAgents &&
        /github\.token|(?<![A-Z_])GITHUB_TOKEN/.test(JSON.stringify([step.env, step.with, step.run])),
    ),
    ...said(
      `what publish is told in ${name}`,
      step.with?.['command'] === 'publish' &&
        !['tree', 'verified', 'left'].every((input) =>
          new RegExp(`^\\$\\{\\{ needs\\.verify-\\d+\\.outputs\\.${input} \\}\\}$`).test(
            String(step.with?.[input]),
          ),
        ),
    ),
    ...said(
      `cache of Node in ${name}`,
      uses.startsWith('actions/setup-node@') && step.with?.['package-manager-cache'] !== false,
    ),
    ...said(
      `retention in ${name}`,
      uses.startsWith('actions/upload-artifact@') && typeof step.with?.['retention-days'] !== 'number',
    ),
    ...aboutSecrets(name, step),
    ...(isOwn ? aboutOwnStep(name, job, step) : []),
  ];
}

/** An agent's secret stands on its own step alone; elsewhere only whether it is there is asked. */
function aboutSecrets(name: string, { env = {}, ...rest }: Step): readonly string[] {
  const agent = /matrix\.agent == '([^']+)'/.exec(rest.if ?? '')?.[1];
  const others = JSON.stringify({ run: rest.run, with: rest.with }).replaceAll(/secrets\.\w+ == ''/g, '');
  return [
    ...said(
      `secret without its agent in ${name}`,
      JSON.stringify(env).includes('secrets.') && agent === undefined,
    ),
    ...said(`secret in ${name}`, others.includes('secrets.')),
  ];
}

/** Only inputs and outputs that the command has. */
function aboutOwnStep(name: string, job: Job, step: Step): readonly string[] {
  const command = String(step.with?.['command']);
  const known = CI_STEPS.find((one) => one.name === command);
  if (known === undefined) return [`command ${command} in ${name}`];
  const inputs = Object.keys(step.with ?? {}).filter(
    (input) => !['command', 'claim', ...known.inputs].includes(input),
  );
  const text = JSON.stringify(job);
  const outputs = [...text.matchAll(new RegExp(`steps\\.${step.id}\\.outputs\\.([\\w-]+)`, 'g'))]
    .map(([, output = '']) => output)
    .filter((output) => !(known.outputs as readonly string[]).includes(output));
  return [
    ...inputs.map((input) => `input ${input} of ${command}`),
    ...outputs.map((output) => `output ${output} of ${command}`),
  ];
}

/** A broken rule, or none. */
export const said = (what: string, isBroken: boolean): readonly string[] => (isBroken ? [what] : []);
