import { readPlanMessage } from '../../../src/app/perform/ending/plan-commit.ts';
import { RUNS } from '../../../src/core/claim/refs.ts';
import type { Oid, RefName } from '../../../src/core/model/ids.ts';
import { BRANCH } from '../chaos/run-values.ts';
import type { Stage } from '../chaos/stage.ts';
import type { RefCommand } from '../ref-server.ts';
import { ancestors } from '../simulated-publishing.ts';
import type { Sent } from '../simulated-push.ts';
import type { Judge } from './referee.ts';

/** Rules about the branch of a run, at the instant when the server has checked everything and moved nothing. */
export class BranchJudge implements Judge {
  readonly #stage: Stage;

  constructor(stage: Stage) {
    this.#stage = stage;
  }

  judge(sent: Sent, commands: readonly RefCommand[]): void {
    const { server } = this.#stage.world.network;
    const after = new Map(server.refs);
    for (const { ref, to } of commands) to === null ? after.delete(ref) : after.set(ref, to);
    for (const { ref, from, to } of commands) {
      if (ref === BRANCH) this.#judgeBranch(sent, { from, to }, publishedBy(commands));
      else if (ref.startsWith(RUNS) && ref.endsWith('/result') && from !== null && to !== null)
        this.#judgeResult(sent, from, to);
      else if (ref.startsWith(RUNS) && ref.endsWith('/plan') && to !== null)
        this.#judgeFinished(sent, to, after);
    }
  }

  recordMove(): void {}

  /** Whether a task's work is on the branch, as `run/task`. */
  isOnBranch(task: string): boolean {
    const at = this.#stage.world.network.server.refs.get(BRANCH);
    return at !== undefined && [...this.#history(at).values()].some((message) => taskIn(message) === task);
  }

  /** Rule 17: the branch never moves backwards, and only published work comes onto it. */
  #judgeBranch(sent: Sent, { from, to }: Pick<RefCommand, 'from' | 'to'>, results: readonly Oid[]): void {
    if (to === null || to === from) return;
    const history = this.#history(to);
    if (from !== null && !history.has(from))
      this.#say(17, `${sent.actor} moves the branch to where ${from.slice(0, 7)} is missing`);
    const along = results.map((result) => this.#history(result));
    for (const [oid, message] of history) {
      const task = taskIn(message);
      if (task === undefined || this.#stage.world.referee.isPublished(task)) continue;
      if (!along.some((published) => published.has(oid)))
        this.#say(17, `${sent.actor} moves the branch to ${task}, which was never published`);
    }
    this.#judgeTested(sent, to);
  }

  /** A run may begin anew on what others have brought or published; what is then published on that is tested. */
  #judgeResult(sent: Sent, from: Oid, to: Oid): void {
    const before = this.#history(from);
    const isNew = [...this.#history(to)].some(([oid, message]) => {
      const task = before.has(oid) ? undefined : taskIn(message);
      return task !== undefined && !this.#stage.world.referee.isPublished(task);
    });
    if (isNew) this.#judgeTested(sent, to);
  }

  /** Rule 16: nothing is published, and the branch moves to nothing, that nobody has tested. */
  #judgeTested(sent: Sent, to: Oid): void {
    if (!this.#stage.tested.has(this.#stage.world.network.objects.treeOf(to)))
      this.#say(16, `${sent.actor} publishes ${to.slice(0, 7)}, which nobody has tested`);
  }

  /** Rule 18: a run is called finished only together with the branch. */
  #judgeFinished(sent: Sent, to: Oid, after: ReadonlyMap<RefName, Oid>): void {
    const message = this.#history(to).get(to);
    const said = message === undefined ? undefined : readPlanMessage(message);
    if (said?.state !== 'finished' || said.result === undefined || said.result === this.#stage.base) return;
    const branch = after.get(BRANCH);
    if (branch === undefined || !this.#history(branch).has(said.result))
      this.#say(18, `${sent.actor} calls ${said.run} finished, but its result is not on the branch`);
  }

  #history(of: Oid): ReadonlyMap<Oid, string> {
    return ancestors(this.#stage.world.network.objects, of);
  }

  #say(rule: number, what: string): void {
    this.#stage.world.referee.say(rule, what);
  }
}

const taskIn = (message: string): string | undefined => /^Agentic-Task: (\S+) c-/m.exec(message)?.[1];

/** Where results go by the same push. */
const publishedBy = (commands: readonly RefCommand[]): readonly Oid[] =>
  commands.flatMap(({ ref, to }) =>
    ref.startsWith(RUNS) && ref.endsWith('/result') && to !== null ? [to] : [],
  );
