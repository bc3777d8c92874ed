import { spawnSync } from 'node:child_process';
import type { Call, Reply } from './call.ts';

const invalid = (message: string): Reply => ({ status: 422, answer: { message, status: '422' } });

/** As GitHub does it: only of a branch or tag that is there; and what comes of it is not told. */
export function dispatchWorkflow({ world, body }: Call, workflow = ''): Reply {
  const [ref, inputs] = [String(body['ref']), body['inputs'] ?? {}];
  const shown = spawnSync(
    'git',
    ['show-ref', '--verify', '-q', `refs/heads/${ref.replace(/^refs\/heads\//, '')}`],
    {
      cwd: world.bare,
    },
  );
  if (shown.status !== 0) return invalid(`No ref found for: ${ref}`);
  world.dispatches.push({ workflow: decodeURIComponent(workflow), ref, inputs });
  return { status: 204 };
}
