import { bootInstant } from '../../../src/app/claim/claimant.ts';
import type { CiHolder } from '../../../src/core/claim/holder.ts';
import { isLeaseOver } from '../../../src/core/claim/lease.ts';
import type { RunId } from '../../../src/core/model/ids.ts';
import type { Plan } from '../../../src/core/model/plan.ts';
import type { Stage } from '../chaos/stage.ts';
import type { CiJudge } from '../referee/ci-judge.ts';
import type { Life } from '../world.ts';
import {
  type Begun,
  type JobAt,
  planJob,
  publishJob,
  releaseJob,
  type VerifySaid,
  verifyJob,
} from './ci-jobs.ts';
import { CI_LEASE_S, type CiUseCases, WAVES } from './ci-values.ts';
import { SimulatedArtifacts } from './simulated-artifacts.ts';
import { workJob } from './work-job.ts';

/** What a job that has ended well has put out, by the job's name. */
type Outputs = Map<string, unknown>;

/**
 * One run of the workflow as its host plays it: jobs in the order of their needs, each on a machine of its own; attempts of it one
 * after the other, or at once.
 */
export class CiWorkflow {
  readonly #stage: Stage;
  readonly #of: { readonly judge: CiJudge; readonly steps: CiUseCases; readonly run: string };
  readonly #what: Plan | RunId;
  readonly #artifacts = new SimulatedArtifacts();
  readonly #concluded = new Set<number>();
  #attempts = 0;
  #done: Outputs = new Map();

  constructor(
    stage: Stage,
    of: {
      readonly judge: CiJudge;
      readonly steps: CiUseCases;
      readonly run: string;
      readonly what: Plan | RunId;
    },
  ) {
    this.#stage = stage;
    this.#of = of;
    this.#what = of.what;
  }

  isConcluded({ run, attempt }: CiHolder): boolean {
    return run === this.#of.run && this.#concluded.has(attempt);
  }

  /** Its last publication has left more than there are waves. */
  more: RunId | undefined;

  /** All jobs anew, or those that have not ended well. */
  async attempt(which: 'all' | 'failed'): Promise<void> {
    const attempt = new Attempt(this.#stage, {
      ...this.#of,
      number: ++this.#attempts,
      artifacts: this.#artifacts,
      done: new Map(which === 'all' ? [] : this.#done),
    });
    this.#done = attempt.done;
    this.more = (await attempt.play(this.#what)) ?? this.more;
    this.#concluded.add(attempt.number);
  }
}

interface AttemptOf {
  readonly judge: CiJudge;
  readonly steps: CiUseCases;
  readonly run: string;
  readonly number: number;
  readonly artifacts: SimulatedArtifacts;
  readonly done: Outputs;
}

class Attempt {
  readonly number: number;
  readonly done: Outputs;
  readonly #stage: Stage;
  readonly #job: JobAt;
  readonly #beliefs = new Set<() => void>();
  readonly #living = new Map<Life, () => void>();
  readonly #givenUp = new Set<Life>();
  #cancelled = false;
  #isOver = false;

  constructor(stage: Stage, of: AttemptOf) {
    this.#stage = stage;
    this.number = of.number;
    this.done = of.done;
    const at: CiHolder = { kind: 'ci', repository: 'acme/shop', run: of.run, attempt: of.number };
    this.#job = { stage, judge: of.judge, steps: of.steps, at, artifacts: of.artifacts };
  }

  async play(what: Plan | RunId): Promise<RunId | undefined> {
    this.#maybeCancel();
    let from = await this.#run('plan', (life) => this.#claims(life, () => planJob(this.#job, life, what)));
    for (let wave = 1; wave <= WAVES && from !== undefined && from.tasks.length > 0; wave++)
      from = await this.#wave(wave, from);
    const isKilled = !this.#stage.isCalm && this.#stage.world.choices.oneIn(6);
    if (isKilled) this.#stage.world.count('no release');
    else await this.#run('release', (life) => this.#release(life), true);
    this.#disbelieve();
    this.#isOver = true;
    return from?.more ? from.run : undefined;
  }

  async #wave(wave: number, { run, tasks }: Begun): Promise<Begun | undefined> {
    await Promise.all(
      tasks.map((task) =>
        this.#run(`work-${wave} ${task}`, (life) =>
          workJob(this.#job, life, { run, wave, task }).then(() => true),
        ),
      ),
    );
    const said = await this.#run<VerifySaid | undefined>(`verify-${wave}`, (life) =>
      verifyJob(this.#job, life, { run, wave }),
    );
    return this.#run(`publish-${wave}`, (life) =>
      this.#claims(life, () => publishJob(this.#job, life, { run, wave, said, last: wave === WAVES })),
    );
  }

  /** From here on this attempt believes in the claims that it has now, and in no others. */
  async #claims(life: Life, act: () => Promise<Begun | undefined>): Promise<Begun | undefined> {
    const { referee } = this.#stage.world;
    this.#disbelieve();
    const watched = referee.watch(life.name);
    const begun = await act();
    // whom its host has given up nobody hears
    const isHeard = !this.#givenUp.has(life) && !this.#isOver;
    const open = new Set<string>();
    for (const [task, outcome] of begun?.claimed ?? []) {
      if (outcome.kind === 'claimed' || outcome.kind === 'unknown') open.add(task);
      if (outcome.kind !== 'claimed' || !isHeard) continue;
      const { anchor, record, leaseFrom } = outcome.held;
      const isOver = (): boolean => isLeaseOver(leaseFrom, record.leaseS, bootInstant(life.machine));
      const { locks, leaseS } = record;
      this.#beliefs.add(referee.believe({ actor: this.#name(''), anchor, locks, leaseS, isOver }));
    }
    if (begun === undefined) watched.dismiss();
    else watched.mustNotLand('it is not claimed', (task) => !open.has(task));
    return begun;
  }

  async #release(life: Life): Promise<void> {
    this.#disbelieve();
    await releaseJob(this.#job, life);
  }

  #disbelieve(): void {
    for (const letGo of this.#beliefs) letGo();
    this.#beliefs.clear();
  }

  readonly #name = (job: string): string => `${this.#job.at.run}-${this.number}:${job}`;

  /** A job on a machine of its own. `undefined`: it was not run, has died, or its host has given it up. */
  async #run<T>(job: string, program: (life: Life) => Promise<T>, always = false): Promise<T | undefined> {
    const { world } = this.#stage;
    if (this.done.has(job)) return this.done.get(job) as T;
    if (this.#cancelled && !always) return undefined;
    const ended = await new Promise<T | undefined>((resolve) => {
      const name = this.#name(job);
      const life = world.start(name, world.makeHost(name), async (own) => {
        await own.machine.sleep(world.choices.pick([0.001, 0.01, 0.2]) * CI_LEASE_S * 1000);
        resolve(await program(own));
      });
      this.#living.set(life, () => resolve(undefined));
      world.onCrash.push((dead) => {
        if (dead === life) resolve(undefined);
      });
      this.#maybeGiveUp(life, () => resolve(undefined));
    });
    if (ended !== undefined) this.done.set(job, ended);
    return ended;
  }

  /** Its host hears nothing of a job and calls it lost; the job itself may live on. */
  #maybeGiveUp(life: Life, giveUp: () => void): void {
    const { world, isCalm } = this.#stage;
    if (isCalm || this.#isHealthy || !world.choices.oneIn(14)) return;
    world.scheduler.after(world.choices.pick([0.05, 0.3]) * CI_LEASE_S * 1000, {
      label: `${life.name} is given up`,
      run: () => {
        if (life.done || !life.alive) return;
        world.count('job given up', () => `(${life.name} is given up)`);
        this.#givenUp.add(life);
        giveUp();
      },
    });
  }

  /** Somebody cancels the workflow: what runs is killed, and only what always runs comes after it. */
  #maybeCancel(): void {
    const { world, isCalm } = this.#stage;
    if (isCalm || this.#isHealthy || !world.choices.oneIn(8)) return;
    world.scheduler.after(world.choices.pick([0.1, 0.4, 0.8]) * CI_LEASE_S * 1000, {
      label: `${this.#name('')} is cancelled`,
      run: () => {
        if (this.#cancelled || this.#stage.isCalm) return;
        world.count('cancelled', () => `(${this.#name('')} is cancelled)`);
        this.#cancelled = true;
        for (const life of this.#living.keys()) if (life.alive && !life.done) world.crash(life);
      },
    });
  }

  get #isHealthy(): boolean {
    return this.#stage.options.mishaps?.crash === 0;
  }
}
