import { createHash } from 'node:crypto';
import type { OpenBranch } from '../../app/ports/repository.ts';
import {
  type Meeting,
  type MeetingTest,
  meetingTests,
  type OwnPaths,
} from '../../core/analyse/meet-paths.ts';
import { compareText } from '../../core/model/compare-text.ts';
import type { RepoPath } from '../../core/model/ids.ts';
import type { CloneReader } from '../clone/clone-reader.ts';
import type { LookCache, Question } from './look-cache.ts';
import { readEdits } from './read-commit-names.ts';

const NOTHING: Meeting = { shared: [], mayConflict: false };

/** How the own changes of each branch meet ours, by names; in one process for all that nobody has asked for before. */
export async function findMeetings(
  reader: CloneReader,
  cache: LookCache,
  ask: { readonly branches: readonly OpenBranch[]; readonly own: OwnPaths },
): Promise<readonly Meeting[]> {
  const ours = digestOf(ask.own);
  const questionOf = ({ from, tip }: OpenBranch): Question => ['meeting', ours, from, tip];
  const known = new Map<string, Meeting>();
  const asked: OpenBranch[] = [];
  for (const branch of ask.branches) {
    const meeting = parseMeeting(await cache.recall(questionOf(branch)));
    if (meeting) known.set(branch.tip, meeting);
    else asked.push(branch);
  }
  const test = meetingTests(ask.own);
  const tests = new Map<string, MeetingTest>(asked.map(({ tip }) => [tip, test()]));
  await readEdits(reader, {
    pairs: asked.map(({ tip, from }) => [tip, from]),
    take: (commit, path, edit) => tests.get(commit)?.take(path, edit),
  });
  for (const branch of asked) {
    const { shared, mayConflict } = tests.get(branch.tip)?.result() ?? NOTHING;
    const meeting = { shared: shared.toSorted(compareText), mayConflict };
    known.set(branch.tip, meeting);
    cache.keep(questionOf(branch), meeting);
  }
  return ask.branches.map(({ tip }) => known.get(tip) ?? NOTHING);
}

const digestOf = ({ all, added, deleted }: OwnPaths): string =>
  createHash('sha256')
    .update(JSON.stringify([all, added, deleted].map((paths) => [...paths].sort(compareText))))
    .digest('hex');

function parseMeeting(kept: unknown): Meeting | undefined {
  if (typeof kept !== 'object' || kept === null || !('shared' in kept) || !('mayConflict' in kept))
    return undefined;
  const { shared, mayConflict } = kept;
  const isList = Array.isArray(shared) && shared.every(isPath);
  return isList && typeof mayConflict === 'boolean' ? { shared, mayConflict } : undefined;
}

const isPath = (value: unknown): value is RepoPath => typeof value === 'string';
