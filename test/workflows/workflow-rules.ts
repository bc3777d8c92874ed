import { parse } from 'yaml';
import { aboutStep, type Job, said } from './step-rules.ts';

// What has to hold in a workflow that runs agents. Linters know some of it; that a job of an agent has no right to write,
// and a job that may write executes nothing of theirs, only we know.

interface Workflow {
  readonly env?: unknown;
  readonly defaults?: unknown;
  readonly on: Readonly<Record<string, unknown>>;
  readonly permissions: unknown;
  readonly concurrency?: unknown;
  readonly jobs: Readonly<Record<string, Job>>;
}

const READ = { contents: 'read' };
const PUBLISH = { contents: 'write', 'pull-requests': 'write' };

/** What each kind of job may, and nothing else. */
function mayOf(name: string, last: string): Readonly<Record<string, string>> {
  if (name === 'plan' || name === 'release') return PUBLISH;
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

function aroundJobs({ on, permissions, concurrency, env, defaults, jobs }: Workflow): readonly string[] {
  const queued = Object.entries(jobs).filter(([, job]) => job.concurrency !== undefined);
  return [
    ...said('triggers', !Object.keys(on).every((event) => /^(pull_request|workflow_dispatch)$/.test(event))),
    ...said('environment of all jobs', env !== undefined || defaults !== undefined),
    ...said(
      'inputs of a start by hand',
      Object.keys(Object(Object(on['workflow_dispatch']).inputs)).join() !== 'run,accept,again',
    ),
    ...said('permissions: all jobs inherit some', JSON.stringify(permissions) !== '{}'),
    ...said(
      'concurrency: what is planned is not cut off',
      Object(jobs['plan']?.concurrency)['cancel-in-progress'] !== false,
    ),
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
    ...said(
      `environment of ${name}: every step of it would see that`,
      job.env !== undefined || job.container !== undefined,
    ),
    ...said(`job ${name} is elsewhere`, job.uses !== undefined || job.secrets !== undefined),
    ...said(
      `errors of ${name}`,
      [job, ...job.steps].some((one) => one['continue-on-error'] !== undefined),
    ),
    ...said(`order of ${name}`, !waitsForAll(name, [job.needs ?? []].flat())),
    ...aboutLogs(name, job),
    ...said(`permissions of ${name}`, JSON.stringify(job.permissions) !== JSON.stringify(may)),
    ...said(`time-out of ${name}`, !(Number(job['timeout-minutes']) > 0)),
    ...said(
      `guard of ${name}`,
      name !== 'plan' &&
        !(
          name === 'release'
            ? /^\$\{\{ always\(\) && .* \}\}$/
            : /^\$\{\{ !cancelled\(\) && needs\.[\w-]+\.outputs\.has-tasks == 'true' \}\}$/
        ).test(job.if ?? ''),
    ),
    ...said(
      `matrix of ${name}`,
      strategy !== undefined &&
        (strategy['fail-fast'] !== false || typeof strategy['max-parallel'] !== 'number'),
    ),
  ];
}

/** What is published was verified, what is verified was worked on, and the last job sees all of them. */
function waitsForAll(name: string, needs: readonly string[]): boolean {
  const [, kind, wave] = /^(verify|publish)-(\d+)$/.exec(name) ?? [];
  const wanted =
    kind === undefined ? [] : ['plan', `work-${wave}`, ...(kind === 'publish' ? [`verify-${wave}`] : [])];
  return wanted.every((one) => needs.includes(one)) && (name !== 'release' || needs.length > 3);
}

/** What agents and tests have printed outlives their job, also of one that was cancelled. */
function aboutLogs(name: string, { steps }: Job): readonly string[] {
  if (!/^(work|verify)-/.test(name)) return [];
  const wanted = name.startsWith('work-') ? 'steps.begin.outputs.log-folder' : 'steps.verify.outputs.folder';
  const kept = steps.filter(
    ({ if: when = '', with: inputs }) =>
      when.includes('always()') && String(inputs?.['path']).includes(wanted),
  );
  return said(`log of ${name}`, kept.length !== 1);
}
