import { handedOut, type WaveChoice } from '../../../src/app/ci/choose-wave.ts';
import type { CiGround } from '../../../src/app/ci/ci-ground.ts';
import { setWorks } from '../../../src/app/ci/set-works.ts';
import type { TakeOutcome } from '../../../src/app/claim/claim-attempt.ts';
import { givenFor } from '../../../src/core/ci/given-for.ts';
import { readVerified, type Verified } from '../../../src/core/ci/read-verified.ts';
import type { CiHolder } from '../../../src/core/claim/holder.ts';
import type { RunId, TaskId } from '../../../src/core/model/ids.ts';
import type { Plan } from '../../../src/core/model/plan.ts';
import { planFileText } from '../../../src/report/plan/plan-file.ts';
import type { Stage } from '../chaos/stage.ts';
import type { CiJudge } from '../referee/ci-judge.ts';
import type { Life } from '../world.ts';
import { CI_LEASE_S, type CiUseCases, groundOf, LIMITS, NOBODY, openingWish } from './ci-values.ts';
import type { SimulatedArtifacts } from './simulated-artifacts.ts';
import { simulatedFiles } from './simulated-files.ts';

/** What a job that claims tells the next ones. */
export interface Begun {
  readonly run: RunId;
  readonly tasks: readonly TaskId[];
  readonly claimed: ReadonlyMap<TaskId, TakeOutcome>;
  /** More is left than the workflow has waves. */
  readonly more: boolean;
}

/** A job in its run of a workflow. */
export interface JobAt {
  readonly stage: Stage;
  readonly judge: CiJudge;
  readonly steps: CiUseCases;
  readonly at: CiHolder;
  readonly artifacts: SimulatedArtifacts;
}

/** `ci plan`, of a plan or of a run that is there. */
export async function planJob(job: JobAt, life: Life, what: Plan | RunId): Promise<Begun | undefined> {
  const { stage, steps, judge, at } = job;
  const ground = groundOf(stage, life, at);
  judge.begins(life.name, { at, wave: 0 });
  const asked = { without: NOBODY, limits: LIMITS };
  const begun =
    typeof what === 'string'
      ? await steps.resume(ground, { ...asked, run: what })
      : await steps.open(ground, { ...openingWish(what), writePlan: planFileText });
  const { world } = stage;
  if (!begun.ok) {
    world.log(() => `${life.name}: ${begun.problems.map(({ code }) => code).join()}`);
    world.count(`plan ${begun.problems[0]?.code}`);
    return undefined;
  }
  if ('kind' in begun.value) {
    world.count('plan finished-before');
    return undefined;
  }
  const { run, choice, claimed } = begun.value;
  world.count('plan opened');
  return told(job, life, { run: run.plan.run, choice, claimed, more: false });
}

function told(
  { stage }: JobAt,
  life: Life,
  of: {
    readonly run: RunId;
    readonly choice: WaveChoice;
    readonly claimed: Begun['claimed'];
    readonly more: boolean;
  },
): Begun {
  const { world } = stage;
  for (const [task, { kind }] of of.claimed)
    world.count(`ci ${kind}`, () => `${life.name}: ${task}: ${kind}`);
  const tasks = handedOut(of.choice, of.claimed).map(({ task }) => task.id);
  return { run: of.run, tasks, claimed: of.claimed, more: of.more };
}

/** What a team's test says, and how long it takes. */
const bench = ({ stage }: JobAt, life: Life, ground: CiGround) => ({
  test: async (commit: Parameters<CiGround['publishing']['treeOf']>[0]) => {
    await life.machine.sleep(stage.world.choices.pick([0.01, 0.01, 0.1]) * CI_LEASE_S * 1000);
    const passed = stage.isCalm || !stage.world.choices.oneIn(20);
    if (passed) stage.tested.add(await ground.publishing.treeOf(commit));
    return passed ? ({ passed } as const) : ({ passed, why: 'it failed', lines: [] } as const);
  },
});

/** What `verify` puts out, as text; a job that has run what agents wrote may put out anything. */
export interface VerifySaid {
  readonly tree: string;
  readonly verified: string;
  readonly left: string;
}

export async function verifyJob(
  job: JobAt,
  life: Life,
  of: { readonly run: RunId; readonly wave: number },
): Promise<VerifySaid | undefined> {
  const { stage, steps, judge, at } = job;
  judge.begins(life.name, { at, wave: of.wave });
  const ground = groundOf(stage, life, at);
  const files = simulatedFiles(stage);
  const seen = await steps.take(ground, { ...of, files, artifacts: seenBy(job) });
  if (!seen.ok) return undefined;
  const { run, taken } = seen.value;
  const { publishing } = ground;
  const verified = await steps.verify({
    works: taken.works,
    onto: run.refs.tip,
    combine: (some, onto) => setWorks({ ...run, publishing }, some, onto),
    tests: bench(job, life, ground),
  });
  const honest = {
    tree: await publishing.treeOf(verified.to),
    verified: JSON.stringify(verified.tasks),
    left: JSON.stringify([...verified.left].map(([task, why]) => ({ task, why }))),
  };
  stage.world.count(`verified ${verified.tasks.length}`);
  return lieOf(job, honest, [...run.given.keys()]);
}

/** It has run what agents wrote: it may say anything. */
function lieOf({ stage, judge }: JobAt, honest: VerifySaid, given: readonly TaskId[]): VerifySaid {
  const { world } = stage;
  const lie = stage.isCalm ? 0 : world.choices.below(10);
  if (lie < 7) return honest;
  world.count('verify lies');
  const first = given.slice(0, 1);
  const said =
    lie === 7
      ? { ...honest, tree: judge.anyTree() }
      : { ...honest, verified: JSON.stringify(lie === 8 ? given : first) };
  world.log(() => `(verify lies: ${said.verified}, tree ${said.tree.slice(0, 7)})`);
  return said;
}

/** Now and then a download ends early. */
function seenBy({ stage, artifacts }: JobAt) {
  const { choices } = stage.world;
  if (stage.isCalm || !choices.oneIn(10)) return artifacts.downloaded();
  const missing = choices.below(3);
  stage.world.count('a part is seen');
  return artifacts.downloaded((name) => name.length % 3 === missing || missing === 2);
}

export async function publishJob(
  job: JobAt,
  life: Life,
  of: {
    readonly run: RunId;
    readonly wave: number;
    readonly last: boolean;
    readonly said: VerifySaid | undefined;
  },
): Promise<Begun | undefined> {
  const { stage, steps, judge, at } = job;
  const said: Verified = readVerified(of.said ?? { tree: '', verified: '', left: '' });
  const ground = groundOf(stage, life, at);
  const artifacts = seenBy(job);
  judge.begins(life.name, { at, wave: of.wave, said: of.said });
  const seen = await steps.take(ground, { ...of, files: simulatedFiles(stage), artifacts });
  if (!seen.ok) return undefined;
  await judge.reads(life.name, { artifacts, tasks: givenFor(seen.value.run.given, of.wave).keys() });
  const end = await steps.publish(ground, {
    seen: seen.value,
    said,
    without: NOBODY,
    limits: LIMITS,
    last: of.last,
  });
  const { handed, choice, claimed } = end;
  const { world } = stage;
  for (const [task, { kind }] of handed.ends) {
    world.count(`wave ${kind}`, () => `${life.name}: ${task} ends: ${kind}`);
    if (kind === 'published') world.referee.checkPublished(`${of.run}/${task}`);
  }
  judge.handsOver(life.name, claimed, handed.ends);
  world.count(`branch ${end.end?.kind}`);
  return told(job, life, { run: of.run, choice, claimed, more: of.last && choice.tasks.length > 0 });
}

export async function releaseJob(job: JobAt, life: Life): Promise<void> {
  const { stage, steps, judge, at } = job;
  const ground = groundOf(stage, life, at);
  judge.begins(life.name, { at, wave: 0 });
  const there = judge.claimsOf(at);
  const left = await steps.release(ground.claimant);
  stage.world.count(left.released.length > 0 ? 'left released' : 'nothing left');
  if (left.failure === undefined) judge.released(at, there);
}
