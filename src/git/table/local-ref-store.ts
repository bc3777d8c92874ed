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
import { ABOVE_ALL, ROOT } from '../../core/claim/refs.ts';
import type { Oid, RefName } from '../../core/model/ids.ts';
import type { TablePlace } from '../../core/model/table-place.ts';
import { listRefs } from '../private/list-refs.ts';
import type { PrivateRepository } from '../private/private-repository.ts';
import { readStateObjects } from '../private/read-state-objects.ts';
import { writeLooseObjects } from '../private/state-objects.ts';
import { diskFailureOf, localDiskFailure } from './local-disk.ts';

/** The table where a repository has no remote at all: `refs/agentic/*` of the private repository. */
export function localRefStore(repository: PrivateRepository): RefStore {
  return new LocalRefStore(repository);
}

class LocalRefStore implements RefStore {
  readonly table = 'this repository (no remote)';
  readonly #repository: PrivateRepository;
  #pushes = 0;

  constructor(repository: PrivateRepository) {
    this.#repository = repository;
  }

  get place(): TablePlace {
    return { kind: 'local', folder: this.#repository.path };
  }

  get objectFormat(): 'sha1' | 'sha256' {
    return this.#repository.objectFormat;
  }

  /** Transactions sent; none of them leaves the machine. */
  get pushes(): number {
    return this.#pushes;
  }

  async list(scopes: readonly RefScope[]): Promise<Looked<ReadonlyMap<RefName, Oid>>> {
    return listRefs(this.#repository, scopes);
  }

  listOurs(): Promise<Looked<ReadonlyMap<RefName, Oid>>> {
    return listRefs(this.#repository, [ABOVE_ALL, ROOT]);
  }

  /** Our own repository shows all of its refs. */
  hidesRefs(): Promise<boolean> {
    return Promise.resolve(false);
  }

  read(oids: readonly Oid[]): Promise<ReadonlyMap<Oid, ObjectSight>> {
    return readStateObjects(this.#repository, oids);
  }

  async commit(transaction: RefTransaction): Promise<TransactionOutcome> {
    assertTransaction(transaction);
    try {
      const objects = transaction.objects.map((object) => ({ ...object, type: 'commit' as const }));
      // here nobody else has them: they must be on the disk before a ref is
      await writeLooseObjects(join(this.#repository.path, 'objects'), objects, { sync: true });
    } catch (error) {
      const failure = diskFailureOf(error, this.#repository.path);
      if (failure === undefined) throw error;
      return { kind: 'failed', failure };
    }
    this.#pushes++;
    const result = await this.#repository.git({
      args: ['update-ref', '--stdin'],
      input: updateRefInput(transaction),
    });
    const done = new Set(result.stdout.toString('latin1').split('\n'));
    if (done.has('commit: ok')) return { kind: 'applied' };
    const detail = result.stderr.trim();
    if (!done.has('prepare: ok')) return this.#whyNot(transaction, detail);
    // After all refs were locked git can still fail to move one, where another transaction has just made a folder of its
    // name. Of one ref that says that it has not moved.
    const isOneOnly = transaction.updates.length === 1 && PASSING.test(detail);
    return isOneOnly ? this.#whyNot(transaction, detail) : { kind: 'unknown', detail };
  }

  /** Nothing was changed: the reason is what stands against it now; if nothing does, it was something else. */
  async #whyNot(transaction: RefTransaction, detail: string): Promise<TransactionOutcome> {
    const looked = await this.listOurs();
    if (!looked.ok) return { kind: 'failed', failure: looked.failure };
    const refs = transaction.updates
      .filter(({ ref, expect, to }) => {
        if ((looked.value.get(ref) ?? null) !== expect) return true;
        return to !== null && expect === null && hasRelative(looked.value, ref);
      })
      .map(({ ref }) => ref);
    if (refs.length > 0) return { kind: 'refused', refs };
    const disk = localDiskFailure(detail, this.#repository.path);
    if (disk) return { kind: 'failed', failure: disk };
    const kind: StoreFailure['kind'] = PASSING.test(detail) ? 'server-lock' : 'other';
    return { kind: 'failed', failure: { kind, detail } };
  }
}

// Another transaction is at work: `Unable to create '…/refs/agentic/locks/a.lock': File exists.`, the same with
// `No such file or directory` where it has just removed the folder that was left empty, `couldn't set '…'` where it has just
// made one, or `packed-refs.lock`.
const PASSING =
  /^(?!.*(Permission denied|No space left|Read-only file system)).*(cannot lock ref|Unable to create|couldn't set|packed-refs)/s;

/** A ref above or below, which excludes this one. */
function hasRelative(refs: ReadonlyMap<RefName, Oid>, ref: RefName): boolean {
  for (const other of refs.keys())
    if (other.startsWith(`${ref}/`) || ref.startsWith(`${other}/`)) return true;
  return false;
}

/** `start`/`prepare`/`commit` make git say how far it came. Names and ids are ours: no spaces, no quotes. */
function updateRefInput({ updates }: RefTransaction): string {
  const lines = updates.map(({ ref, expect, to }) => {
    if (to === null) return `delete ${ref} ${expect ?? ''}`;
    return expect === null ? `create ${ref} ${to}` : `update ${ref} ${to} ${expect}`;
  });
  return `${['start', ...lines, 'prepare', 'commit'].join('\n')}\n`;
}
