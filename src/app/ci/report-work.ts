import type { WorkReport } from '../../core/ci/work-report.ts';
import type { WorkResult } from '../../core/ci/work-result.ts';
import type { SentEnd } from '../../core/claim/judge-wave.ts';
import type { TaskId } from '../../core/model/ids.ts';
import type { NotTogether } from './set-works.ts';

/** What is known of a task's job when its claim ends. */
export interface JobKnown {
  /** Absent: it left nothing that is taken. */
  readonly result?: WorkResult;
  /** Why what it left is not taken, with the paths that it is about. */
  readonly refused?: { readonly why: string; readonly paths: readonly string[] };
  /** Why `verify` left it out. */
  readonly left?: NotTogether;
}

/** How a job's work ended, for the limits and for the next try. */
export function reportWork(
  { result, refused, left }: JobKnown,
  end: Pick<SentEnd<NotTogether>, 'kind'> & { readonly why?: NotTogether },
): WorkReport {
  const spent = { ms: result?.ms ?? 0, usd: result?.usd ?? 0 };
  if (end.kind === 'published') return { how: 'done', ...spent };
  if (refused !== undefined) return { how: 'failed', ...spent, code: refused.why, lines: refused.paths };
  if (result === undefined) return { how: 'lost', ...spent, code: 'no-result' };
  if (result.result !== 'ready') return notReady(result, spent);
  const why = end.why ?? left ?? 'not-the-verified-tree';
  return {
    how: why === 'verify-failed' || why === 'merge-conflict' ? 'failed' : 'left',
    ...spent,
    code: why,
  };
}

/** What an agent's vendor refused, or a job was stopped at, is no fault of the work. */
const notReady = (
  { result, code, lines }: WorkResult,
  spent: { readonly ms: number; readonly usd: number },
): WorkReport => ({
  how: result === 'failed' || result === 'empty' ? 'failed' : 'lost',
  ...spent,
  code: code ?? result,
  lines,
});

/** Each task that `verify` names as left out, as far as it says why. */
export const leftBy = (named: ReadonlyMap<string, string>, task: TaskId): NotTogether | undefined => {
  const why = named.get(task);
  return WHYS.find((known) => known === why);
};

const WHYS: readonly NotTogether[] = [
  'merge-conflict',
  'verify-failed',
  'not-together',
  'not-the-verified-tree',
];
