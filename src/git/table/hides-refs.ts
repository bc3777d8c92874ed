import type { RefScope } from '../../app/ports/ref-store.ts';
import type { RefName } from '../../core/model/ids.ts';
import type { Look } from './around-lost-objects.ts';
import { fetchSeen } from './fetch-seen.ts';
import { parsePushReport } from './parse-push-report.ts';
import type { ShownNote } from './remember-shown.ts';
import { REMOTE_NAME } from './remote-environment.ts';

const OURS = 'refs/agentic/' as RefScope;

/**
 * Whether the server keeps our refs from those who fetch, and shows them to those who push (`uploadpack.hideRefs`): to
 * who only looks such a table is empty, whoever holds what. Git tells what a push that prunes would delete, and with
 * `--dry-run` it sends nothing. Who may not push, or is not answered in time, gets no proof, which is `false`. A table that is empty to pushers too is noted: it hides nothing.
 */
export async function hidesRefs(look: Look, note: ShownNote): Promise<boolean> {
  const shown = await refsShownToPushers(look);
  if (shown?.length === 0) await note.write();
  if (shown === undefined || shown.length === 0) return false;
  const fetched = await fetchSeen(look, [OURS]);
  return fetched.ok && fetched.value.size === 0;
}

const DRY_PRUNE = [
  '-c',
  'push.negotiate=false',
  '-c',
  'push.pushOption=',
  'push',
  '--dry-run', // nothing is sent
  '--prune', // all that is there and has no counterpart here, which is all of ours
  '--porcelain',
  '--no-verify',
  '--no-progress',
  '--no-signed',
  '--no-follow-tags',
  '--recurse-submodules=no',
  '--end-of-options',
  REMOTE_NAME,
  'refs/agentic-none/*:refs/agentic/*',
];

/** `undefined`: who may not push is shown nothing. */
async function refsShownToPushers({ repository, ...call }: Look): Promise<readonly RefName[] | undefined> {
  const pushed = await repository.git({ args: DRY_PRUNE, ...call });
  if (pushed.code !== 0 && pushed.stdout.length === 0) return undefined;
  const report = parsePushReport(pushed.stdout.toString('utf8'));
  return report.map(({ ref }) => ref).filter((ref) => ref.startsWith(OURS));
}
