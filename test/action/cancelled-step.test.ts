import { mkdirSync, readFileSync, watch } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { makeCiTeam } from '../support/ci-fixture.ts';
import { makeFolder } from '../support/git-fixture.ts';
import { runAction } from '../support/run-action.ts';

test('a step that is cancelled ends its agent with all that it has started, leaves what there is, and the last job gives the claim back', async () => {
  const seen = makeFolder();
  mkdirSync(seen, { recursive: true });
  // it ignores the signal, has a child in a session of its own, and prints without end
  const does = `trap '' INT TERM; setsid sleep 600 & echo $! > '${seen}/child'; while :; do echo x; sleep 0.05; done`;
  const team = makeCiTeam({ tasks: [{ id: 'a', writes: ['a.txt'], does }] });
  const planned = await team.step('plan', { tasks: 'tasks.json', base: 'HEAD' });
  const run = planned.outputs['run'] ?? '';
  const env = {
    GITHUB_ACTIONS: 'true',
    GITHUB_REPOSITORY: 'acme/shop',
    GITHUB_RUN_ID: '77',
    GITHUB_RUN_ATTEMPT: '1',
    XDG_CACHE_HOME: team.env['XDG_CACHE_HOME'] ?? '',
  };
  const temp = makeFolder();
  const step = (command: string, cancelled?: AbortSignal) =>
    runAction({
      repo: team.remote.clone(),
      event: 'push',
      payload: {},
      inputs: { command, run, wave: '1', task: 'a' },
      env,
      temp,
      ...(cancelled === undefined ? {} : { cancelled }),
    });
  const begun = await step('begin');
  const cancel = new AbortController();
  const watcher = watch(seen, () => cancel.abort());
  const worked = await step('work', cancel.signal);
  watcher.close();
  expect(worked.outputs.get('result'), worked.log).toBe('stopped');
  const child = Number(readFileSync(join(seen, 'child'), 'utf8'));
  expect(commandOf(child)).toBe('');
  expect(readFileSync(join(begun.outputs.get('log-folder') ?? '', 'log.txt'), 'utf8')).toContain('x');
  expect((await step('end')).outputs.get('result')).toBe('stopped');
  const released = await team.step('release', { run });
  expect(released.outputs['released']).toBe('1');
  expect(team.remote.git('for-each-ref', 'refs/agentic/locks')).toBe('');
});

/** Empty: it is gone, or nobody has looked yet how it ended. */
function commandOf(pid: number): string {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8');
  } catch {
    return '';
  }
}
