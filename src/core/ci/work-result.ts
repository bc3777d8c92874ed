import * as v from 'valibot';
import type { ClaimId, Oid, RepoPath, RunId, TaskId } from '../model/ids.ts';
import { unsafePath } from '../paths/unsafe-path.ts';

// An artifact is a folder: `result.json`, as below; `blobs/<object id>` for each file that the work has made or changed;
// `lfs/<sha256>` with the contents of each of these that is a pointer of Git LFS.
// Whoever runs in the same workflow may have written it: nothing in it is believed.

export const RESULT_FILE = 'result.json';
export const BLOBS_FOLDER = 'blobs';
export const LFS_FOLDER = 'lfs';

export const LARGEST_RESULT = 8 * 1024 * 1024;
/** Of one file; hosts refuse larger ones. */
export const LARGEST_BLOB = 100 * 1024 * 1024;
/** Of all files of one task. */
export const LARGEST_WORK = 256 * 1024 * 1024;
/** Changed files, and contents of large ones. */
export const MOST_CHANGES = 10_000;
/** Of the contents of one file in Git LFS. */
export const LARGEST_LFS = 512 * 1024 * 1024;
/** Of all such contents of one task. */
export const LARGEST_LFS_WORK = 1024 * 1024 * 1024;

export interface WorkResult {
  readonly version: 1;
  readonly run: RunId;
  readonly wave: number;
  readonly task: TaskId;
  readonly claim: ClaimId;
  /** The commit that the work was begun on. */
  readonly base: Oid;
  readonly result: WorkOutcome;
  /** What went wrong, as a code of a problem. */
  readonly code?: string;
  readonly lines: readonly string[];
  readonly ms: number;
  readonly usd: number;
  readonly summary: string;
  readonly outputs: Readonly<Record<string, string>>;
  /** Of the agent's own commits. */
  readonly messages: readonly string[];
  readonly changes: readonly WorkChange[];
}

const OUTCOMES = ['ready', 'empty', 'failed', 'refused', 'stopped'] as const;
export type WorkOutcome = (typeof OUTCOMES)[number];

/** Without a blob: the path is gone. */
export interface WorkChange {
  readonly path: RepoPath;
  readonly mode?: '100644' | '100755' | '120000';
  readonly blob?: Oid;
  readonly size?: number;
}

export const artifactName = (of: {
  readonly run: string;
  readonly wave: number;
  readonly task: string;
}): string => `agentic-${of.run}-${of.wave}-${of.task}`;

/** What an agent printed, for people; no step of ours reads it again, and it is kept as long as the team wants. */
export const agentLogName = (of: Parameters<typeof artifactName>[0]): string =>
  `agent-log-${of.run}-${of.wave}-${of.task}`;

/** What the team's test printed while a wave was verified. */
export const testLogName = (of: { readonly run: string; readonly wave: number }): string =>
  `test-log-${of.run}-${of.wave}`;

/** Of a whole run, where its result goes there: no wave looks for this name. */
export const patchArtifact = (run: string): string => `agentic-${run}-patch`;

const oid = v.pipe(v.string(), v.regex(/^([0-9a-f]{40}|[0-9a-f]{64})$/));
const text = (most: number) => v.pipe(v.string(), v.maxLength(most));
const amount = v.pipe(v.number(), v.finite(), v.minValue(0), v.maxValue(1e12));

const ResultSchema = v.strictObject({
  version: v.literal(1),
  run: text(200),
  wave: v.pipe(v.number(), v.integer()),
  task: v.pipe(v.string(), v.regex(/^[a-z0-9][a-z0-9_-]{0,63}$/)),
  claim: v.pipe(v.string(), v.regex(/^c-[0-9a-f]{12}$/)),
  base: oid,
  result: v.picklist(OUTCOMES),
  code: v.optional(v.pipe(v.string(), v.regex(/^[a-z][a-z-]{0,60}$/))),
  lines: v.pipe(v.array(text(2000)), v.maxLength(100)),
  ms: amount,
  usd: amount,
  summary: text(20_000),
  outputs: v.record(v.pipe(v.string(), v.regex(/^[A-Za-z][A-Za-z0-9_-]{0,99}$/)), text(20_000)),
  messages: v.pipe(v.array(text(100_000)), v.maxLength(100)),
  changes: v.pipe(
    v.array(
      v.strictObject({
        path: text(4096),
        mode: v.optional(v.picklist(['100644', '100755', '120000'])),
        blob: v.optional(oid),
        size: v.optional(v.pipe(v.number(), v.integer(), v.minValue(0))),
      }),
    ),
    v.maxLength(MOST_CHANGES),
  ),
});

/** Why what a job left is not taken, whatever is in it. */
export type NotTaken = 'unreadable' | 'bad-path' | 'path-twice' | 'too-large';

export type ReadResult =
  | { readonly kind: 'result'; readonly result: WorkResult }
  | { readonly kind: 'not-taken'; readonly why: NotTaken };

/** Reads `result.json` of an artifact. */
export function readWorkResult(json: string): ReadResult {
  const read = v.safeParse(ResultSchema, parseJson(json));
  if (!read.success) return { kind: 'not-taken', why: 'unreadable' };
  const { changes } = read.output;
  const why = troubleOf(changes);
  return why === undefined
    ? { kind: 'result', result: read.output as unknown as WorkResult } // the brands that the schema has just proved
    : { kind: 'not-taken', why };
}

function troubleOf(changes: v.InferOutput<typeof ResultSchema>['changes']): NotTaken | undefined {
  const seen = new Set<string>();
  let total = 0;
  for (const { path, mode, blob, size } of changes) {
    if (unsafePath(path) !== undefined || path.endsWith('/')) return 'bad-path';
    if (seen.has(path)) return 'path-twice';
    seen.add(path);
    if ((mode === undefined) !== (blob === undefined) || (blob === undefined) !== (size === undefined))
      return 'unreadable';
    if ((size ?? 0) > LARGEST_BLOB) return 'too-large';
    total += size ?? 0;
  }
  if (total > LARGEST_WORK) return 'too-large';
  const files = new Set(changes.flatMap(({ path, blob }) => (blob === undefined ? [] : [path])));
  return hasFileAsFolder(files) ? 'bad-path' : undefined;
}

/** `a` and `a/b` cannot both be there; git's index would silently drop the one. */
const hasFileAsFolder = (paths: ReadonlySet<string>): boolean =>
  [...paths].some((path) => {
    for (let at = path.lastIndexOf('/'); at > 0; at = path.lastIndexOf('/', at - 1))
      if (paths.has(path.slice(0, at))) return true;
    return false;
  });

function parseJson(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    return undefined;
  }
}
