import { spawnSync } from 'node:child_process';
import type { Call, Reply } from './call.ts';
import { answerOf } from './description.ts';

const invalid = (message: string): Reply => ({ status: 422, answer: { message, status: '422' } });
const NOT_FOUND: Reply = { status: 404, answer: { message: 'Not Found', status: '404' } };

/** As GitHub does it: only of a branch or tag that is there, and of a workflow that it has; what comes of it is not told. */
export function dispatchWorkflow({ world, body }: Call, encoded = ''): Reply {
  const workflow = decodeURIComponent(encoded);
  const [ref, inputs] = [String(body['ref']), body['inputs'] ?? {}];
  const branch = `refs/heads/${ref.replace(/^refs\/heads\//, '')}`;
  const git = (...args: readonly string[]) => spawnSync('git', args, { cwd: world.bare, encoding: 'utf8' });
  if (git('show-ref', '--verify', '-q', branch).status !== 0) return invalid(`No ref found for: ${ref}`);
  const shown = git('show', `${branch}:.github/workflows/${workflow}`);
  if (shown.status !== 0) return NOT_FOUND;
  if (!shown.stdout.includes('workflow_dispatch'))
    return invalid("Workflow does not have 'workflow_dispatch' trigger");
  if (world.disabled?.has(workflow))
    return invalid("Cannot trigger a 'workflow_dispatch' on a disabled workflow");
  world.dispatches.push({ workflow, ref, inputs });
  return { status: 204 };
}

/** Those that were started so, the newest first; each is titled as the workflow that init writes titles itself. */
export function listDispatched({ world }: Call, encoded = ''): Reply {
  const runs = world.dispatches
    .filter(({ workflow }) => workflow === decodeURIComponent(encoded))
    .map(({ inputs }, at) =>
      answerOf('workflow-run', {
        id: 100 + at,
        display_title: `agentic-plan goes on with ${Reflect.get(inputs as object, 'run')}`,
        status: 'queued',
      }),
    );
  return { status: 200, answer: { total_count: runs.length, workflow_runs: runs.toReversed() } };
}
