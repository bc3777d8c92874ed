import { compareText } from '../../src/core/model/compare-text.ts';
import type { Oid, RefName } from '../../src/core/model/ids.ts';

/** What a client sends to the server: it saw `from` and wants `to`. */
export interface RefCommand {
  readonly ref: RefName;
  readonly from: Oid | null;
  readonly to: Oid | null;
  /** What it was does not matter. */
  readonly forced?: boolean;
}

/** Commands in the order in which the server moves the refs of one push. */
export type ServerOrder = (commands: readonly RefCommand[]) => readonly RefCommand[];

/** Git's own: names ascending, deletions last. */
export const gitOrder: ServerOrder = (commands) => {
  const byName = [...commands].sort((a, b) => compareText(a.ref, b.ref));
  return [...byName.filter((c) => c.to !== null), ...byName.filter((c) => c.to === null)];
};

/** Why a server will not start: other values, names in the way, or another transaction at work on them. */
export type Refusal =
  | { readonly kind: 'stale'; readonly refs: readonly RefName[] }
  | { readonly kind: 'locked'; readonly refs: readonly RefName[] };

/**
 * The refs of a git server as it keeps them: one name is never a directory of another, a push starts only when
 * every expectation is exact, and then moves ref by ref, each locked until it has moved.
 */
export class RefServer {
  readonly refs = new Map<RefName, Oid>();
  readonly #locked = new Set<RefName>();
  /** Told of each single move, after it. */
  onMove: (command: RefCommand) => void = () => {};

  /** Checks everything and locks the refs, or says what is in the way. */
  begin(
    sent: readonly RefCommand[],
    order: ServerOrder = gitOrder,
    onAccept: (ordered: readonly RefCommand[]) => void = () => {},
  ): Refusal | ServerTransaction {
    const commands = sent.map((c) => (c.forced ? { ...c, from: this.refs.get(c.ref) ?? null } : c));
    const stale = new Set<RefName>();
    const locked = new Set<RefName>();
    for (const { ref, from, to } of commands) {
      if (this.#locked.has(ref)) locked.add(ref);
      if ((this.refs.get(ref) ?? null) !== from) stale.add(ref);
      if (to === null || from !== null) continue;
      if (this.#inTheWay(ref, this.refs.keys())) stale.add(ref);
      if (this.#inTheWay(ref, this.#locked)) locked.add(ref);
      const others = commands.filter((c) => c.ref !== ref && c.to !== null).map((c) => c.ref);
      if (this.#inTheWay(ref, others)) stale.add(ref);
    }
    if (stale.size > 0) return { kind: 'stale', refs: [...stale] };
    if (locked.size > 0) return { kind: 'locked', refs: [...locked] };
    for (const { ref } of commands) this.#locked.add(ref);
    const ordered = order(commands);
    onAccept(ordered);
    return new ServerTransaction(
      ordered,
      (command) => this.#move(command),
      (command) => this.#locked.delete(command.ref),
    );
  }

  /** Somebody who does not ask: sets or deletes a ref past every rule but the names'. */
  force(ref: RefName, to: Oid | null): void {
    this.#move({ ref, from: this.refs.get(ref) ?? null, to });
  }

  #move(command: RefCommand): void {
    if (command.to === null) this.refs.delete(command.ref);
    else this.refs.set(command.ref, command.to);
    this.#locked.delete(command.ref);
    this.onMove(command);
  }

  #inTheWay(ref: RefName, names: Iterable<RefName>): boolean {
    for (const name of names) if (name.startsWith(`${ref}/`) || ref.startsWith(`${name}/`)) return true;
    return false;
  }
}

/** A push that the server has accepted and is carrying out. */
export class ServerTransaction {
  readonly #moves: RefCommand[];
  readonly #move: (command: RefCommand) => void;
  readonly #unlock: (command: RefCommand) => void;

  constructor(
    moves: readonly RefCommand[],
    move: (command: RefCommand) => void,
    unlock: (command: RefCommand) => void,
  ) {
    this.#moves = [...moves];
    this.#move = move;
    this.#unlock = unlock;
  }

  get left(): number {
    return this.#moves.length;
  }

  /** Moves one more ref. */
  moveNext(): void {
    const next = this.#moves.shift();
    if (next) this.#move(next);
  }

  finish(): void {
    while (this.left > 0) this.moveNext();
  }

  /** The server died: what has moved stays moved, its locks are taken away. */
  abandon(): void {
    for (const command of this.#moves.splice(0)) this.#unlock(command);
  }
}
