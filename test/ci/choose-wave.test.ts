import { expect, test } from 'vitest';
import { chooseWave, NOTHING_ENDED, type WaveGround } from '../../src/app/ci/choose-wave.ts';
import type { Publishing } from '../../src/app/ports/publishing.ts';
import { defaultSettings } from '../../src/config/normalize/defaults.ts';
import type { TaskHistory } from '../../src/core/ci/task-history.ts';
import type { WorkReport } from '../../src/core/ci/work-report.ts';
import { agentId, type TaskId, taskId } from '../../src/core/model/ids.ts';
import type { AgentSettings } from '../../src/core/model/settings.ts';
import type { Task } from '../../src/core/model/task.ts';
import { assemblePlan } from '../../src/core/plan/assemble-plan.ts';
import { endedRecord } from '../support/claim-records.ts';
import { agentOf, planInputOf, taskOf } from '../support/plan-values.ts';

const startable = (id: string): AgentSettings =>
  ({ ...agentOf(id), command: { argv: [id] }, timeoutMinutes: 30, retries: 1 }) as unknown as AgentSettings;

const never: TaskHistory = { ms: 0, usd: 0, failed: 0, lost: 0 };

interface Bend {
  readonly limits?: Partial<ReturnType<typeof defaultSettings>['limits']>;
  readonly histories?: Readonly<Record<string, Partial<TaskHistory>>>;
  readonly jobsToday?: number;
  readonly held?: readonly string[];
}

function groundOf(
  tasks: readonly Task[],
  { limits = {}, histories = {}, jobsToday = 0, held = [] }: Bend = {},
): WaveGround {
  const agents = [startable('one'), startable('two')];
  const settings = defaultSettings();
  return {
    plan: assemblePlan(planInputOf(tasks, agents)),
    settings: { ...settings, limits: { ...settings.limits, ...limits } },
    agents,
    digests: new Map(),
    known: new Map(),
    recogniseMore: async () => new Map(),
    tips: new Map(),
    histories: new Map(Object.entries(histories).map(([task, one]) => [taskId(task), { ...never, ...one }])),
    jobsToday,
    heldByOthers: new Map(
      held.map((id) => [taskId(id), endedRecord({ run: 'main-24ff7685', task: id, at: 0 })]),
    ),
    publishing: {} as Publishing,
  };
}

const three = ['a', 'b', 'c'].map((id) => taskOf(id, { writes: [`${id}.txt`] }));

async function chosen(
  tasks: readonly Task[],
  bend: Bend = {},
  without: readonly string[] = [],
  ended = NOTHING_ENDED,
) {
  const choice = await chooseWave(groundOf(tasks, bend), ended, new Set(without.map(agentId)));
  return {
    ids: choice.tasks
      .map(({ task }) => task.id)
      .sort()
      .join(''),
    agents: [...new Set(choice.tasks.map(({ agent }) => agent))].sort().join(' '),
    notes: choice.notes.map(({ code }) => code),
    phases: Object.fromEntries(choice.state.tasks.map(({ task, phase }) => [task.id, phase.kind])),
    isOver: choice.isOver,
  };
}

test.each<[string, Bend, string, readonly string[]]>([
  ['each has a machine of its own, whatever one machine may do', { limits: { agents: 1 } }, 'abc', []],
  ['what somebody else holds is postponed', { held: ['b'] }, 'ac', ['held-task']],
  ['the day has jobs left', { limits: { jobsPerDay: 5 }, jobsToday: 3 }, 'ab', ['jobs-used-up']],
  ['the day has none left', { limits: { jobsPerDay: 5 }, jobsToday: 5 }, '', ['jobs-used-up']],
  ['a try that failed comes again', { histories: { a: { failed: 1 } } }, 'abc', []],
  ['tries are used up', { histories: { a: { failed: 2 } } }, 'bc', []],
  ['three jobs died', { histories: { a: { lost: 3 } } }, 'abc', []],
  ['a fourth', { histories: { a: { lost: 4 } } }, 'bc', []],
  [
    'the minutes of all waves are used up',
    { limits: { minutes: 1 }, histories: { a: { ms: 30_000 }, b: { ms: 31_000 } } },
    '',
    [],
  ],
  ['so are the dollars', { limits: { usd: 1 }, histories: { a: { usd: 1.01 } } }, '', []],
])('%s', async (_what, bend, ids, notes) => {
  expect(await chosen(three, bend)).toMatchObject({ ids, notes });
});

test('an agent whose secret is missing gets no task; where nobody is left none starts, and that is said', async () => {
  expect(await chosen(three, {}, ['one'])).toMatchObject({
    ids: 'abc',
    agents: 'two',
    notes: ['agents-left-out'],
  });
  const nobody = await chosen(three, {}, ['one', 'two']);
  expect(nobody).toMatchObject({ ids: '', isOver: true, phases: { a: 'blocked' } });
});

test('workflows are blocked before an agent starts', async () => {
  const tasks = [
    taskOf('w', { writes: ['.github/workflows/ci.yml'] }),
    taskOf('x', { writes: ['**'], needs: ['w'] }),
  ];
  expect(await chosen(tasks)).toMatchObject({
    ids: '',
    isOver: true,
    phases: { w: 'blocked', x: 'stopped' },
  });
});

test('conditions and lists are decided by what was published, as in a local run', async () => {
  const tasks = [
    taskOf('scan', { writes: ['s.txt'], outputs: ['findings', 'files'] }),
    taskOf('fix', { writes: ['f.txt'], needs: ['scan'], condition: 'needs.scan.outputs.findings > 0' }),
    taskOf('each', {
      writes: ['e.txt'],
      needs: ['scan'],
      forEach: { task: taskId('scan'), output: 'files' },
    }),
  ];
  const report: WorkReport = { how: 'done', ms: 1, usd: 0 };
  const after = (findings: string, files: string) => ({
    published: new Map<TaskId, { summary: string; paths: []; outputs: Record<string, string> }>([
      [taskId('scan'), { summary: '', paths: [], outputs: { findings, files } }],
    ]),
    reports: new Map([[taskId('scan'), report]]),
  });
  expect(await chosen(tasks)).toMatchObject({ ids: 'scan', isOver: false });
  expect((await chosen(tasks, {}, [], after('0', '[]'))).phases).toMatchObject({
    scan: 'done',
    fix: 'skipped',
  });
  expect((await chosen(tasks, {}, [], after('2', '[]'))).ids).toBe('fix');
});
