import type { Oid } from '../../core/model/ids.ts';
import { LARGEST_PLAN } from '../../core/plan/read-plan-file.ts';
import { type BranchEnd, runEnding } from '../perform/ending/branch-end.ts';
import { finishRun } from '../perform/ending/finish-run.ts';
import { branchMover } from '../perform/ending/move-branch.ts';
import { planMessage, shownAt } from '../perform/ending/plan-commit.ts';
import { planMark } from '../perform/ending/plan-mark.ts';
import { gathering } from '../perform/gathering.ts';
import type { TestBench } from '../perform/testing/test-bench.ts';
import { removals } from '../perform/working/removals.ts';
import type { RefUpdate } from '../ports/ref-store.ts';
import { seenResult } from '../transfer/result.ts';
import type { WaveChoice } from './choose-wave.ts';
import type { CiGround } from './ci-ground.ts';
import type { CiRun } from './ci-run.ts';

interface Ending {
  readonly run: CiRun;
  readonly to: Oid;
  readonly choice: Pick<WaveChoice, 'isOver' | 'allDone'>;
}

const isShown = ({ run, to, choice }: Ending): boolean =>
  to !== run.refs.head && (choice.isOver || run.settings.publish.every === 'task');

/** What of the end of a run can go with its last wave: the branch, where it only moves on, and that the plan is finished. */
export async function endsOfRun(ground: CiGround, ending: Ending): Promise<readonly RefUpdate[]> {
  const { claimant, publishing } = ground;
  const { run, to, choice } = ending;
  if (run.branch.in !== 'remote' || !isShown(ending)) return [];
  if (run.branch.isPatch) return choice.allDone ? [await finishedPlan(ground, ending)] : [];
  const listed = await claimant.store.list([run.branch.ref]);
  const at = listed.ok ? listed.value.get(run.branch.ref) : undefined;
  if (!listed.ok || at === to) return [];
  if (at === undefined && run.branch.isTarget) return [];
  if (at !== undefined && !(await publishing.contains({ commit: at, in: to }))) return [];
  const branch = { ref: run.branch.ref, expect: at ?? null, to };
  return choice.allDone ? [branch, await finishedPlan(ground, ending)] : [branch];
}

async function finishedPlan({ claimant, publishing }: CiGround, { run, to }: Ending): Promise<RefUpdate> {
  const { planRef, planTip } = run.refs;
  const commit = await publishing.commitFile({
    name: 'plan.json',
    bytes: await planBytes(publishing, run),
    parents: [planTip],
    message: planMessage({
      run: run.plan.run,
      state: 'finished',
      at: claimant.machine.now().wall,
      head: run.plan.head,
      result: to,
      ...shownAt(run.branch),
    }),
  });
  return { ref: planRef, expect: planTip, to: commit };
}

const planBytes = async (publishing: CiGround['publishing'], { refs }: CiRun): Promise<string> =>
  (await publishing.readFile({ commit: refs.planTip, name: 'plan.json', maxBytes: LARGEST_PLAN })) ?? '';

/** The same once more, for whatever of it did not go along: nothing is pushed where all is as it should be. */
export async function endCiRun(
  ground: CiGround,
  ending: Ending & { readonly verified: Oid | undefined },
): Promise<BranchEnd | undefined> {
  const { claimant, publishing } = ground;
  const { run, to, choice } = ending;
  const { branch, refs, plan } = run;
  if (!choice.isOver && !isShown(ending)) return undefined;
  const result = seenResult(claimant.store, { ref: refs.resultRef, head: refs.head, tip: to });
  const interruption = new AbortController();
  const tests = verifiedOnly(ground, { run, verified: ending.verified });
  const rooms = { branch, claimant, publishing, result, tests };
  const said = runEnding();
  await finishRun(
    {
      ...rooms,
      interruption,
      plan,
      planFile: await planBytes(publishing, run),
      planMark: planMark(refs.planRef, refs.planTip),
      branchMover: branchMover({ ...rooms, interrupted: interruption.signal }),
      ending: said,
      publishQueue: gathering(),
      removals: removals(() => {}),
    },
    choice.allDone,
  );
  return said.branch;
}

/** This job starts nothing of the team's: a tree counts as tested where the job before has tested it. */
function verifiedOnly(
  { publishing }: CiGround,
  { run, verified }: { readonly run: CiRun; readonly verified: Oid | undefined },
): TestBench {
  return {
    async test(commit) {
      if (run.settings.verify === undefined) return { passed: true };
      const tree = await publishing.treeOf(commit);
      const tested = [verified, await publishing.treeOf(run.refs.tip)];
      if (tested.includes(tree)) return { passed: true };
      return { passed: false, why: 'this combination was not tested', lines: [] };
    },
    close: async () => {},
  };
}
