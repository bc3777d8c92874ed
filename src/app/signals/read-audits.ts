import { mayNeedAudit } from '../../core/analyse/may-need-audit.ts';
import type { Signal } from './signal.ts';

/** Audits further back than this tell nothing about the change. */
const MAX_AUDITS = 50;

/** When paths were last audited, from the trailers of commits: a long way back, and only where a rule may ask for it. */
export const auditsSignal: Signal = {
  gives: ['audits'],
  isWanted: ({ changes }) => changes.length > 0,
  read: async ({ repository, range, changes, lines }) => {
    if (!mayNeedAudit({ changes, lines: await lines() })) return { found: {} };
    const [audits, changedAt] = await Promise.all([
      repository.readAudits(range.head, MAX_AUDITS),
      repository.readCommitTime(range.head),
    ]);
    const paths = audits.flatMap(({ kind, at, commit, paths: audited }) =>
      audited.map((path) => ({ path, at, kind, source: `commit ${commit.slice(0, 7)}` })),
    );
    const newest = audits[0];
    return {
      found: { audits: { paths }, ...(changedAt === undefined ? {} : { changedAt }) },
      sources:
        newest === undefined
          ? []
          : [{ signal: 'audits', source: `commit ${newest.commit.slice(0, 7)}`, at: newest.at }],
    };
  },
};
