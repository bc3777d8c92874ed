import type { ClaimRecord } from '../../core/claim/record.ts';
import type { TaskLine } from '../../core/claim/task-line.ts';
import type { AgentId, ClaimId, Oid, RefName, TaskDigest, TaskId } from '../../core/model/ids.ts';
import type { Plan, PlannedTask } from '../../core/model/plan.ts';
import type { AgentSettings, Settings } from '../../core/model/settings.ts';
import type { Task } from '../../core/model/task.ts';
import { InternalError } from '../../core/model/unreachable.ts';
import type { TaskCondition } from '../../core/run/judge-needs.ts';
import type { PromptParts } from '../../core/run/prompt-parts.ts';
import { endingMembers, openMembers } from '../../core/run/recognise-batches.ts';
import type { Recognised } from '../../core/run/recognise-tasks.ts';
import type { Claimant } from '../claim/claimant.ts';
import type { Agents } from '../ports/agents.ts';
import type { Checkout } from '../ports/checkout.ts';
import type { Exchange } from '../ports/exchange.ts';
import type { LargeFiles } from '../ports/large-files.ts';
import type { Publishing } from '../ports/publishing.ts';
import type { Worktrees } from '../ports/worktrees.ts';
import type { Reach } from '../run/outlast-outages.ts';

/** What does not change while a run goes on, and the ports that it asks. */
export interface RunGround {
  readonly plan: Plan;
  /** What makes each task the same task. */
  readonly digests: ReadonlyMap<TaskId, TaskDigest>;
  /** Tasks of which a person has said that what came of them counts. */
  readonly accept: ReadonlySet<TaskId>;
  /** The bytes of its file. */
  readonly planFile: string;
  /** Tasks that need not be done, and those that are left alone, as the opening of the run found them. */
  readonly known: ReadonlyMap<TaskId, Recognised>;
  /** The conditions of its tasks, read; absent: it has none. */
  readonly conditions?: ReadonlyMap<TaskId, TaskCondition>;
  /** The same of tasks that are made while it goes on, by what was seen at the opening. */
  readonly recogniseMore?: RecogniseMore;
  readonly settings: RunSettings;
  readonly roles: Settings['roles'];
  readonly agentSettings: ReadonlyMap<AgentId, AgentSettings>;
  readonly claimant: Claimant;
  readonly worktrees: Worktrees;
  readonly agents: Agents;
  /** Absolute path by which agents may call our own program; absent where there is no place for it. */
  readonly programPath?: string;
  readonly exchange: Exchange;
  readonly publishing: Publishing;
  /** Absent where there is none (a bare clone). */
  readonly checkout?: Checkout;
  /** Absent where the team does not use Git LFS. */
  readonly largeFiles?: LargeFiles;
  readonly writePrompt: (parts: PromptParts) => string;
  /** Folder for logs, one file for each try. */
  readonly logs: string;
  /** Where the result goes. */
  readonly branch: ResultBranch;
  /** Branches that the run stands on, where its result goes too (`branch.in`); looked at every so often while agents work. */
  readonly watch?: {
    readonly branches: readonly { readonly ref: RefName; readonly since: Oid }[];
    readonly everyMs: number;
  };
  /** The way to the table; absent where nobody waits for a server that is away. */
  readonly reach?: Pick<Reach, 'awayMs' | 'listen'>;
}

export type RecogniseMore = (
  plan: Plan,
  digests: ReadonlyMap<TaskId, TaskDigest>,
) => Promise<ReadonlyMap<TaskId, Recognised>>;

export type RunSettings = Pick<Settings, 'claims' | 'publish' | 'link'> &
  Partial<Pick<Settings, 'verify' | 'setup'>> & { readonly limits: Omit<Settings['limits'], 'jobsPerDay'> };

export interface ResultBranch {
  readonly ref: RefName;
  /** `remote`: moved together with the plan ref; `clone`: there is no remote, so it is made in the clone. */
  readonly in: 'remote' | 'clone';
  /** It is the very branch that the run is for: only fast-forwarded, and only where nobody else has pushed to it. */
  readonly isTarget?: boolean;
  /** There is none: the result is written as patches, and is in the table under its run's own ref alone. */
  readonly isPatch?: boolean;
}

/** A run in the table, as it was opened or joined. */
export interface RunRefs {
  /** The plan's head: where nothing has been published, the result is this. */
  readonly head: Oid;
  readonly tip: Oid;
  readonly planRef: RefName;
  readonly planTip: Oid;
  readonly resultRef: RefName;
}

export function taskOf({ plan }: Pick<RunGround, 'plan'>, id: TaskId): PlannedTask {
  const task = plan.tasks.find((one) => one.id === id);
  if (task === undefined) throw new InternalError(`no task ${id} in the plan`);
  return task;
}

/** What a commit of a task says under a claim: of the task, and of each that is done with it. */
export function linesOf(
  { plan, digests, known }: Pick<RunGround, 'plan' | 'digests' | 'known'>,
  id: TaskId,
  { claim }: { readonly claim: ClaimId },
): readonly TaskLine[] {
  const members = openMembers(taskOf({ plan }, id), known) ?? [];
  return [id, ...members.map((member) => member.id)].map((task) => {
    const digest = digests.get(task);
    return { run: plan.run, task, claim, ...(digest === undefined ? {} : { digest }) };
  });
}

/** What a claim says of which tasks it is for. */
export function identityOf(
  { plan, digests, known }: Pick<RunGround, 'plan' | 'digests' | 'known'>,
  id: TaskId,
): Pick<ClaimRecord, 'digest' | 'members'> {
  const digest = digests.get(id);
  const members = endingMembers(taskOf({ plan }, id), known);
  return {
    ...(digest === undefined ? {} : { digest }),
    ...(members === undefined ? {} : { members: members.flatMap((member) => memberOf(member, digests)) }),
  };
}

function memberOf({ id }: Task, digests: RunGround['digests']): NonNullable<ClaimRecord['members']> {
  const digest = digests.get(id);
  return digest === undefined ? [] : [{ task: id, digest }];
}
