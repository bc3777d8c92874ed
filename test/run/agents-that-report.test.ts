import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { Problem } from '../../src/core/model/problem.ts';
import { describeProblem } from '../../src/report/problems/describe-problem.ts';
import { makeTeam } from '../support/git-fixture.ts';
import { startTestRun, type TestRunEnd, type TestTask } from '../support/run-fixture.ts';

const files = { 'a.txt': 'a\n', 'b.txt': 'b\n' };
const claude = { preset: 'claude-code', retries: 2 } as const;
const SAY = 'const say = (event) => console.log(JSON.stringify(event));';
const trouble = (kind: string, text: string, code: number): string =>
  `${SAY} say({ type: 'assistant', error: '${kind}', message: { content: [{ type: 'text', text: \`${text}\` }] } });
   say({ type: 'result', is_error: true, result: \`${text}\`, total_cost_usd: 0 }); process.exit(${code});`;
const one = (does: string): TestTask => ({ id: 'one', writes: ['a.txt'], does, retries: 2 });
const problemOf = (run: TestRunEnd, id: string): Problem | undefined => {
  const phase = run.state.tasks.find(({ task }) => task.id === id)?.phase;
  return phase && 'problem' in phase ? phase.problem : undefined;
};
const triesOf = (run: TestRunEnd): readonly number[] => run.state.tasks.map(({ tries }) => tries);

describe('agents that print events', () => {
  it('leave a log for people without the secrets in it, and what they cost', async () => {
    const { repo } = makeTeam(files);
    const does = `${SAY}
      const text = (words) => ({ type: 'assistant', message: { content: [{ type: 'text', text: words }] } });
      say({ type: 'system', subtype: 'init', cwd: process.cwd() });
      say(text('I begin with ' + process.env.SOME_TOKEN));
      console.error('a warning'); console.log('{"type":"assist');
      append('a.txt', 'x'); report({ summary: 'did it', cost_usd: 0.1 });
      say(text('Done.'));
      say({ type: 'result', is_error: false, total_cost_usd: 0.3, usage: { input_tokens: 7, output_tokens: 3 } });`;
    const run = await startTestRun({
      repo,
      tasks: [{ id: 'one', writes: ['a.txt'], does }],
      agents: [{ ...claude, env: { SOME_TOKEN: 'a/"very\\secret"/thing' } }],
    });
    expect(run.phases).toEqual({ one: 'done' });
    expect(run.state).toMatchObject({ usedUsd: 0.3, usedTokens: { input: 7, output: 3 } });
    const log = readFileSync(`${run.context.logs}/one-1.log`, 'utf8');
    expect(log.split('\n').sort()).toEqual(
      ['I begin with ***', 'a warning', '{"type":"assist', 'Done.', ''].sort(),
    );
  });

  it('spend what a run may spend', async () => {
    const { repo } = makeTeam(files);
    const does = `${SAY} append('a.txt', 'x'); say({ type: 'result', is_error: false, total_cost_usd: 2 });`;
    const run = await startTestRun({
      repo,
      tasks: [
        { id: 'one', writes: ['a.txt'], does },
        { id: 'two', writes: ['a.txt'], does },
      ],
      agents: [claude],
      settings: { limits: { agents: 1, tasks: 5, minutes: 90, usd: 1.5 } },
    });
    expect(run.phases).toEqual({ one: 'done', two: 'blocked' });
    expect(problemOf(run, 'two')).toMatchObject({ code: 'budget-used-up', data: { usd: 1.5 } });
  });
});

describe('agents whose vendor does not let them work', () => {
  it('are not tried again, and it is said with what helps', async () => {
    const { repo } = makeTeam(files);
    const said = 'Not logged in · Please run /login';
    const run = await startTestRun({
      repo,
      tasks: [
        one(trouble('authentication_failed', said, 1)),
        { id: 'two', writes: ['b.txt'], needs: [], does: '' },
      ],
      agents: [{ ...claude, atOnce: 1 }],
    });
    expect(run.phases).toEqual({ one: 'failed', two: 'blocked' });
    expect(triesOf(run)).toEqual([1, 0]);
    const problem = problemOf(run, 'one');
    expect(problem && describeProblem(problem)).toBe(
      `agent0 is not logged in (authentication_failed: ${said})\n  claude /login, or set ANTHROPIC_API_KEY; then run again: what is done stays done\n`,
    );
    expect(problemOf(run, 'two')).toMatchObject({
      code: 'no-agent-left',
      data: { reasons: ['not-logged-in'] },
    });
  });

  it('also where they end with 0 and half of the work, which is kept', async () => {
    const { repo, remote } = makeTeam(files);
    const run = await startTestRun({
      repo,
      tasks: [
        one(
          `append('a.txt', 'half'); ${trouble('rate_limit', "You've hit your weekly limit · resets 3pm", 0)}`,
        ),
      ],
      agents: [claude],
    });
    expect(problemOf(run, 'one')).toMatchObject({ code: 'agent-out-of-credit' });
    expect(triesOf(run)).toEqual([1]);
    expect(run.context.leavings.kept.has('one' as never)).toBe(true);
    expect(remote.git('for-each-ref', 'refs/heads/agentic')).toBe('');
  });

  it('hand their task to another that may', async () => {
    const { repo, remote } = makeTeam(files);
    const does = `if (process.env.WHO === 'second') append('a.txt', 'x'); else { console.log('usage limit reached'); process.exit(1); }`;
    const run = await startTestRun({
      repo,
      tasks: [one(does)],
      agents: [{ env: { WHO: 'first' } }, { env: { WHO: 'second' } }],
    });
    expect(run.phases).toEqual({ one: 'done' });
    expect(run.state.agents.map(({ barred }) => barred)).toEqual([true, false]);
    expect(remote.git('show', 'agentic/main:a.txt')).toBe('a\nx');
  });

  it('rest where it passes', async () => {
    const { repo } = makeTeam(files);
    const does = `const again = fs.existsSync(process.env.MARK); fs.writeFileSync(process.env.MARK, '');
      if (again) append('a.txt', 'x'); else { ${trouble('rate_limit', '429 try again in 0.05s', 1)} }`;
    const run = await startTestRun({
      repo,
      tasks: [{ ...one(does), retries: 0 }],
      agents: [{ ...claude, retries: 0, env: { MARK: `${repo.dir}-mark` } }],
    });
    expect(run.phases).toEqual({ one: 'done' });
    expect(run.log).toContain('rested');
  });
});
