import type { ApiPlace } from './find-api.ts';
import { openOctokit } from './open-octokit.ts';

const TIMEOUT_MS = 20_000;

/**
 * `POST /repos/{owner}/{repo}/actions/workflows/{workflow}/dispatches`, once: a lost answer is not asked again, since a second
 * run of the workflow would only find the first one’s claims. Why it was not started; `undefined`: it was.
 */
export async function startWorkflow(
  ask: ApiPlace & {
    readonly owner: string;
    readonly repo: string;
    readonly workflow: string;
    readonly ref: string;
    readonly inputs: Readonly<Record<string, string>>;
  },
): Promise<string | undefined> {
  const { owner, repo, workflow, ref, inputs } = ask;
  try {
    const octokit = await openOctokit(ask);
    await octokit.rest.actions.createWorkflowDispatch({
      owner,
      repo,
      workflow_id: workflow,
      ref,
      inputs: { ...inputs },
      request: { retries: 0, signal: AbortSignal.timeout(TIMEOUT_MS) },
    });
    return undefined;
  } catch (error) {
    const status =
      typeof error === 'object' && error !== null && 'status' in error ? error.status : undefined;
    return typeof status === 'number' ? `the host answered ${status}` : 'the host did not answer';
  }
}
