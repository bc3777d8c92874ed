import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { prepareCliRun } from './cli-run.ts';

const AGENT = `import { appendFileSync, mkdirSync, writeFileSync } from 'node:fs';
appendFileSync(process.env.MEETING + '/started', 'x');
mkdirSync('out');
for (let at = 0; at < 120; at++) writeFileSync('out/' + at, 'x');
appendFileSync('a.txt', 'done\\n');
`;
const TASKS = 'version: 1\ntasks:\n  - { id: one, kind: fix, title: "One", writes: [a.txt] }\n';

it('the command that is printed publishes the work that was kept, and no agent starts for it', async () => {
  const run = prepareCliRun({
    files: {
      'agent.mjs': AGENT,
      'tasks.yaml': TASKS,
      '.agentic-planrc.yaml': 'agents:\n  ada: { command: node agent.mjs, pass: [MEETING] }\n',
    },
  });
  const first = await run.call('run', '--tasks', 'tasks.yaml');
  expect(first.code, first.said).toBe(1);
  const [, typed = ''] = /to publish it as it is: agentic-plan (.*)/.exec(first.said) ?? [];
  expect(typed, first.said).toContain('--accept');
  const next = await run.call(...typed.replaceAll("'", '').split(' '));
  expect(next.code, next.said).toBe(0);
  expect(next.said).toContain('1 of 1 tasks done');
  expect(run.remote.git('show', 'agentic/main:out/119')).toBe('x');
  expect(readFileSync(join(run.meeting, 'started'), 'utf8')).toBe('x');
});
