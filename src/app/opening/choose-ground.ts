import { resultRef } from '../../core/claim/refs.ts';
import type { Oid, RunId } from '../../core/model/ids.ts';
import type { Plan } from '../../core/model/plan.ts';
import type { Checked, Problem } from '../../core/model/problem.ts';
import { shortBranch } from '../../core/model/short-branch.ts';
import type { LeftOut } from '../../core/run/recognise-tasks.ts';
import { whyNotForward } from '../perform/ending/forward-only.ts';
import type { ResultBranch } from '../perform/run-ground.ts';
import type { Publishing, SeenHistory } from '../ports/publishing.ts';
import type { SiblingSeen, TableSeen } from './read-table.ts';

/** Work of this many commits is looked through for lines of tasks. */
const MOST_COMMITS = 5_000;
/** A run is begun on what so many others have left, the newest first. */
const MOST_SIBLINGS = 5;

export interface GroundWish {
  readonly plan: Plan;
  readonly publishing: Publishing;
  readonly branch: ResultBranch;
  readonly table: TableSeen;
  /** The remote or folder of the table, as git commands take it. */
  readonly from: string;
  /** Where the result branch is. */
  readonly branchAt: Oid | undefined;
  /** Where the base is by now. */
  readonly baseAt: Oid | undefined;
  /** The run's own result, where it was begun before. */
  readonly own: Oid | undefined;
  /** What was finished and is on none of these branches is brought in whatever is asked for. */
  readonly withFinished?: boolean;
}

/** What a run builds on. */
export interface Ground {
  readonly tip: Oid;
  readonly history: SeenHistory;
  readonly brought: readonly RunId[];
  /** By run; what is on the branch under this run's own name. */
  readonly leftOut: ReadonlyMap<RunId, LeftOut>;
}

/**
 * The head, or this run's own result; with what is on the result branch; with what other runs for the same target have
 * published and not brought to the branch. What conflicts is left out, and nothing of it counts as done.
 */
export async function chooseGround(wish: GroundWish): Promise<Checked<Ground>> {
  const { plan, publishing, baseAt, from } = wish;
  const start = await withBranch(wish);
  if ('problem' in start) return { ok: false, problems: [start.problem] };
  const tips = [start.tip, ...(baseAt === undefined ? [] : [baseAt])];
  let history = await publishing.readTaskLines({ tips, most: MOST_COMMITS });
  const leftOut = new Map<RunId, LeftOut>(start.leftOut ? [[plan.run, start.leftOut]] : []);
  const brought: RunId[] = [];
  let { tip } = start;
  for (const sibling of siblingsIn(wish)) {
    if (brought.length + leftOut.size >= MOST_SIBLINGS) break;
    const more = await readWanted(wish, { sibling, tip, history });
    if (more === undefined) continue;
    const merged = await bring(publishing, { tip, ...sibling });
    if (typeof merged === 'string') {
      tip = merged;
      history = joined(more, history);
      brought.push(sibling.run);
    } else leftOut.set(sibling.run, { ref: resultRef(sibling.run), from, commit: sibling.commit, ...merged });
  }
  return { ok: true, warnings: [], value: { tip, history, brought, leftOut } };
}

type Start = { readonly tip: Oid; readonly leftOut?: LeftOut } | { readonly problem: Problem };

async function withBranch(wish: GroundWish): Promise<Start> {
  const { plan, publishing, branch, table, branchAt: at, own } = wish;
  const tip = own ?? plan.head;
  const claimant = { store: { table: wish.from } };
  const barred =
    branch.isTarget && (await whyNotForward({ branch, publishing, claimant }, { at, onto: tip }));
  if (barred) return { problem: barred };
  if (at === undefined || (await publishing.contains({ commit: at, in: tip }))) return { tip };
  const name = shortBranch(branch.ref);
  const made = table.siblings.find(({ result, plan: said }) => result === at || said?.result === at);
  const message = `Merge the older result on ${name}\n`;
  const head = made?.plan?.head;
  const merged = await bring(publishing, { tip, commit: at, message, ...(head ? { head } : {}) });
  if (typeof merged === 'string') return { tip: merged };
  // what was done in this run is done, and goes on; how to get it is said at its end
  const from = branch.in === 'clone' ? '.' : wish.from;
  if (own !== undefined) return { tip, leftOut: { ref: branch.ref, from, commit: at, ...merged } };
  const data = { branch: name, detail: 'what is on it conflicts with this branch', paths: merged.paths };
  return { problem: { code: 'result-branch-taken', data } };
}

interface Bringing {
  readonly commit: Oid;
  /** What that was set on, where it is known. */
  readonly head?: Oid;
  readonly message: string;
}

/**
 * Goes on from it where it contains all, else merges in memory. Where the head that a result was set on is no longer part of the branch (it was amended or rebased),
 * only what was published on it is brought: that head's own content must not come back.
 */
async function bring(
  publishing: Publishing,
  { tip, commit, head, message }: Bringing & { readonly tip: Oid },
): Promise<Oid | { readonly paths: readonly string[] }> {
  if (await publishing.contains({ commit: tip, in: commit })) return commit;
  const isRewritten = head !== undefined && !(await publishing.contains({ commit: head, in: tip }));
  const merged = isRewritten
    ? await mergeSince(publishing, { tip, commit, head })
    : await publishing.merge(tip, commit);
  if (merged.kind === 'conflict') return { paths: merged.paths };
  return publishing.commit({ tree: merged.tree, parents: [tip, commit], message });
}

/** `git merge-tree --merge-base` needs git 2.40: commits of the same trees have that base. */
async function mergeSince(
  publishing: Publishing,
  { tip, commit, head }: { readonly tip: Oid; readonly commit: Oid; readonly head: Oid },
) {
  const message = 'Trial\n';
  const treeOf = (of: Oid): Promise<Oid> => publishing.treeOf(of);
  const base = await publishing.commit({ tree: await treeOf(head), parents: [], message });
  const ours = await publishing.commit({ tree: await treeOf(tip), parents: [base], message });
  const theirs = await publishing.commit({ tree: await treeOf(commit), parents: [base], message });
  return publishing.merge(ours, theirs);
}

type Sibling = Bringing & { readonly run: RunId; readonly finished: boolean };

/** Other runs for the same target that have a result, the newest first. */
function siblingsIn({ plan, table }: GroundWish): readonly Sibling[] {
  return table.siblings
    .filter(({ run }) => run !== plan.run)
    .sort((a, b) => timeOf(b) - timeOf(a))
    .flatMap(({ run, result, plan: said }) =>
      result === undefined
        ? []
        : {
            run,
            commit: result,
            message: `Merge what ${run} has published\n`,
            finished: said?.state === 'finished',
            ...(said?.head ? { head: said.head } : {}),
          },
    );
}

/**
 * What it has published that is nowhere in the history: of tasks that are asked for here, or, where this run is just
 * begun, of any, if that may still come to its end. What is finished was on a branch that somebody has removed since.
 * Nothing, where there is none.
 */
async function readWanted(
  { plan, publishing, own, withFinished = false }: GroundWish,
  { sibling, tip, history }: { readonly sibling: Sibling; readonly tip: Oid; readonly history: SeenHistory },
): Promise<SeenHistory | undefined> {
  const { commit, finished } = sibling;
  if (history.commits.has(commit)) return undefined;
  const more = await publishing.readTaskLines({ tips: [commit], without: [tip], most: MOST_COMMITS });
  const known = new Set(history.lines.map(nameOf));
  const ids = new Set<string>(plan.tasks.map(({ id }) => id));
  const takesAll = withFinished || (own === undefined && !finished);
  const isWanted = more.lines.some((line) => !known.has(nameOf(line)) && (takesAll || ids.has(line.task)));
  return isWanted ? more : undefined;
}

const joined = (one: SeenHistory, other: SeenHistory): SeenHistory => ({
  commits: new Set([...one.commits, ...other.commits]),
  lines: [...one.lines, ...other.lines],
});

const nameOf = (line: { readonly run: string; readonly task: string; readonly claim: string }): string =>
  `${line.run}/${line.task} ${line.claim}`;

const timeOf = ({ plan }: SiblingSeen): number => plan?.at ?? 0;
