import type { RefAt, RunStanding } from '../../core/claim/decide-upkeep.ts';
import { RUNS } from '../../core/claim/refs.ts';
import type { Oid, RefName } from '../../core/model/ids.ts';
import { refName } from '../../core/model/ids.ts';
import type { WallTime } from '../../core/model/time.ts';
import type { Claimant } from '../claim/claimant.ts';
import { readPlanMessage } from '../perform/ending/plan-commit.ts';
import type { Publishing } from '../ports/publishing.ts';
import type { Looked } from '../ports/ref-store.ts';

/** How it is seen that what a plan calls finished is on a branch; without it, nothing counts as finished. */
export interface BranchCheck {
  readonly contains: Publishing['contains'];
  /** Where results go, beside the branches below `agentic/`. */
  readonly branch?: RefName;
}

const RESULT_BRANCHES = refName('refs/heads/agentic/');

/** What the refs of each run say. */
export async function readRuns(
  claimant: Claimant,
  check?: BranchCheck,
): Promise<Looked<ReadonlyMap<string, RunStanding>>> {
  const branches = check ? [RESULT_BRANCHES, ...(check.branch ? [check.branch] : [])] : [];
  const listed = await claimant.store.list([RUNS, ...branches]);
  if (!listed.ok) return listed;
  const runs = new Map(await readStandings(claimant, listed.value));
  const tips = [...listed.value].filter(([ref]) => ref.startsWith('refs/heads/')).map(([, tip]) => tip);
  for (const [run, standing] of runs) {
    if (standing.state !== 'finished') continue;
    if (check && standing.isPatch && standing.hasResult) continue;
    // `finished` counts only if the branch contains the result; otherwise the run is open again
    if (!check || !(await isOnOne(check, standing.result, tips)))
      runs.set(run, { ...standing, state: 'open' });
  }
  return { ok: true, value: runs };
}

async function isOnOne(
  { contains }: BranchCheck,
  result: Oid | undefined,
  tips: readonly Oid[],
): Promise<boolean> {
  if (result === undefined) return false;
  for (const tip of tips) if (await contains({ commit: result, in: tip })) return true;
  return false;
}

/** `isPatch`: its result was written as patches, and no branch has it. */
type Standing = RunStanding & {
  readonly result?: Oid;
  readonly isPatch?: boolean;
  readonly hasResult?: boolean;
};

/** What the plan of each run in a listing says, at face value; asks the table for nothing. */
export async function readStandings(
  claimant: Pick<Claimant, 'store'>,
  refs: ReadonlyMap<RefName, Oid>,
): Promise<ReadonlyMap<string, Standing>> {
  const byRun = new Map<string, RefAt[]>();
  for (const [ref, tip] of refs) {
    const run = /^refs\/agentic\/runs\/([^/]+)\/(plan|result)$/.exec(ref)?.[1];
    if (run !== undefined) byRun.set(run, [...(byRun.get(run) ?? []), { ref, tip }]);
  }
  const planOf = (own: readonly RefAt[]): Oid | undefined =>
    own.find(({ ref }) => ref.endsWith('/plan'))?.tip;
  const plans = [...byRun.values()].flatMap((own) => planOf(own) ?? []);
  const sights = await claimant.store.read(plans);
  const standings = new Map<string, Standing>();
  for (const [run, own] of byRun) {
    const plan = planOf(own);
    if (plan === undefined) {
      standings.set(run, { state: 'no-plan', refs: own });
      continue;
    }
    const sight = sights.get(plan);
    const read = sight?.kind === 'commit' ? readPlanMessage(sight.message) : undefined;
    const { at, result } = read ?? {};
    standings.set(run, {
      state: read?.state ?? 'unknown',
      ...(at === undefined ? {} : { at: at satisfies WallTime }),
      ...(result === undefined ? {} : { result }),
      ...(read?.patch ? { isPatch: true, hasResult: own.some(({ ref }) => ref.endsWith('/result')) } : {}),
      refs: own,
    });
  }
  return standings;
}
