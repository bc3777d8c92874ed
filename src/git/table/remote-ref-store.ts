import { join } from 'node:path';
import type {
  Looked,
  ObjectSight,
  RefScope,
  RefStore,
  RefTransaction,
  StoreFailure,
  TransactionOutcome,
} from '../../app/ports/ref-store.ts';
import { assertTransaction } from '../../core/claim/assert-transaction.ts';
import { LOCKS, TASKS } from '../../core/claim/refs.ts';
import type { Oid, RefName } from '../../core/model/ids.ts';
import type { TablePlace } from '../../core/model/table-place.ts';
import type { GitResult } from '../exec-git.ts';
import type { RemoteCall } from '../git-time.ts';
import type { PrivateRepository } from '../private/private-repository.ts';
import { readStateObjects } from '../private/read-state-objects.ts';
import { writeLooseObjects } from '../private/state-objects.ts';
import { sshSettingsIn } from '../ssh-settings.ts';
import { fetchOurs, fetchSeen } from './fetch-seen.ts';
import { hidesRefs } from './hides-refs.ts';
import { diskFailureOf, localDiskFailure } from './local-disk.ts';
import { needsPassphrase } from './needs-passphrase.ts';
import { pushOutcome } from './push-outcome.ts';
import { shownNote } from './remember-shown.ts';
import { isLocalUrl, REMOTE_NAME, remoteEnvironment } from './remote-environment.ts';
import { LEAF, seenName } from './seen-names.ts';

/** Where the team's table is and how we reach it from the private repository. */
export interface RemoteTable {
  readonly repository: PrivateRepository;
  /** As git takes it (`insteadOf` still to be applied); a relative path has been made absolute by `chooseTable`. */
  readonly url: string;
  /** How outputs name it: without credentials. */
  readonly display: string;
  /** The remote's name, or a url without credentials, for commands that people are told to run. */
  readonly name?: string;
  /**
   * After this long a silent remote is given up, at the latest: the budget of the command comes first. Looking: 60 s;
   * pushing: 180 s and a second for each ref (slow hosts take 0.1 s, and a result may be large).
   */
  readonly lookTimeoutMs?: number;
  readonly pushTimeoutMs?: number;
}

/** The team's table: refs of a git remote, read by fetching into `refs/seen/*` and changed by atomic pushes. */
export function remoteRefStore(table: RemoteTable): RefStore {
  return new RemoteRefStore(table);
}

// What a push has changed is seen by the next hook, which asks nobody: git itself notes it where a look would.
const NOTE_PUSHED = [LOCKS, TASKS].flatMap((scope) => [
  '-c',
  `remote.${REMOTE_NAME}.fetch=+${scope}*:${seenName(scope)}*${LEAF}`,
]);

// No setting of the user may add refs, options, signatures or a negotiation to our pushes.
const PUSH = [
  '-c',
  'push.negotiate=false',
  '-c',
  'push.pushOption=', // an empty value clears the list
  '-c',
  'core.fsync=-reference', // what was seen can be seen again
  ...NOTE_PUSHED,
  'push',
  '--porcelain',
  '--atomic',
  '--no-verify', // the user's pre-push hook is not about our refs
  '--no-progress',
  '--no-signed',
  '--no-follow-tags',
  '--recurse-submodules=no',
];

class RemoteRefStore implements RefStore {
  readonly #table: RemoteTable;
  readonly #env: Readonly<Record<string, string | undefined>>;
  readonly #remote: RemoteCall;
  #pushes = 0;
  #lacksPassphrase: Promise<boolean> | undefined;

  constructor(table: RemoteTable) {
    this.#table = table;
    const { url, repository } = table;
    // a look that is given up soon is no time for an answer
    const mayAsk = table.lookTimeoutMs === undefined;
    this.#remote = { ssh: sshSettingsIn(repository.env, url), mayAsk };
    this.#env = {
      ...remoteEnvironment(table.repository.env, table.url),
      GIT_TRACE2_EVENT: '3', // tells whether a push came to sending
      ...(isLocalUrl(table.url) ? {} : CURL_TRACE),
    };
  }

  get table(): string {
    return this.#table.display;
  }

  get place(): TablePlace {
    return { kind: 'remote', name: this.#table.name ?? this.#table.display };
  }

  get objectFormat(): 'sha1' | 'sha256' {
    return this.#table.repository.objectFormat;
  }

  get pushes(): number {
    return this.#pushes;
  }

  async list(scopes: readonly RefScope[]): Promise<Looked<ReadonlyMap<RefName, Oid>>> {
    const { repository, lookTimeoutMs = 60_000 } = this.#table;
    const look = { repository, env: this.#env, timeoutMs: lookTimeoutMs, remote: this.#remote };
    const seen = await fetchSeen(look, scopes);
    return seen.ok ? seen : { ok: false, failure: await this.#explain(seen.failure) };
  }

  listOurs(): Promise<Looked<ReadonlyMap<RefName, Oid>>> {
    const { repository, lookTimeoutMs = 60_000 } = this.#table;
    return fetchOurs({ repository, env: this.#env, timeoutMs: lookTimeoutMs, remote: this.#remote });
  }

  async hidesRefs(ask?: { readonly lately: boolean }): Promise<boolean> {
    const { repository, url, lookTimeoutMs = 60_000 } = this.#table;
    const note = shownNote(repository.path, url);
    if (ask?.lately === true && (await note.isFresh())) return false;
    // asked after a look, in what is left of its time
    const look = { repository, env: this.#env, timeoutMs: lookTimeoutMs / 3, remote: this.#remote };
    return hidesRefs(look, note);
  }

  read(oids: readonly Oid[]): Promise<ReadonlyMap<Oid, ObjectSight>> {
    return readStateObjects(this.#table.repository, oids);
  }

  async commit(transaction: RefTransaction): Promise<TransactionOutcome> {
    assertTransaction(transaction);
    const { repository } = this.#table;
    const objects = transaction.objects.map((object) => ({ ...object, type: 'commit' as const }));
    try {
      await writeLooseObjects(join(repository.path, 'objects'), objects, { sync: false });
    } catch (error) {
      const failure = diskFailureOf(error, repository.path);
      if (failure === undefined) throw error;
      return { kind: 'failed', failure };
    }
    this.#pushes++;
    const result = await this.#push(transaction);
    const outcome = pushOutcome(transaction, result);
    if (outcome.kind !== 'failed') return outcome;
    const disk = localDiskFailure(result.stderr, repository.path);
    return { kind: 'failed', failure: disk ?? (await this.#explain(outcome.failure)) };
  }

  /** A refused key may be a good one that nobody could unlock; found out once. */
  async #explain(failure: StoreFailure): Promise<StoreFailure> {
    if (failure.kind !== 'ssh-key') return failure;
    const { repository } = this.#table;
    this.#lacksPassphrase ??= needsPassphrase({ repository, env: this.#env, remote: this.#remote });
    return (await this.#lacksPassphrase) ? { ...failure, kind: 'ssh-passphrase' } : failure;
  }

  #push({ updates }: RefTransaction): Promise<GitResult> {
    const leases = updates.map(({ ref, expect }) => `--force-with-lease=${ref}:${expect ?? ''}`);
    const moves = updates.map(({ ref, to }) => `${to ?? ''}:${ref}`);
    return this.#table.repository.git({
      args: [...PUSH, ...leases, '--end-of-options', REMOTE_NAME, ...moves],
      env: this.#env,
      trace: true,
      remote: this.#remote,
      timeoutMs: this.#table.pushTimeoutMs ?? 180_000 + 1_000 * updates.length,
    });
  }
}

// Status and headers of answers (`Retry-After`), to our pipe alone and with credentials blotted out by git.
const CURL_TRACE = { GIT_TRACE_CURL: '3', GIT_TRACE_CURL_NO_DATA: '1', GIT_TRACE_REDACT: '1' };
