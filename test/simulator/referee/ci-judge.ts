import type { TakeOutcome } from '../../../src/app/claim/claim-attempt.ts';
import { readPlanMessage } from '../../../src/app/perform/ending/plan-commit.ts';
import type { Artifacts } from '../../../src/app/ports/artifacts.ts';
import { MOST_LOST } from '../../../src/core/ci/task-history.ts';
import { readWorkReport } from '../../../src/core/ci/work-report.ts';
import { artifactName, RESULT_FILE, readWorkResult } from '../../../src/core/ci/work-result.ts';
import { type CiHolder, holderKey, isSameRun } from '../../../src/core/claim/holder.ts';
import type { TaskEnd } from '../../../src/core/claim/judge-wave.ts';
import type { ClaimRecord } from '../../../src/core/claim/record.ts';
import { lockOfRef, RUNS, taskOfRef } from '../../../src/core/claim/refs.ts';
import { readTaskLines } from '../../../src/core/claim/task-line.ts';
import type { ClaimId, LockName, Oid, RepoPath, TaskId } from '../../../src/core/model/ids.ts';
import type { Plan } from '../../../src/core/model/plan.ts';
import { covers, lockOf } from '../../../src/core/paths/lock-name.ts';
import { planFileText } from '../../../src/report/plan/plan-file.ts';
import type { Stage } from '../chaos/stage.ts';
import type { VerifySaid } from '../ci/ci-jobs.ts';
import { SHARED_FILE } from '../content-trees.ts';
import type { RefCommand } from '../ref-server.ts';
import { ancestors } from '../simulated-publishing.ts';
import type { Sent } from '../simulated-push.ts';
import type { KnownState } from './claim-truth.ts';
import type { Judge } from './referee.ts';

/** A job as the referee knows it. `wave`: 0 of those that have none. */
interface JobKnown {
  readonly at: CiHolder;
  readonly wave: number;
  readonly began: number;
  /** Of a job that publishes: what the one before has said; absent: nothing. */
  readonly said?: VerifySaid | undefined;
  /** How often each task is named by the artifacts that it sees. */
  readonly named?: ReadonlyMap<string, number>;
}

/** Rules about jobs of CI, which have only the refs and their artifacts in common. */
export class CiJudge implements Judge {
  readonly #stage: Stage;
  readonly #plan: Plan;
  readonly #jobs = new Map<string, JobKnown>();
  /** Which wave each claim was sent for, and when the server took it. */
  readonly #wave = new Map<ClaimId, number>();
  /** Locks that a job has given back. */
  readonly #freed = new Map<string, readonly LockName[]>();
  readonly #isHealthy: boolean;

  constructor(stage: Stage, of: { readonly plan: Plan; readonly isHealthy: boolean }) {
    this.#stage = stage;
    this.#plan = of.plan;
    this.#isHealthy = of.isHealthy;
  }

  begins(actor: string, job: Omit<JobKnown, 'began'>): void {
    this.#jobs.set(actor, { ...job, began: this.#stage.world.scheduler.now });
  }

  judge(sent: Sent, commands: readonly RefCommand[]): void {
    const job = this.#jobs.get(sent.actor);
    for (const command of commands) {
      if (job !== undefined && isSealed(sent.actor)) this.#say(24, `${sent.actor} pushes ${command.ref}`);
      if (isPlan(command)) this.#judgePlan(sent, command);
      else if (isResult(command)) this.#judgePublished(sent, command, job);
      else if (taskOfRef(command.ref)) this.#judgeClaim(sent, command, job);
    }
    if (this.#isHealthy && job?.said !== undefined) this.#judgeHandOver(sent, commands);
  }

  recordMove(): void {}

  /** Rule 24: what is to be done is never changed by whoever does it: a plan is only called finished. */
  #judgePlan(sent: Sent, { ref, from, to }: RefCommand): void {
    const [now, then] = [to, from].map((at) => (at === null ? undefined : this.#planAt(at)));
    const same = now?.text === (then?.text ?? planFileText(this.#plan));
    // where only half of a run was opened the same is opened anew
    const isReopened = then?.state === 'finished' && now?.state !== 'finished';
    if (!same || isReopened) this.#say(24, `${sent.actor} changes ${ref}`);
  }

  #planAt(commit: Oid): { readonly text: string | undefined; readonly state: string | undefined } {
    const { network } = this.#stage.world;
    const sight = network.objects.sight(commit);
    const tree = this.#stage.trees.read(network.objects.treeOf(commit));
    return {
      text: tree.get('plan.json')?.join('\n'),
      state: sight.kind === 'commit' ? readPlanMessage(sight.message)?.state : undefined,
    };
  }

  /** Rule 25: a wave is published as it was verified, and of what was given out for it, within its claims. */
  #judgePublished(sent: Sent, { from, to }: RefCommand, job: JobKnown | undefined): void {
    if (from === null || to === null) return;
    const { objects } = this.#stage.world.network;
    const before = ancestors(objects, from);
    const tasks = new Set<string>();
    for (const [commit, message] of ancestors(objects, to))
      if (!before.has(commit))
        for (const { task, claim } of readTaskLines(message)) {
          if (this.#stage.world.referee.isPublished(`${this.#plan.run}/${task}`)) continue;
          tasks.add(task);
          this.#judgeWork(sent, { commit, task, claim: claim as ClaimId }, job);
        }
    if (tasks.size === 0) return;
    const { said } = job ?? {};
    if (objects.treeOf(to) !== said?.tree)
      this.#say(25, `${sent.actor} publishes a tree that was not verified`);
    const named = new Set<string>(said === undefined ? [] : JSON.parse(said.verified));
    for (const task of new Set([...tasks, ...named]))
      if (!tasks.has(task) || !named.has(task))
        this.#say(25, `${sent.actor} publishes ${[...tasks]}, and ${[...named]} were verified`);
  }

  #judgeWork(
    sent: Sent,
    of: { readonly commit: Oid; readonly task: TaskId; readonly claim: ClaimId },
    job: JobKnown | undefined,
  ): void {
    const { commit, task, claim } = of;
    const record = this.#recordOf(claim);
    const wave = this.#wave.get(claim);
    if (record === undefined || job === undefined || wave !== job.wave)
      this.#say(25, `${sent.actor} of wave ${job?.wave} publishes ${task} of wave ${wave}`);
    if ((job?.named?.get(task) ?? 0) > 1) this.#say(25, `${sent.actor} publishes ${task}, which two name`);
    for (const [path, lines] of this.#changes(commit)) {
      const { lock } = lockOf(path as RepoPath);
      if (!record?.locks.some((held: LockName) => covers(held, lock)))
        this.#say(25, `${sent.actor} publishes ${path}, which is outside of ${task}'s claim`);
      if (lines.join() !== `${this.#plan.run}/${task} ${claim}`)
        this.#say(25, `${sent.actor} publishes ${lines} for the job of ${claim}`);
    }
  }

  #recordOf(claim: ClaimId): ClaimRecord | undefined {
    const { truth } = this.#stage.world.referee;
    return truth.liveClaims().find(({ record }) => record.claim === claim)?.record;
  }

  /** What a commit changes but for the file that all add to. */
  #changes(commit: Oid): readonly [string, readonly string[]][] {
    const { objects } = this.#stage.world.network;
    const sight = objects.sight(commit);
    const [parent] = sight.kind === 'commit' ? sight.parents : [];
    const before = parent === undefined ? new Map() : this.#stage.trees.read(objects.treeOf(parent));
    const after = this.#stage.trees.read(objects.treeOf(commit));
    return [...new Set([...before.keys(), ...after.keys()])]
      .filter((path) => path !== SHARED_FILE && before.get(path)?.join() !== after.get(path)?.join())
      .map((path) => [path, after.get(path) ?? []]);
  }

  /** Rule 26: a task begins again within its retries, counted over all attempts and runs; and once it is done, never. */
  #judgeClaim(sent: Sent, { to }: RefCommand, job: JobKnown | undefined): void {
    const state = to === null ? undefined : this.#stage.world.referee.truth.state(to);
    if (state !== undefined) this.#judgeReport(sent, state.record, job);
    if (state?.record.state !== 'claimed' || state.record.holder.kind !== 'ci' || job === undefined) return;
    const { claim, task } = state.record;
    if (!this.#wave.has(claim)) this.#wave.set(claim, job.wave + 1);
    const { referee } = this.#stage.world;
    // of what has ended since it began a job need not know
    const seen = this.#statesBefore(state).filter(({ oid }) => referee.sentAt(oid) < job.began);
    const reports = seen.flatMap(({ record }) => readWorkReport(record) ?? []);
    const failed = reports.filter(({ how }) => how === 'failed').length;
    const lost = reports.filter(({ how }) => how === 'lost' || how === 'left').length;
    const { retries = 1 } = this.#plan.tasks.find(({ id }) => id === task) ?? {};
    if (failed > retries || lost > MOST_LOST)
      this.#say(26, `${sent.actor} gives ${task} out, which has failed ${failed} times and was lost ${lost}`);
  }

  /** Rule 25: of jobs of another wave nothing is said. */
  #judgeReport(sent: Sent, record: ClaimRecord, job: JobKnown | undefined): void {
    const wave = this.#wave.get(record.claim);
    if (job !== undefined && readWorkReport(record) !== undefined && wave !== job.wave)
      this.#say(25, `${sent.actor} of wave ${job.wave} says how ${record.task} of wave ${wave} ended`);
  }

  #statesBefore({ parent }: KnownState): readonly KnownState[] {
    const found: KnownState[] = [];
    for (let at = parent; at !== null; ) {
      const state = this.#stage.world.referee.truth.state(at);
      if (state === undefined) break;
      found.push(state);
      at = state.parent;
    }
    return found;
  }

  /** Whether nothing more can come of a task: it is done, or may not be tried again. */
  isSpent(task: TaskId): boolean {
    const { truth } = this.#stage.world.referee;
    const { server } = this.#stage.world.network;
    for (const [ref, tip] of server.refs) {
      const of = taskOfRef(ref);
      const state = of?.run === this.#plan.run && of.task === task ? truth.state(tip) : undefined;
      if (state === undefined) continue;
      const reports = [state, ...this.#statesBefore(state)].flatMap(
        ({ record }) => readWorkReport(record) ?? [],
      );
      const failed = reports.filter(({ how }) => how === 'failed').length;
      const lost = reports.filter(({ how }) => how === 'lost' || how === 'left').length;
      const { retries = 1 } = this.#plan.tasks.find(({ id }) => id === task) ?? {};
      return failed > retries || lost > MOST_LOST;
    }
    return false;
  }

  /** The claims of a CI run, of this attempt of it or an earlier one, that live now. */
  claimsOf(at: CiHolder): ReadonlySet<Oid> {
    const { truth } = this.#stage.world.referee;
    const own = truth
      .liveClaims()
      .filter(
        ({ record: { holder } }) =>
          holder.kind === 'ci' && isSameRun(at, holder) && holder.attempt <= at.attempt,
      );
    return new Set(own.map(({ anchor }) => anchor));
  }

  /** Rule 27: when the last job has said so, nothing of its run is held that was there when it looked. */
  released(at: CiHolder, there: ReadonlySet<Oid>): void {
    if (this.#stage.world.referee.exclusionVoid) return;
    for (const anchor of this.claimsOf(at))
      if (there.has(anchor))
        this.#say(27, `${anchor.slice(0, 7)} is held after the release of ${holderKey(at)}`);
    for (const { ref, anchor } of this.#stage.world.referee.truth.locks())
      if (there.has(anchor) && !this.#stage.world.referee.truth.isLive(anchor))
        this.#stage.world.count(`litter after release ${ref.length}`);
  }

  /** Rule 28: in a healthy network a path that two waves need goes from one to the other in one push. */
  #judgeHandOver(sent: Sent, commands: readonly RefCommand[]): void {
    const freed = commands.filter(({ ref, to }) => lockOfRef(ref) !== undefined && to === null);
    const ended = commands.flatMap(({ ref, to }) => (taskOfRef(ref) && to !== null ? [to] : []));
    if (ended.length === 0) return;
    const before = this.#freed.get(sent.actor) ?? [];
    this.#freed.set(sent.actor, [...before, ...freed.flatMap(({ ref }) => lockOfRef(ref) ?? [])]);
  }

  handsOver(
    actor: string,
    claimed: ReadonlyMap<TaskId, TakeOutcome>,
    ends: ReadonlyMap<TaskId, TaskEnd<unknown>>,
  ): void {
    if (!this.#isHealthy) return;
    const freed = this.#freed.get(actor) ?? [];
    for (const [task, outcome] of claimed)
      if (outcome.kind === 'claimed' && !ends.has(task))
        for (const lock of outcome.held.record.locks)
          if (freed.includes(lock)) this.#say(28, `${actor} frees ${lock} before ${task} has it`);
  }

  /** A job that publishes has taken in what stands under the names of these tasks: how often each is named there. */
  async reads(
    actor: string,
    { artifacts, tasks }: { readonly artifacts: Artifacts; readonly tasks: Iterable<TaskId> },
  ): Promise<void> {
    const job = this.#jobs.get(actor);
    if (job === undefined) return;
    const named = new Map<string, number>();
    for (const task of tasks) {
      const name = artifactName({ run: this.#plan.run, wave: job.wave, task });
      const opened = await artifacts.open(name, { files: 1, bytes: 1 });
      const bytes = 'refused' in opened ? undefined : await opened.read(RESULT_FILE, 1e9);
      const read = bytes === undefined ? undefined : readWorkResult(Buffer.from(bytes).toString('utf8'));
      if (read?.kind === 'result') named.set(read.result.task, (named.get(read.result.task) ?? 0) + 1);
    }
    this.#jobs.set(actor, { ...job, named });
  }

  /** Some tree that is there: what a liar may name. */
  anyTree(): Oid {
    return this.#stage.world.network.objects.treeOf(this.#stage.base);
  }

  #say(rule: number, what: string): void {
    this.#stage.world.referee.say(rule, what);
  }
}

/** Jobs that run what agents wrote have no token that writes. */
const isSealed = (actor: string): boolean => /:(work|verify)-/.test(actor);

const isPlan = ({ ref }: RefCommand): boolean => ref.startsWith(RUNS) && ref.endsWith('/plan');
const isResult = ({ ref }: RefCommand): boolean => ref.startsWith(RUNS) && ref.endsWith('/result');
