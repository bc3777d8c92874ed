import { mkdtemp, readFile, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { makePlan } from '../app/make-plan.ts';
import { viewOf } from '../cli/commands/plan/report-plan.ts';
import { problemOfError } from '../cli/open/failure.ts';
import { openPlanning } from '../cli/open/planning.ts';
import { describeProblem } from '../report/problems/describe-problem.ts';
import type { ActionHost } from './action-host.ts';
import { type CiEvent, parseEvent } from './parse-event.ts';
import type { ActionDeps } from './run-action.ts';

const MAX_EVENT_BYTES = 64_000_000;

type Environment = Readonly<Record<string, string | undefined>>;

/** What the Action works with: the checkout, the event that started it, the runner's temporary folder. */
export async function openAction(host: ActionHost, env: Environment): Promise<Omit<ActionDeps, 'host'>> {
  const cwd = path.resolve(env['GITHUB_WORKSPACE'] ?? process.cwd(), host.input('directory'));
  const now = new Date();
  return {
    event: await readEvent(env),
    async makePlan(options) {
      const planning = await openPlanning({ cwd, env, now });
      return planning.ok ? makePlan(planning.value, options) : planning;
    },
    viewOf: (made) => viewOf(made, { offline: false }, {}),
    async writePlanFile(text) {
      const folder = await mkdtemp(path.join(env['RUNNER_TEMP'] ?? tmpdir(), 'agentic-plan-'));
      const file = path.join(folder, 'plan.json');
      await writeFile(file, text);
      return file;
    },
  };
}

/** An event whose payload cannot be read says nothing: `parseEvent` judges what that means for its kind. */
async function readEvent(env: Environment): Promise<CiEvent> {
  const { GITHUB_EVENT_NAME: name = '', GITHUB_EVENT_PATH: file, GITHUB_SHA: commit } = env;
  return parseEvent(name, file ? await readPayload(file) : undefined, commit);
}

async function readPayload(file: string): Promise<unknown> {
  try {
    if ((await stat(file)).size > MAX_EVENT_BYTES) return undefined;
    return JSON.parse(await readFile(file, 'utf8'));
  } catch {
    return undefined;
  }
}

/** What is said of an error that is the world's, and no bug of ours. */
export function describeWorld(error: unknown): string | undefined {
  const problem = problemOfError(error);
  return problem && describeProblem(problem).trimEnd();
}
