import type { ForgeFailure, Replied } from '../app/ports/conversation.ts';
import { type CallBudget, type Caller, makeCaller } from './call-budget.ts';
import type { ApiPlace } from './find-api.ts';
import { openOctokit } from './open-octokit.ts';

export interface WorkflowStart extends Pick<ApiPlace, 'url' | 'token'> {
  readonly owner: string;
  readonly repo: string;
  /** Name of its file. */
  readonly workflow: string;
  readonly ref: string;
  readonly inputs: Readonly<Record<string, string>>;
  /** A text that the titles of its runs have, and of no others: so one is found whose start was not answered. */
  readonly known: string;
}

const MOST_TRIES = 2;

/**
 * `POST /repos/{owner}/{repo}/actions/workflows/{workflow}/dispatches`. Where the answer is lost its runs are looked at before it is sent
 * again. Why it was not started; `undefined`: it was.
 */
export async function startWorkflow(
  ask: WorkflowStart,
  budget: CallBudget,
): Promise<ForgeFailure | undefined> {
  const client = await openOctokit(ask);
  const caller = makeCaller(budget);
  for (let tries = 1; ; tries++) {
    const sent = await send(client, caller, ask);
    if (sent.ok) return undefined;
    if (sent.failure.kind !== 'lost') return sent.failure;
    const seen = await isStarted(client, caller, ask);
    if (seen === 'yes') return undefined;
    if (seen === 'unknown' || tries === MOST_TRIES) return sent.failure;
  }
}

type Client = Awaited<ReturnType<typeof openOctokit>>;

const send = (client: Client, caller: Caller, ask: WorkflowStart): Promise<Replied<unknown>> => {
  const { owner, repo, workflow, ref, inputs } = ask;
  const wish = { owner, repo, workflow_id: workflow, ref, inputs: { ...inputs } };
  return caller.ask('write', (request) => client.rest.actions.createWorkflowDispatch({ ...wish, request }));
};

/** The host lists a new run within seconds, newest first; what an earlier chain of the same run has started is over by then. */
async function isStarted(
  client: Client,
  caller: Caller,
  { owner, repo, workflow, known }: WorkflowStart,
): Promise<'yes' | 'no' | 'unknown'> {
  const wish = { owner, repo, workflow_id: workflow, event: 'workflow_dispatch', per_page: 30 };
  const said = await caller.ask('read', (request) =>
    client.rest.actions.listWorkflowRuns({ ...wish, request }),
  );
  if (!said.ok) return 'unknown';
  const runs: unknown = said.value.data?.workflow_runs;
  if (!Array.isArray(runs)) return 'unknown';
  return runs.some((run) => isOpenRun(run, known)) ? 'yes' : 'no';
}

const isOpenRun = (run: unknown, known: string): boolean =>
  typeof run === 'object' &&
  run !== null &&
  'display_title' in run &&
  typeof run.display_title === 'string' &&
  run.display_title.includes(known) &&
  'status' in run &&
  run.status !== 'completed';
