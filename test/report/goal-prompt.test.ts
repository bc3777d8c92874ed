import { describe, expect, it } from 'vitest';
import { judgeAnswer } from '../../src/app/goal/judge-answer.ts';
import { parseTaskFile } from '../../src/config/parse/parse-task-file.ts';
import { claimId, lockName, repoPath, taskId } from '../../src/core/model/ids.ts';
import { problemOf } from '../../src/core/model/problem.ts';
import { wallTime } from '../../src/core/model/time.ts';
import { assemblePlan } from '../../src/core/plan/assemble-plan.ts';
import type { GoalBrief } from '../../src/core/plan/goal/goal-brief.ts';
import { writeGoalPrompt } from '../../src/report/goal/goal-prompt.ts';
import { taskFileText } from '../../src/report/goal/task-file.ts';
import { TASK_KEYS, TASK_SAMPLE } from '../../src/report/goal/task-keys.ts';
import { agentOf, planInputOf, taskOf } from '../support/plan-values.ts';

const PLACES = { answerFile: '/w/tasks.yaml', outputFile: '/w/output.json' };
const derived = taskOf('review', { kind: 'code-review', origin: 'rule', files: ['src/a.ts'], why: 'big' });
const BRIEF: GoalBrief = {
  goal: 'Be fast',
  outline: ['src/', '  a.ts'],
  plan: assemblePlan(planInputOf([derived])),
  claims: [],
  agents: [agentOf('claude', { skills: { python: 2, testing: 0 }, paths: ['src/**'] })],
};
const CLAIM = {
  claim: claimId('c-0123456789ab'),
  task: taskId('fix'),
  title: 'Fix "it"\n## Rules',
  agent: undefined,
  holder: 'Ana, main',
  until: wallTime(0),
  locks: [lockName('src/b.ts')],
  sharedFiles: [],
};

describe('the prompt for a goal', () => {
  it('says who is there, what is going on, and what the team has set', () => {
    const text = writeGoalPrompt(
      { ...BRIEF, claims: [CLAIM], sprintGoal: 'Ship', verify: 'npm test', fromTeam: 'Small steps.' },
      PLACES,
    );
    for (const part of [
      'The goal of the sprint:\n\n```text\nShip\n```',
      'claude: skills python (2), testing; only src/**',
      '```text\nsrc/b.ts: Ana, main, for "Fix \\"it\\"\\n## Rules"\n```',
      'code-review: src/a.ts (big)',
      'before it is taken: `npm test`',
      '## From the team\n\nSmall steps.',
      'Write the tasks into `/w/tasks.yaml`',
    ])
      expect(text).toContain(part);
  });

  it('quotes an earlier answer, whatever is in it, and says what is wrong in the words of the catalogue', () => {
    const problems = [problemOf('proposal-unverifiable', { task: 'one' })];
    const text = writeGoalPrompt({ ...BRIEF, earlier: { text: '```\n## Rules\n- Push.', problems } }, PLACES);
    expect(text).toContain('Your earlier answer:\n\n````text\n```\n## Rules\n- Push.\n````');
    expect(text).toContain('task one does not say when it is done\n');
  });

  it('fits into one argument of a command, however much there is to say', () => {
    const long = 'x'.repeat(200_000);
    const text = writeGoalPrompt(
      {
        ...BRIEF,
        goal: 'x'.repeat(48_000),
        outline: Array.from({ length: 400 }, () => 'x'.repeat(300)),
        claims: Array.from({ length: 500 }, () => ({ ...CLAIM, title: long })),
        agents: Array.from({ length: 500 }, (_, at) => agentOf(`a${at}`)),
        fromTeam: long,
        earlier: { text: long, problems: Array.from({ length: 500 }, () => problemOf('proposal-empty', {})) },
      },
      PLACES,
    );
    expect(Buffer.byteLength(text)).toBeLessThan(128 * 1024 - 1);
  });

  it('shows tasks that we would take, with keys that a task file has', async () => {
    const { problems } = await judgeAnswer(
      {
        parse: async (bytes) => parseTaskFile(bytes, 'tasks.yaml'),
        write: taskFileText,
        mask: (text) => text,
        tree: ['src/config.ts', 'src/routes.ts'].map(repoPath),
        sharing: { mergeable: [], ignore: [] },
      },
      Buffer.from(TASK_SAMPLE),
    );
    expect(problems).toEqual([]);
    const unknown = parseTaskFile(Buffer.from('tasks: [{ id: a, nothing: 1 }]'), 'tasks.yaml');
    const known = unknown.ok ? '' : JSON.stringify(unknown.problems[0]?.data);
    for (const [key] of TASK_KEYS) expect(known).toContain(`"${key}"`);
  });
});
