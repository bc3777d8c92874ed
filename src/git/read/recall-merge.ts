import type { Oid, RepoPath } from '../../core/model/ids.ts';
import type { PredictedConflict } from '../../core/model/presence.ts';
import type { KnownMerge } from './trial-steps.ts';

/** A merge as the cache has it; anything else is as if it were not there. */
export function parseKnownMerge(kept: unknown): KnownMerge | undefined {
  if (typeof kept !== 'object' || kept === null || !('conflicts' in kept)) return undefined;
  const { conflicts } = kept;
  if (!Array.isArray(conflicts) || !conflicts.every(isConflict)) return undefined;
  const tree = 'tree' in kept ? kept.tree : undefined;
  return { conflicts, ...(isOid(tree) ? { tree } : {}) };
}

const isOid = (value: unknown): value is Oid => typeof value === 'string' && /^[0-9a-f]{40,64}$/.test(value);

const isConflict = (value: unknown): value is PredictedConflict =>
  typeof value === 'object' &&
  value !== null &&
  'path' in value &&
  isPath(value.path) &&
  (!('lines' in value) || (Array.isArray(value.lines) && value.lines.every(isRange)));

const isPath = (value: unknown): value is RepoPath => typeof value === 'string';

const isRange = (value: unknown): boolean =>
  Array.isArray(value) && value.length === 2 && value.every((line) => Number.isInteger(line));
