import { readTaskLines } from '../../../src/core/claim/task-line.ts';
import type { Oid, TaskDigest } from '../../../src/core/model/ids.ts';
import { BRANCH } from '../chaos/run-values.ts';
import type { Stage } from '../chaos/stage.ts';
import type { RefCommand } from '../ref-server.ts';
import { ancestors } from '../simulated-publishing.ts';
import type { Judge } from './referee.ts';

/** Rule 22: of runs whose tasks overlap, each task is on the branch once, whichever run did it. */
export class OnceJudge implements Judge {
  readonly #stage: Stage;

  constructor(stage: Stage) {
    this.#stage = stage;
  }

  judge(): void {}

  recordMove({ ref, to }: RefCommand): void {
    if (ref !== BRANCH || to === null) return;
    const commits = new Map<string, Oid>();
    for (const [oid, message] of ancestors(this.#stage.world.network.objects, to))
      for (const { task } of readTaskLines(message)) {
        if (commits.has(task)) this.#say(`${task} was done twice: ${commits.get(task)} and ${oid}`);
        commits.set(task, oid);
      }
  }

  /** What a start takes for done is in what it builds on. */
  judgeKnown(task: string, commit: Oid | undefined, tip: Oid): void {
    const history = ancestors(this.#stage.world.network.objects, tip);
    if (commit === undefined || !history.has(commit))
      this.#say(`${task} is taken for done, but its work is not in ${tip.slice(0, 7)}`);
  }

  /** Nor is another task of that id taken for it, before a person has said so. */
  judgeDigest(task: string, commit: Oid | undefined, digest: TaskDigest | undefined): void {
    const sight = commit === undefined ? undefined : this.#stage.world.network.objects.sight(commit);
    const lines = sight?.kind === 'commit' ? readTaskLines(sight.message) : [];
    const isSame = lines.some((line) => line.task === task && line.digest === digest);
    if (!isSame) this.#say(`${task} is taken for done by ${commit}, which did another task of that name`);
  }

  /** Whether some commit of this history says that it is the task's work. */
  isIn(task: string, tip: Oid): boolean {
    const messages = ancestors(this.#stage.world.network.objects, tip).values();
    return [...messages].some((message) => readTaskLines(message).some((line) => line.task === task));
  }

  #say(what: string): void {
    this.#stage.world.referee.say(22, what);
  }
}
