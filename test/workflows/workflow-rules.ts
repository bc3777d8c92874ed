import { parse } from 'yaml';
import { CI_STEPS } from '../../src/cli/commands/ci/step-list.ts';

// What has to hold in a workflow that runs agents. Linters know some of it; that a job of an agent has no right to write,
// and a job that may write executes nothing of theirs, only we know.

interface Step {
  readonly id?: string;
  readonly if?: string;
  readonly run?: string;
  readonly uses?: string;
  readonly env?: Readonly<Record<string, string>>;
  readonly with?: Readonly<Record<string, unknown>>;
}

interface Job {
  readonly permissions?: Readonly<Record<string, string>>;
  readonly concurrency?: unknown;
  readonly if?: string;
  readonly strategy?: Readonly<Record<string, unknown>>;
  readonly outputs?: Readonly<Record<string, string>>;
  readonly steps: readonly Step[];
  readonly 'timeout-minutes'?: number;
}

interface Workflow {
  readonly on: Readonly<Record<string, unknown>>;
  readonly permissions: unknown;
  readonly concurrency?: unknown;
  readonly jobs: Readonly<Record<string, Job>>;
}

const READ = { contents: 'read' };
const PUBLISH = { contents: 'write', 'pull-requests': 'write' };

/** What each kind of job may, and nothing else. */
function mayOf(name: string, last: string): Readonly<Record<string, string>> {
  if (name === 'plan') return PUBLISH;
  if (name === 'release') return { contents: 'write' };
  if (name.startsWith('publish-')) return name === last ? { ...PUBLISH, actions: 'write' } : PUBLISH;
  return READ;
}

/** What a workflow breaks, one sentence each, beginning with the name of the rule. */
export function findWorkflowBreaches(text: string): readonly string[] {
  const workflow = parse(text) as Workflow;
  const jobs = Object.entries(workflow.jobs);
  const last = jobs.map(([name]) => name).findLast((name) => name.startsWith('publish-')) ?? '';
  return [
    ...aroundJobs(workflow),
    ...inLines(text),
    ...jobs.flatMap(([name, job]) => [
      ...aboutJob(name, job, mayOf(name, last)),
      ...job.steps.flatMap((step) => aboutStep(name, job, step)),
    ]),
  ];
}

function aroundJobs({ on, permissions, concurrency, jobs }: Workflow): readonly string[] {
  const queued = Object.entries(jobs).filter(([, job]) => job.concurrency !== undefined);
  return [
    ...said('triggers', !Object.keys(on).every((event) => /^(pull_request|workflow_dispatch)$/.test(event))),
    ...said('permissions: all jobs inherit some', JSON.stringify(permissions) !== '{}'),
    ...said('concurrency', concurrency !== undefined || queued.map(([name]) => name).join() !== 'plan'),
  ];
}

/** What only the text shows: names of tags, reasons. */
function inLines(text: string): readonly string[] {
  return text
    .split('\n')
    .flatMap((line) => [
      ...said(
        `reason: ${line.trim()}`,
        /^ {6}(contents|pull-requests|actions|[a-z-]+): (read|write)$/.test(line),
      ),
      ...said(
        `pin: ${line.trim()}`,
        /^\s*(- )?uses: /.test(line) &&
          !/uses: [\w.-]+\/[\w.-]+@[0-9a-f]{40} # \S|uses: \.\/\.agentic-setup\//.test(line),
      ),
    ]);
}

function aboutJob(name: string, job: Job, may: Readonly<Record<string, string>>): readonly string[] {
  const { strategy } = job;
  return [
    ...said(`permissions of ${name}`, JSON.stringify(job.permissions) !== JSON.stringify(may)),
    ...said(`time-out of ${name}`, !(Number(job['timeout-minutes']) > 0)),
    ...said(
      `guard of ${name}`,
      name !== 'plan' &&
        !/^\$\{\{ (!cancelled\(\) && needs\.[\w-]+\.outputs\.has-tasks == 'true'|always\(\) && .*) \}\}$/.test(
          job.if ?? '',
        ),
    ),
    ...said(
      `matrix of ${name}`,
      strategy !== undefined &&
        (strategy['fail-fast'] !== false || typeof strategy['max-parallel'] !== 'number'),
    ),
  ];
}

function aboutStep(name: string, job: Job, step: Step): readonly string[] {
  const uses = step.uses ?? '';
  const isAgents = job.permissions?.['contents'] === 'read';
  const isOwn = step.with?.['command'] !== undefined;
  return [
    ...said(`expression in a run of ${name}`, step.run?.includes('${{') === true),
    ...said(
      `what may write executes nothing of others: ${name}`,
      !isAgents && !(isOwn || /^actions\/(checkout|download-artifact)@/.test(uses)),
    ),
    ...said(
      `credentials stay in the clone of ${name}`,
      uses.startsWith('actions/checkout@') && step.with?.['persist-credentials'] !== false,
    ),
    ...said(
      `commit of the wave in ${name}`,
      uses.startsWith('actions/checkout@') &&
        name !== 'plan' &&
        !String(step.with?.['ref']).includes('needs.'),
    ),
    ...said(`cache in ${name}`, /^actions\/cache(@|\/save)/.test(uses)),
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

const said = (what: string, isBroken: boolean): readonly string[] => (isBroken ? [what] : []);
