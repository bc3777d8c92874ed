import { expect, it } from 'vitest';
import { runDemo } from '../../src/app/demo/run-demo.ts';
import type { DemoStage } from '../../src/app/ports/demo-stage.ts';
import type { DemoMoment } from '../../src/core/model/demo-moment.ts';
import { tellDemo } from '../../src/report/demo/tell-demo.ts';

/** A stage on which a command ends with the code given for it; records what was played. */
function stageOf(codes: Readonly<Record<string, number>>) {
  const played: string[] = [];
  const stage: DemoStage = {
    build: async () => ({ folder: '/tmp/x', ours: '/tmp/x/you', colleagues: '/tmp/x/ana' }),
    canPause: true,
    startCommand: ({ args, holder, onLine }) => {
      const late = args.includes('late.yaml');
      const call = `${holder} ${args[0]}${late ? ' late' : ''}`;
      played.push(call);
      onLine(`output of ${call}`);
      if (!late) return { ended: Promise.resolve(codes[call] ?? 0), pause: () => {}, resume: () => {} };
      // it ends only when it is woken, with a refusal
      let wake: (code: number) => void = () => {};
      const ended = new Promise<number>((resolve) => {
        wake = resolve;
      });
      onLine('  0:00  start     sign-out  ada');
      return {
        ended,
        pause: () => void played.push('paused'),
        resume: () => {
          played.push('woken');
          wake(codes[call] ?? 1);
        },
      };
    },
    listRemoteRefs: async () => [],
    showHistory: async () => '* 1 done\n',
    remove: async () => {
      played.push('removed');
      return 1.2;
    },
  };
  return { stage, played };
}

it('plays the plan, a refusal and the run, tells what they say, and leaves nothing', async () => {
  const { stage, played } = stageOf({ 'you claim': 3 });
  const told: DemoMoment[] = [];
  expect(await runDemo(stage, (moment) => void told.push(moment))).toEqual({ kind: 'done' });
  const fence = ['you run late', 'paused', 'Ana release', 'Ana claim', 'woken', 'Ana release'];
  expect(played).toEqual([
    ...['you plan', 'Ana claim', 'you claim', 'Ana release', 'you run'],
    ...fence,
    'removed',
  ]);
  const text = told.map((moment) => tellDemo(moment, 80)).join('\n');
  expect(text).toContain('$ agentic-plan plan --tasks tasks.yaml\noutput of you plan');
  expect(text).toContain('output of you claim\n(exit code 3)');
  expect(text).toContain('No lock is left.');
  expect(text).toMatch(/Removed \/tmp\/x;.* 1 s\.$/);
});

it.each([
  ['a claim that should have been refused', {}, ['claim', 0, 3]],
  ['a run that failed', { 'you claim': 3, 'you run': 1 }, ['run', 1, 0]],
  ['a publishing that should have been refused', { 'you claim': 3, 'you run late': 0 }, ['run', 0, 1]],
])('stops at %s instead of going on as if nothing were', async (_what, codes, [command, code, wanted]) => {
  const { stage, played } = stageOf(codes);
  const outcome = await runDemo(stage, () => {});
  expect(outcome).toMatchObject({ kind: 'failed', code, wanted });
  expect(outcome.kind === 'failed' && outcome.args[0]).toBe(command);
  expect(played.at(-1)).toBe('removed');
});
