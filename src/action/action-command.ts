import type { ActionHost } from './action-host.ts';
import type { CiEvent } from './parse-event.ts';

/** What every command of the Action is given. */
export interface ActionStart {
  readonly host: ActionHost;
  readonly event: CiEvent;
  /** Folder of the checkout. */
  readonly cwd: string;
  /** Of the runner, without the inputs. */
  readonly env: Readonly<Record<string, string | undefined>>;
  /** For the host's API; empty where none was given. It never leaves the gateways. */
  readonly token: string;
  readonly now: Date;
  /** Whoever caused the event is no person, as GitHub says. */
  readonly byBot: boolean;
  /** Of the repository, as the event says; absent: it does not. */
  readonly defaultBranch?: string;
}

/** `failed` turns the step red; what went wrong has been said. */
export type ActionCommand = (start: ActionStart) => Promise<'done' | 'failed'>;
