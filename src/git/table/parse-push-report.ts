import type { RefName } from '../../core/model/ids.ts';
import { refName } from '../../core/model/ids.ts';

/** One line of `git push --porcelain`: what became of one ref. */
export interface PushedRef {
  readonly ref: RefName;
  /** `ok`: the remote said it did this. `same`: nothing was sent for it. `rejected`: by this git or by the remote. */
  readonly fate: 'ok' | 'same' | 'rejected';
  /** `remote`: the far side said so; `local`: this git did not even ask. Only of rejected refs. */
  readonly by?: 'remote' | 'local';
  /** What stands in brackets after a rejection: `stale info`, `hook declined`. */
  readonly reason: string;
}

// Samples (tabs between the three fields):
//   To /srv/shop.git
//   *	ffe49024bf…:refs/agentic/locks/a	[new reference]
//   +	ea4d71c1f1…:refs/agentic/locks/b	ffe4902...ea4d71c (forced update)
//    	ea4d71c1f1…:refs/agentic/tasks/r/t	ffe4902..ea4d71c
//   -	:refs/agentic/locks/c	[deleted]
//   =	ffe49024bf…:refs/agentic/locks/d	[up to date]
//   !	ea4d71c1f1…:refs/agentic/locks/e	[rejected] (stale info)
//   !	ffbefaea0e…:refs/agentic/locks/f	[rejected] (atomic push failed)
//   !	ea4d71c1f1…:refs/agentic/locks/g	[remote rejected] (atomic transaction failed)
//   !	(delete):refs/agentic/locks/h	[remote failure] (remote failed to report status)
//   Done
// `Done` is printed after failures too, and the exit code is 0 where some refs were already "up to date": neither says
// that a transaction was applied.

const FATES = { '*': 'ok', '+': 'ok', '-': 'ok', ' ': 'ok', '=': 'same', '!': 'rejected' } as const;

/** Parses the report; lines of other forms are left out. */
export function parsePushReport(output: string): readonly PushedRef[] {
  const refs: PushedRef[] = [];
  for (const line of output.split('\n')) {
    const [flag, names, summary] = line.split('\t');
    const fate = FATES[flag as keyof typeof FATES];
    if (fate === undefined || names === undefined || summary === undefined) continue;
    const ref = refName(names.slice(names.indexOf(':') + 1));
    const reason = /\((.*)\)\s*$/.exec(summary)?.[1] ?? '';
    if (fate !== 'rejected') refs.push({ ref, fate, reason });
    else refs.push({ ref, fate, by: summary.startsWith('[remote') ? 'remote' : 'local', reason });
  }
  return refs;
}
