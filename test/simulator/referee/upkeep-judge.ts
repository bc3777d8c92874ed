import { isLive } from '../../../src/core/claim/record.ts';
import { lockOfRef, RUNS, taskOfRef, taskRef } from '../../../src/core/claim/refs.ts';
import type { Oid, RefName } from '../../../src/core/model/ids.ts';
import type { Stage } from '../chaos/stage.ts';
import type { RefCommand } from '../ref-server.ts';
import type { Sent } from '../simulated-push.ts';
import type { Judge } from './referee.ts';

const DAY_MS = 24 * 3600 * 1000;

/**
 * Rule 19: a task ref is deleted only when the task has been over for a day of true time, and never while a lock that
 * the deleter could have seen points to a claim of it; a run's refs never while a task of it is claimed.
 */
export class UpkeepJudge implements Judge {
  readonly #stage: Stage;
  readonly #movedAt = new Map<RefName, number>();
  readonly #lookedAt = new Map<string, number>();

  constructor(stage: Stage) {
    this.#stage = stage;
  }

  lookBegins(actor: string): void {
    this.#lookedAt.set(actor, this.#now);
  }

  recordMove({ ref }: RefCommand): void {
    this.#movedAt.set(ref, this.#now);
  }

  judge(sent: Sent, commands: readonly RefCommand[]): void {
    for (const { ref, from, to } of commands) {
      if (to !== null || from === null) continue;
      if (taskOfRef(ref)) this.#judgeTask(sent, ref, from);
      else if (ref.startsWith(RUNS)) this.#judgeRun(sent, ref);
      if (taskOfRef(ref) || ref.startsWith(RUNS)) this.#stage.world.count('old refs deleted');
    }
  }

  #judgeTask(sent: Sent, ref: RefName, from: Oid): void {
    const { truth } = this.#stage.world.referee;
    const state = truth.state(from);
    if (state && isLive(state.record)) this.#say(`${sent.actor} deletes ${ref}, which is claimed`);
    const age = this.#now - this.#stage.world.referee.sentAt(from);
    if (age <= DAY_MS) this.#say(`${sent.actor} deletes ${ref} within a day`);
    const looked = this.#lookedAt.get(sent.actor) ?? 0;
    for (const lock of truth.locks()) {
      const record = truth.state(lock.anchor)?.record;
      const isOfTask = record !== undefined && taskRef(record.run, record.task) === ref;
      if (isOfTask && lockOfRef(lock.ref) !== undefined && (this.#movedAt.get(lock.ref) ?? 0) < looked)
        this.#say(`${sent.actor} deletes ${ref}, to whose claim ${lock.ref} points`);
    }
  }

  #judgeRun(sent: Sent, ref: RefName): void {
    const run = ref.split('/')[3];
    for (const { record, oid } of this.#stage.world.referee.truth.liveClaims())
      if (record.run === run && this.#stage.world.referee.sentAt(oid) < (this.#lookedAt.get(sent.actor) ?? 0))
        this.#say(`${sent.actor} deletes ${ref}, while ${record.task} is claimed`);
  }

  get #now(): number {
    return this.#stage.world.scheduler.now;
  }

  #say(what: string): void {
    this.#stage.world.referee.say(19, what);
  }
}
