import { lstat, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import { ANSWER_FILE } from '../../app/goal/ask-planner.ts';
import type { PlannerRoom } from '../../app/goal/planner-room.ts';
import type { GoalDeps } from '../../app/goal/propose-tasks.ts';
import type { MadePlan } from '../../app/plan/make-plan.ts';
import { readRegularFile } from '../../config/load-regular-file.ts';
import { whyOf } from '../../config/normalize/normalize-task.ts';
import { checkParsedTasks, parseTaskFile } from '../../config/parse/parse-task-file.ts';
import { settleTaskAgents } from '../../config/rules/settle-task-agents.ts';
import { claimIdFrom } from '../../core/claim/refs.ts';
import { type Oid, oidOf, type RepoPath } from '../../core/model/ids.ts';
import type { Checked } from '../../core/model/problem.ts';
import type { Task } from '../../core/model/task.ts';
import type { Planner } from '../../core/plan/goal/choose-planner.ts';
import { openCheckout } from '../../git/clone/look-at-checkout.ts';
import { failGit } from '../../git/fail-git.ts';
import { giveBackObjects, lendObjects } from '../../git/private/lent-objects.ts';
import { gitWorktrees } from '../../git/work/worktrees.ts';
import { proposalStore } from '../../process/disk/proposal-store.ts';
import { lookAtSpot, writeNewFile } from '../../process/disk/write-new-file.ts';
import { isKnownDead } from '../../process/holder/choose-holder.ts';
import { fileExchange } from '../../process/start/exchange-folder.ts';
import { writeGoalPrompt } from '../../report/goal/goal-prompt.ts';
import { taskFileText } from '../../report/goal/task-file.ts';
import type { CommandContext } from '../command.ts';
import type { OpenedTable } from './opened.ts';
import { placesOf } from './run.ts';
import { agentsOfRun, maskOf } from './workplace.ts';

export { lookAtSpot, writeNewFile };

export interface GoalWish {
  readonly context: CommandContext;
  readonly table: OpenedTable;
  readonly made: MadePlan;
  readonly planner: Planner;
  /** All files of the head. */
  readonly tree: readonly RepoPath[];
}

/** What asking an agent for the tasks of a goal needs; nothing is made or started yet. */
export function openGoal(wish: GoalWish): Omit<GoalDeps, 'tell'> {
  const { table, made, planner, tree } = wish;
  return {
    proposals: proposalStore(table.repository.path),
    openRoom: () => openRoom(wish),
    writePrompt: writeGoalPrompt,
    parse: (bytes) => parseAnswer(bytes, made),
    write: taskFileText,
    mask: maskOf({ ...wish, agents: [...made.agents, planner] }),
    tree,
    sharing: made.settings.claims,
  };
}

async function parseAnswer(bytes: Uint8Array, { settings }: MadePlan): Promise<Checked<readonly Task[]>> {
  const parsed = await checkParsedTasks(parseTaskFile(bytes, ANSWER_FILE));
  if (!parsed.ok) return parsed;
  const settled = settleTaskAgents(parsed.value, settings, ANSWER_FILE);
  if (!settled.ok) return settled;
  // the file that it asks in is thrown away
  const value = settled.value.map((task) => (task.why === whyOf(ANSWER_FILE) ? { ...task, why: '' } : task));
  return { ...parsed, value };
}

/** The agent works as in a run, but for what only a task has: no set-up, no links into the user's checkout, no claim. */
async function openRoom(wish: GoalWish): Promise<Checked<PlannerRoom>> {
  const { context, table, made, planner } = wish;
  const { repository, clone, root } = table;
  const { holder, machine } = await table.process();
  await lendObjects({ clone, repository });
  const checkout = openCheckout(clone);
  const mask = maskOf({ context, agents: [planner] });
  const worktrees = gitWorktrees({
    repository,
    clone,
    folder: placesOf({ context, table, made }).worktrees,
    root,
    owner: holder,
    isKnownDead,
    links: [],
    mask,
  });
  const value = {
    planner,
    commit: made.plan.head,
    mark: claimIdFrom(machine.randomHex(6)),
    worktrees,
    agents: agentsOfRun(undefined, clone),
    exchange: fileExchange(mask),
    ...(checkout === undefined ? {} : { checkout }),
    readAnswer,
    removeAnswer: (file: string) => rm(file, { recursive: true, force: true }),
    interrupted: context.signal,
    close: () => giveBackObjects({ clone, repository }),
  };
  return { ok: true, value, warnings: [] };
}

/** Neither the file nor its folder may be a link: an agent could have any file of the user's read for it. */
async function readAnswer(path: string): Promise<Checked<Uint8Array> | undefined> {
  const folder = await lstat(dirname(path)).catch(() => undefined);
  if (folder?.isDirectory() !== true) return undefined;
  const read = await readRegularFile({ path, name: ANSWER_FILE, followLink: false });
  if (read.ok) return { ...read, value: read.value.bytes };
  return read.problems.some(({ code }) => code === 'file-missing') ? undefined : read;
}

/** The tree of a commit: the same for an amended message. */
export async function treeOf({ repository }: OpenedTable, commit: Oid): Promise<Oid> {
  const args = ['rev-parse', '--verify', '--end-of-options', `${commit}^{tree}`];
  const asked = await repository.git({ args });
  if (asked.code !== 0) throw failGit('rev-parse', asked);
  // with --verify the name stands alone, after the marker where git prints that
  return oidOf(asked.stdout.toString('latin1').trim().split('\n').at(-1) ?? '');
}
