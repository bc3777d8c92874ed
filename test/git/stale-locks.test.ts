import { mkdirSync, utimesSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { RefStore } from '../../src/app/ports/ref-store.ts';
import type { RefName } from '../../src/core/model/ids.ts';
import { localRefStore } from '../../src/git/table/local-ref-store.ts';
import { remoteRefStore } from '../../src/git/table/remote-ref-store.ts';
import { makeTeam } from '../support/git-fixture.ts';
import { openWorktrees } from '../support/worktrees-fixture.ts';

const name = (text: string): RefName => `refs/agentic/locks/${text}` as RefName;

/** A lock file of a git that was killed in the middle of a change, so long ago. */
function leaveLock(folder: string, path: string, seconds: number): void {
  const file = join(folder, `${path}.lock`);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, '');
  const at = Date.now() / 1000 - seconds;
  utimesSync(file, at, at);
}

async function prepare() {
  const { repo, remote } = makeTeam();
  const { repository } = await openWorktrees(repo);
  const stores: Readonly<Record<'local' | 'remote', RefStore>> = {
    local: localRefStore(repository),
    remote: remoteRefStore({ repository, url: remote.dir, display: 'x' }),
  };
  return { head: repo.tip('HEAD'), folder: repository.path, remote, stores };
}

describe('lock files that a killed git of ours has left', () => {
  it('do not stop the table of a clone without a remote', async () => {
    const { head, folder, stores } = await prepare();
    leaveLock(folder, 'refs/agentic/locks/a', 90);
    leaveLock(folder, 'packed-refs', 90);
    const made = [name('a'), name('b')].map((ref) => ({ ref, expect: null, to: head }));
    expect(await stores.local.commit({ updates: made, objects: [] })).toEqual({ kind: 'applied' });
    leaveLock(folder, 'packed-refs', 90);
    const gone = made.map(({ ref }) => ({ ref, expect: head, to: null }));
    expect(await stores.local.commit({ updates: gone, objects: [] })).toEqual({ kind: 'applied' });
  });

  it('do not stop looking at a remote', async () => {
    const { head, folder, remote, stores } = await prepare();
    remote.git('update-ref', name('a'), head);
    expect(await stores.remote.list([name('')])).toMatchObject({ ok: true });
    remote.git('update-ref', '-d', name('a'));
    remote.git('update-ref', name('b'), head);
    leaveLock(folder, 'packed-refs', 90);
    leaveLock(folder, 'refs/seen/agentic/locks/b/=', 90);
    const looked = await stores.remote.list([name('')]);
    expect(looked.ok && [...looked.value.keys()]).toEqual([name('b')]);
  });

  it('are left alone while they may be somebody’s at work', async () => {
    const { head, folder, stores } = await prepare();
    leaveLock(folder, 'refs/agentic/locks/a', 5);
    const made = { ref: name('a'), expect: null, to: head };
    expect(await stores.local.commit({ updates: [made], objects: [] })).toMatchObject({
      kind: 'failed',
      failure: { kind: 'server-lock' },
    });
  });
});
