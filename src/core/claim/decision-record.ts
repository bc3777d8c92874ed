import * as v from 'valibot';
import type { Decision, DecisionId } from '../model/decision.ts';
import type { Oid, RefName } from '../model/ids.ts';
import { spell, text } from './record.ts';
import type { ObjectSight } from './ref-transaction.ts';
import { DECISIONS } from './refs.ts';

const MOST = 2_000;
const oid = v.pipe(v.string(), v.regex(/^([0-9a-f]{40}|[0-9a-f]{64})$/));
const kind = v.pipe(v.string(), v.regex(/^[a-z0-9][a-z0-9_-]{0,63}$/));
const decided = {
  version: v.literal(1),
  id: v.pipe(v.string(), v.regex(/^[0-9a-f]{32}$/)),
  by: text(200),
  at: v.pipe(v.number(), v.integer()),
  reason: v.optional(text(1000)),
  kind,
};

const DecisionSchema = v.variant('what', [
  v.strictObject({
    ...decided,
    what: v.literal('dismissed'),
    task: v.pipe(v.string(), v.regex(/^[a-z0-9][a-z0-9_-]{0,79}$/)),
    title: text(1000),
    evidence: v.pipe(v.array(v.pipe(v.string(), v.regex(/^[0-9a-f]{12}$/))), v.maxLength(MOST)),
  }),
  v.strictObject({
    ...decided,
    what: v.literal('audited'),
    commit: oid,
    paths: v.pipe(v.array(text(5000)), v.maxLength(MOST)),
    blobs: v.pipe(v.array(oid), v.maxLength(MOST)),
  }),
]);

export const writeDecision = (decision: Decision): string => spell({ version: 1, ...decision });

/** Reads a message that anybody who can push may have written; what is not ours decides nothing. */
function readDecision(message: string): Decision | undefined {
  try {
    const checked = v.safeParse(DecisionSchema, JSON.parse(message));
    if (!checked.success) return undefined;
    const { version: _, ...decision } = checked.output;
    return decision as unknown as Decision; // the brands that the schema has just proved
  } catch {
    return undefined;
  }
}

/** A decision, as a listing shows it. */
export interface DecisionSeen {
  readonly ref: RefName;
  readonly tip: Oid;
  readonly decision: Decision;
}

/** The decisions of a listing, oldest first; each under the name that it gives itself. */
export function readDecisions(
  refs: ReadonlyMap<RefName, Oid>,
  objects: ReadonlyMap<Oid, ObjectSight>,
): readonly DecisionSeen[] {
  const seen = [...refs].flatMap(([ref, tip]): readonly DecisionSeen[] => {
    if (!ref.startsWith(DECISIONS)) return [];
    const sight = objects.get(tip);
    const decision = sight?.kind === 'commit' ? readDecision(sight.message) : undefined;
    return decision !== undefined && ref === decisionRef(decision.id) ? [{ ref, tip, decision }] : [];
  });
  return seen.sort((a, b) => a.decision.at - b.decision.at || (a.ref < b.ref ? -1 : 1));
}

export const decisionRef = (id: DecisionId): RefName => `${DECISIONS}${id}` as RefName;
