import { setTimeout as sleep } from 'node:timers/promises';
import type { DataOf } from '../../core/model/problem.ts';

const WORKFLOW = /^([\w.-]{1,100})\/([\w.-]{1,100})\/\.github\/workflows\/([\w.-]{1,200})@/;
const BUDGET = { totalMs: 60_000, callMs: 20_000 };

/** Why a workflow of the runner’s could not be started; `undefined`: it was. */
export async function dispatchWorkflow(ask: {
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly token: string;
  /** The branch that it is started on; absent: nobody says which is the default one. */
  readonly ref: string | undefined;
  readonly run: string;
}): Promise<NotStarted | undefined> {
  const { env, token, ref, run } = ask;
  const [, owner, repo, workflow] = WORKFLOW.exec(env['GITHUB_WORKFLOW_REF'] ?? '') ?? [];
  if (!owner || !repo || !workflow) return { why: 'workflow-unknown' };
  if (ref === undefined) return { why: 'branch-unknown' };
  const [{ findApi }, { startWorkflow }] = await Promise.all([
    import('../../github/find-api.ts'),
    import('../../github/start-workflow.ts'),
  ]);
  const api = token === '' ? undefined : findApi({ ...env, GITHUB_TOKEN: token });
  if (api === undefined) return { why: 'no-token' };
  const wait = (ms: number): Promise<void> => sleep(ms);
  const failure = await startWorkflow(
    { ...api, owner, repo, workflow, ref, inputs: { run }, known: run },
    { ...BUDGET, now: () => performance.now(), wait },
  );
  if (failure === undefined) return undefined;
  return { why: failure.kind, ...(failure.kind === 'refused' ? { status: failure.status } : {}) };
}

type NotStarted = Omit<DataOf<'not-continued'>, 'run'>;
