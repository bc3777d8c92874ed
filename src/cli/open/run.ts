import { resolve } from 'node:path';
import { openRun } from '../../app/opening/open-run.ts';
import { readConditions } from '../../app/opening/read-conditions.ts';
import { withRecordedState } from '../../app/opening/recorded-state.ts';
import { openRooms } from '../../app/perform/open-rooms.ts';
import type { RunContext } from '../../app/perform/run-context.ts';
import type { ResultBranch } from '../../app/perform/run-ground.ts';
import type { MadePlan } from '../../app/plan/make-plan.ts';
import type { Leftover } from '../../app/ports/worktrees.ts';
import { branchesOf, refsToShow } from '../../app/run/branches-of-run.ts';
import { checkSpace } from '../../app/run/check-space.ts';
import { tidyRuns } from '../../app/upkeep/tidy-runs.ts';
import type { Oid, RefName, RepoPath, TaskId } from '../../core/model/ids.ts';
import { refName } from '../../core/model/ids.ts';
import type { Checked } from '../../core/model/problem.ts';
import type { AgentSettings } from '../../core/model/settings.ts';
import { resultBranchOf } from '../../core/run/name-result-branch.ts';
import { findEmptySubmodules } from '../../git/agent/find-submodules.ts';
import { chooseTable } from '../../git/clone/choose-table.ts';
import { giveBackObjects } from '../../git/private/lent-objects.ts';
import { repositoryAround, withHome, worktreeFolder } from '../../git/work/worktree-place.ts';
import { planFileText } from '../../report/plan/plan-file.ts';
import type { CommandContext } from '../command.ts';
import { spaceMeter } from './folders.ts';
import type { OpenedTable } from './opened.ts';
import { contextAt, openWorkplace } from './workplace.ts';

export { repositoryAround, withHome };

/** Often enough for an agent that works for minutes, seldom enough for any host. */
const LOOK_EVERY_MS = 60_000;

export interface RunWish {
  readonly context: CommandContext;
  readonly table: OpenedTable;
  readonly made: MadePlan;
  readonly agents: readonly AgentSettings[];
  /** `--jobs`. */
  readonly jobs?: number;
  /** `--worktrees`. */
  readonly worktrees?: string;
  /** `--again` and `--accept`. */
  readonly again: ReadonlySet<TaskId>;
  readonly accept: ReadonlySet<TaskId>;
}

/** Where a run's result goes, and where it works. */
export function placesOf(
  ask: Pick<RunWish, 'context' | 'table' | 'worktrees'> & {
    readonly made: Pick<MadePlan, 'settings'> & { readonly plan: { readonly target: string } };
  },
): {
  readonly branch: ResultBranch;
  readonly worktrees: string;
} {
  const { context, table, made } = ask;
  const { settings, plan } = made;
  const wanted = ask.worktrees === undefined ? settings.worktrees : resolve(context.cwd, ask.worktrees);
  const name = resultBranchOf(settings.publish, plan.target);
  return {
    branch: {
      ref: refName(`refs/heads/${name}`),
      in: table.table.kind === 'local' ? 'clone' : 'remote',
      ...(settings.publish.to === 'head' ? { isTarget: true } : {}),
      ...(settings.publish.to === 'patch' ? { isPatch: true } : {}),
    },
    worktrees: worktreeFolder({
      commonDir: table.clone.commonDir,
      root: table.root,
      env: context.env,
      ...(wanted === undefined ? {} : { wanted }),
    }),
  };
}

export type OpenedRunContext =
  | {
      readonly kind: 'finished-before';
      readonly commit: Oid;
      readonly branch: RefName;
      readonly run: string;
      readonly cleaned: readonly Leftover[];
    }
  | {
      readonly kind: 'open';
      readonly run: RunContext;
      readonly joined: boolean;
      readonly unfinished: readonly string[];
      readonly brought: readonly string[];
      /** Those whose commit the clone has not. */
      readonly emptySubmodules: readonly RepoPath[];
      readonly cleaned: readonly Leftover[];
      /** Deletes what other runs left in the table that have long been over. */
      readonly tidy: () => Promise<void>;
    };

/** Cleans up after killed runs, opens the run in the table, and builds what its actions work with. */
export async function openRunContext(wish: RunWish): Promise<Checked<OpenedRunContext>> {
  const { table, made } = wish;
  const { branch, worktrees: folder } = placesOf(wish);
  const place = await openWorkplace({ ...wish, branch, worktrees: folder });
  const { claimant, publishing, cleaned } = place;
  const tight = await checkSpace(spaceMeter(table), { ...wish, folder });
  if (tight !== undefined) return { ok: false, problems: [tight] };
  const { again, accept } = wish;
  const base = made.base.ref === undefined ? {} : { base: made.base.ref };
  const needed = made.selection?.needed ?? new Set<TaskId>();
  const asked = { plan: made.plan, writePlan: planFileText, branch, again, accept, needed, ...base };
  const opening = await openRun({ ...asked, claimant, publishing });
  if (!opening.ok) return opening;
  const opened = opening.value;
  if (opened.kind === 'finished-before')
    return { ok: true, value: { ...opened, run: opened.plan.run, cleaned }, warnings: [] };
  const { listed, refs } = opened;
  const plan = await withRecordedState(opened.plan, { files: publishing, planTip: refs.planTip });
  const { repository, clone } = table;
  const emptySubmodules = await findEmptySubmodules({ repository, clone, commit: plan.head });
  await place.worktrees.showRefs(refsToShow(made));
  const ground = {
    ...(await contextAt(place, { ...wish, plan })),
    digests: opened.digests,
    accept,
    known: opened.known,
    conditions: await readConditions(plan.tasks, plan.state),
    recogniseMore: opened.recogniseMore,
    watch: { branches: watchedOf(wish, branch), everyMs: LOOK_EVERY_MS },
    reach: place.reach,
  };
  const run = openRooms(ground, opened);
  const tidy = async () => {
    await tidyRuns({
      claimant,
      listed,
      own: plan.run,
      check: {
        contains: publishing.contains,
        ...(branch.in === 'remote' && !branch.isPatch ? { branch: branch.ref } : {}),
      },
    });
    await giveBackObjects({ clone, repository });
  };
  const { joined, unfinished, brought } = opened;
  const value = { kind: 'open', run, joined, unfinished, brought, emptySubmodules, cleaned, tidy } as const;
  return { ok: true, value, warnings: [] };
}

/** A branch that the run itself moves as it goes is no news to its agents. */
const watchedOf = ({ made }: RunWish, branch: ResultBranch) =>
  branchesOf(made).filter(({ ref }) => ref !== branch.ref || made.settings.publish.every === 'run');

/** Name of the remote that holds the table, as git commands take it; undefined: there is none. */
export function remoteName({ clone, settings }: OpenedTable): string | undefined {
  const choice = chooseTable(clone, settings.remote === undefined ? {} : { configured: settings.remote });
  return choice.ok && choice.value.kind === 'remote' ? choice.value.name : undefined;
}
