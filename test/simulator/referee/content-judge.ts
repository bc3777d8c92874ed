import { RUNS } from '../../../src/core/claim/refs.ts';
import type { Oid, RefName } from '../../../src/core/model/ids.ts';
import type { Stage } from '../chaos/stage.ts';
import { SHARED_FILE } from '../content-trees.ts';
import type { RefCommand } from '../ref-server.ts';
import { ancestors } from '../simulated-publishing.ts';
import type { Judge } from './referee.ts';

/** Rule 14: nothing that was published is lost by a merge or taken in twice: each publication's line stands once. */
export class ContentJudge implements Judge {
  readonly #stage: Stage;

  constructor(stage: Stage) {
    this.#stage = stage;
  }

  judge(): void {}

  recordMove({ ref, to }: RefCommand): void {
    if (to === null || !(isResult(ref) || ref.startsWith('refs/heads/'))) return;
    const lines = this.#stage.trees.read(this.#stage.world.network.objects.treeOf(to)).get(SHARED_FILE) ?? [];
    const published = this.#publishedIn(to);
    for (const task of published)
      if (lines.filter((line) => line === task).length !== 1)
        this.#say(
          `${task} is published, but stands ${lines.filter((l) => l === task).length} times in ${ref}`,
        );
    for (const line of lines)
      if (!published.has(line)) this.#say(`${line} is in ${ref}, but was not published`);
  }

  #publishedIn(commit: Oid): ReadonlySet<string> {
    const found = new Set<string>();
    for (const message of ancestors(this.#stage.world.network.objects, commit).values()) {
      const task = /^Agentic-Task: (\S+) c-/m.exec(message)?.[1];
      if (task) found.add(task);
    }
    return found;
  }

  #say(what: string): void {
    this.#stage.world.referee.say(14, what);
  }
}

const isResult = (ref: RefName): boolean => ref.startsWith(RUNS) && ref.endsWith('/result');
