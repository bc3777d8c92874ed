import type { RunState } from '../../../src/core/run/run-state.ts';
import { doneOnServer } from '../chaos/list-chaos.ts';
import type { Stage } from '../chaos/stage.ts';

/**
 * Rule 23: tasks that are made of a list, and tasks that a condition skips, are those that the published outputs say,
 * whoever decides it and whenever.
 */
export class ListJudge {
  readonly #stage: Stage;

  constructor(stage: Stage) {
    this.#stage = stage;
  }

  judgeState({ tasks }: RunState): void {
    const outputs = doneOnServer(this.#stage, 'list');
    const made = tasks.flatMap(({ task }) => (task.id.startsWith('each-') ? [task.id.slice(5)] : []));
    if (made.length > 0 && outputs?.['items'] !== JSON.stringify(made))
      this.#say(`tasks for ${made.join()}, and the list is ${outputs?.['items']}`);
    for (const { task, phase } of tasks) {
      const isMaybe = task.id === 'maybe' || task.id === 'next';
      if (phase.kind === 'skipped') {
        this.#stage.world.count('skipped');
        if (isMaybe && outputs?.['go'] !== '0')
          this.#say(`${task.id} is skipped, and go is ${outputs?.['go']}`);
        if (task.id === 'each' && outputs?.['items'] !== '[]')
          this.#say(`the list is no empty one: ${outputs?.['items']}`);
      } else if (isMaybe && phase.kind === 'working' && outputs?.['go'] !== '1')
        this.#say(`${task.id} begins, and go is ${outputs?.['go']}`);
    }
  }

  #say(what: string): void {
    this.#stage.world.referee.say(23, what);
  }
}
