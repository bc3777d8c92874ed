import { type ChangeOrigin, type CheckedChange, checkChange } from '../app/review/check-change.ts';
import { openChangeCheck } from '../cli/open/change-check.ts';
import { openWorkspace } from '../cli/open/workspace.ts';
import { isRefused } from '../core/claim/judge-change.ts';
import type { Problem } from '../core/model/problem.ts';
import { problemOf } from '../core/model/problem.ts';
import type { WallTime } from '../core/model/time.ts';
import {
  changeAnnotations,
  changeSummary,
  moreReasonsText,
  NOTHING_TO_CHECK,
} from '../report/ci/change-summary.ts';
import { fallbackText, nothingText } from '../report/ci/tell-plan.ts';
import { type ChangeTold, changeHeading, changeLines } from '../report/claim/change-verdict.ts';
import { describeProblem } from '../report/problems/describe-problem.ts';
import { utcClock } from '../report/times.ts';
import type { ActionStart } from './action-command.ts';
import { planForEvent } from './plan-for-event.ts';
import { checkoutFolder } from './view-in-ci.ts';

const MODES = ['warn', 'enforce'];
/** GitHub shows ten messages of a kind for each step. */
const MOST = 10;

/** `command: check`: whether the change that started the workflow may be merged. Only `mode: enforce` turns it red. */
export async function checkCommand(start: ActionStart): Promise<'done' | 'failed'> {
  const { host, event } = start;
  const mode = host.input('mode') || 'warn';
  if (!MODES.includes(mode)) {
    const data = { message: `the Action has no mode ${mode}`, remedy: `use one of: ${MODES.join(', ')}` };
    host.error(describeProblem(problemOf('usage', data)).trimEnd());
    return 'failed';
  }
  if (event.kind === 'own') {
    host.notice(NOTHING_TO_CHECK);
    return 'done';
  }
  const answer = await planForEvent({
    event,
    base: host.input('base'),
    makePlan: async ({ base, pullRequestBase }) => {
      const deps = await openChangeCheck(openWorkspace(start));
      if (!deps.ok) return deps;
      const named = { ...(base ? { base } : {}), ...(pullRequestBase ? { pullRequestBase } : {}) };
      return checkChange(deps.value, { ...named, from: originOf(start) });
    },
  });
  switch (answer.kind) {
    case 'nothing':
      host.notice(nothingText(answer, 'check'));
      return 'done';
    case 'refused':
      return tellProblems(start, answer.problems, mode === 'enforce');
    case 'planned':
      if (answer.fallback) host.warning(fallbackText(answer.fallback));
      for (const problem of answer.warnings) host.notice(describeProblem(problem).trimEnd());
      return tellChange(start, answer.made, mode === 'enforce');
  }
}

/** A branch of the same name in somebody's fork is not the branch that a claim was taken on. */
function originOf({ event, env }: ActionStart): ChangeOrigin {
  if (event.kind === 'proposal' && event.pull !== undefined)
    return event.pull.isFork ? { kind: 'elsewhere' } : { kind: 'branch', name: event.pull.headBranch };
  if (event.kind === 'proposal' && event.queued !== undefined) return { kind: 'pull', number: event.queued };
  const branch =
    event.kind === 'push' && env['GITHUB_REF_TYPE'] !== 'tag' ? env['GITHUB_REF_NAME'] : undefined;
  return branch ? { kind: 'branch', name: branch } : { kind: 'elsewhere' };
}

/** Nobody could look: where it is enforced that is no permission. */
function tellProblems(
  { host }: ActionStart,
  problems: readonly Problem[],
  enforce: boolean,
): 'done' | 'failed' {
  for (const problem of problems) {
    const text = describeProblem(problem).trimEnd();
    if (enforce) host.error(text);
    else host.warning(text);
  }
  return enforce ? 'failed' : 'done';
}

async function tellChange(
  start: ActionStart,
  checked: CheckedChange,
  enforce: boolean,
): Promise<'done' | 'failed'> {
  const { host, now } = start;
  const change: ChangeTold = { ...checked, now: now.getTime() as WallTime, at: utcClock };
  const refused = isRefused(checked.verdict);
  const { refusals, notes } = changeLines(change);
  host.setOutput('may-be-merged', String(!refused));
  for (const text of refusals.slice(0, MOST)) {
    if (enforce) host.error(text.trim());
    else host.warning(text.trim());
  }
  if (refusals.length > MOST) host.notice(moreReasonsText(refusals.length - MOST));
  for (const one of changeAnnotations(change, checkoutFolder(start)).slice(0, MOST)) host.annotate(one);
  for (const text of [changeHeading(change), ...notes.slice(0, MOST - 1)]) host.notice(text.trim());
  await host.writeSummary(changeSummary(change));
  return refused && enforce ? 'failed' : 'done';
}
