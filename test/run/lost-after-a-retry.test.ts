import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { defaultSettings } from '../../src/config/normalize/defaults.ts';
import { makeFolder, makeTeam } from '../support/git-fixture.ts';
import { startTestRun } from '../support/run-fixture.ts';

// The second try waits to be told; without that it would work for nothing until its time limit.
const AGENT = `const place = (name) => path.join(process.env.MEETING, name);
  if (!fs.existsSync(place('first'))) {
    fs.writeFileSync(place('first'), '');
    return append('a.txt', 'ours');
  }
  const notices = path.join(process.env.AGENTIC_DIR, 'notices.jsonl');
  const told = () => fs.existsSync(notices) && fs.readFileSync(notices, 'utf8').includes('claim-lost');
  process.on('SIGTERM', () => {});
  fs.writeFileSync(place('second'), '');
  await until(told);
  fs.writeFileSync(place('told'), fs.readFileSync(notices));
  process.exit(1);`;

it('an agent that does a task again is told and ended when its claim is lost, as at the first try', async () => {
  const { repo, remote } = makeTeam({ 'a.txt': 'a\n' });
  const meeting = makeFolder();
  const claims = { ...defaultSettings().claims, leaseMinutes: 0.05 };
  const evictAtSecondTry = (): void => {
    if (!existsSync(join(meeting, 'second'))) return void setTimeout(evictAtSecondTry, 10);
    const [ref = ''] = remote.git('for-each-ref', '--format=%(refname)', 'refs/agentic/tasks/').split('\n');
    remote.git('update-ref', ref, 'main');
  };
  const run = await startTestRun({
    repo,
    tasks: [{ id: 'one', writes: ['a.txt'], retries: 1, does: AGENT }],
    agents: [{ env: { MEETING: meeting } }],
    settings: { claims },
    onOpened: ({ claimant, result }) => {
      const { store } = claimant;
      const send = store.commit.bind(store);
      let moved = false;
      store.commit = (transaction) => {
        const publishes = transaction.updates.some(({ ref }) => ref === result.ref);
        if (publishes && !moved) {
          // Somebody else of the run publishes in the last moment, and both changed the same line.
          moved = true;
          const other = remote.commit({ 'a.txt': 'theirs\n' }, { branch: 'other', parents: [result.tip] });
          remote.git('update-ref', result.ref, other);
        }
        return send(transaction);
      };
    },
    observe: (event) => {
      if (event.kind === 'not-published') evictAtSecondTry();
    },
  });
  expect(readFileSync(join(meeting, 'told'), 'utf8')).toContain('"kind":"claim-lost"');
  expect(run.phases['one']).not.toBe('done');
  expect(remote.git('log', '--format=%s', run.context.result.ref)).not.toContain('Do one');
});
