/** What the double of GitHub knows of its one repository, besides what git has. */
export interface FakeWorld {
  readonly owner: string;
  readonly repo: string;
  /** Bare; branches are read from it, and git is served from it. */
  readonly bare: string;
  readonly tokens: Map<string, FakeToken>;
  readonly pulls: Map<number, FakePull>;
  /** In the order in which they were made. */
  readonly comments: FakeComment[];
  readonly labels: Map<string, FakeLabel>;
  /** Workflows that somebody started by hand, or by a call. */
  readonly dispatches: { readonly workflow: string; readonly ref: string; readonly inputs: unknown }[];
  /** Files of workflows that somebody has disabled. */
  disabled?: ReadonlySet<string>;
  /** A setting of the repository: no workflow may open pull requests. */
  forbidsPulls?: boolean;
  nextId: number;
}

type Access = 'read' | 'write';

export interface FakeToken {
  readonly login: string;
  readonly may: {
    readonly contents?: Access;
    readonly pulls?: Access;
    readonly actions?: Access;
  };
}

export interface FakePull {
  /** Short name in the bare repository: its tip is the head. */
  readonly branch: string;
  readonly base: string;
  readonly title: string;
  body?: string;
  state: 'open' | 'closed';
  locked: boolean;
  /** Names as they were first made. */
  labels: string[];
}

export interface FakeComment {
  readonly id: number;
  readonly pull: number;
  readonly login: string;
  body: string;
}

export interface FakeLabel {
  name: string;
  color: string;
  description: string | null;
}

/** Adds a comment as if somebody had written it. */
export function writeComment(world: FakeWorld, given: Omit<FakeComment, 'id'>): FakeComment {
  const comment = { ...given, id: world.nextId++ };
  world.comments.push(comment);
  return comment;
}

/** GitHub keeps one label for all spellings of a name in upper and lower case. */
export function labelOf(world: FakeWorld, name: string): FakeLabel {
  const key = name.toLowerCase();
  const known = world.labels.get(key) ?? { name, color: 'ededed', description: null };
  world.labels.set(key, known);
  return known;
}
