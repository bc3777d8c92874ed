import type { Claimant } from '../../app/claim/claimant.ts';
import type { PathFinder } from '../../app/ports/path-finder.ts';
import type { RefStore } from '../../app/ports/ref-store.ts';
import type { Session } from '../../app/session/session.ts';
import type { Checked } from '../../core/model/problem.ts';
import type { Settings } from '../../core/model/settings.ts';
import type { CloneFacts } from '../../git/clone/clone-facts.ts';
import type { PrivateRepository } from '../../git/private/private-repository.ts';

/** Where and by whom the program was called. */
export interface Call {
  readonly cwd: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly now: Date;
  readonly signal?: AbortSignal;
  /** The clone around `cwd`, where it has been looked at already. */
  readonly clone?: CloneFacts;
}

/** A clone, and who finds in it what people type. */
export interface OpenedPlace {
  readonly clone: CloneFacts;
  readonly root: string;
  readonly finder: PathFinder;
}

/** A clone with its configuration. */
export interface Project extends OpenedPlace {
  readonly settings: Settings;
}

/** The team's table, and the private repository through which we reach it. */
export interface OpenedTable extends Project {
  readonly store: RefStore;
  readonly table: { readonly kind: 'remote' | 'local'; readonly display: string };
  /** Of the remote, as git takes it; it may hold a password and is never printed. */
  readonly remoteUrl?: string;
  readonly repository: PrivateRepository;
  /** Whether anything may be sent or kept: else nothing of ours is made in the clone. */
  readonly writes: boolean;
  /** The session that the call belongs to. */
  readonly session: () => Promise<Session>;
  /** For claims that live as long as this process. */
  readonly process: () => Promise<Claimant>;
}

/**
 * The clone around the folder of a call, and what is opened around it: each part when it is first asked for, and once.
 * `configFile` is `--config`, as it was typed; without it the configuration is found.
 */
export interface Workspace {
  readonly call: Call;
  readonly clone: () => Promise<Checked<CloneFacts>>;
  readonly place: () => Promise<Checked<OpenedPlace>>;
  readonly settings: (configFile?: string) => Promise<Checked<Settings>>;
  readonly project: (configFile?: string) => Promise<Checked<Project>>;
  /** With the project's warnings. `writes`: what we keep beside the clone is made where it is not there. */
  readonly table: (wish: OpenTableWish) => Promise<Checked<OpenedTable>>;
}

export interface OpenTableWish {
  readonly configFile?: string | undefined;
  readonly writes: boolean;
}
