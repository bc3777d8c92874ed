import { mkdir } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { Claimant } from '../../app/claim/claimant.ts';
import type { Session } from '../../app/session/session.ts';
import { type Holder, holderKey } from '../../core/claim/holder.ts';
import { whoWorksHere } from '../../git/clone/who-works-here.ts';
import { sessionNotesPath } from '../../git/private-place.ts';
import { withFileLock } from '../../process/disk/file-lock.ts';
import { chooseHolder, processHolder } from '../../process/holder/choose-holder.ts';
import { holderFile } from '../../process/holder/claim-files.ts';
import { noteThisProcess } from '../../process/holder/process-notes.ts';
import { openClaimant } from './claimant.ts';
import type { Call, OpenedTable } from './opened.ts';

/** The session that a call belongs to. */
export async function openSession({ env }: Pick<Call, 'env'>, table: OpenedTable): Promise<Session> {
  const holder = await sessionHolder(env, table);
  const path = `${holderFile(table.repository.memory, holderKey(holder))}.lock`;
  return {
    claimant: await openClaimant(table, holder, env),
    inTurn: async (timeoutMs, act) => {
      await mkdir(dirname(path), { recursive: true });
      return withFileLock({ path, timeoutMs }, act);
    },
  };
}

/** Who a call acts for, named as the person and the branch are now. */
export const sessionHolder = (
  env: Call['env'],
  { clone, writes }: Pick<OpenedTable, 'clone' | 'writes'>,
): Promise<Holder> =>
  chooseHolder(env, {
    gitDir: clone.gitDir,
    sessions: sessionNotesPath(clone),
    name: whoWorksHere(clone, env),
    keepsId: writes,
  });

/** A note of the process keeps `doctor --purge` away. */
export async function openProcess({ env }: Pick<Call, 'env'>, table: OpenedTable): Promise<Claimant> {
  const who = whoWorksHere(table.clone, env);
  await noteThisProcess(table.repository.path, who);
  return openClaimant(table, await processHolder(who), env);
}

/** For a look that keeps nothing, not even who looked. */
export async function openLookingClaimant({ env }: Pick<Call, 'env'>, table: OpenedTable): Promise<Claimant> {
  return openClaimant(table, await sessionHolder(env, table));
}
