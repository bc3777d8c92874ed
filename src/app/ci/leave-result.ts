import {
  artifactName,
  LARGEST_BLOB,
  LARGEST_WORK,
  MOST_CHANGES,
  RESULT_FILE,
  type WorkChange,
  type WorkResult,
} from '../../core/ci/work-result.ts';
import type { HeldClaim } from '../../core/claim/held-claim.ts';
import type { Oid } from '../../core/model/ids.ts';
import { datumOf } from '../../core/model/problem.ts';
import type { Spent, WorkEnd } from '../../core/run/run-event.ts';
import type { ArtifactFile, Artifacts } from '../ports/artifacts.ts';
import type { ChangedFiles } from '../ports/changed-files.ts';
import type { LargeObjects } from '../ports/large-objects.ts';
import { leaveLarge } from './leave-large.ts';
import { blobFile } from './read-results.ts';

/** What an agent has made, and how that ended. */
export interface MadeWork {
  readonly end: WorkEnd;
  readonly spent: Pick<Spent, 'ms' | 'usd'>;
  /** Absent: nothing that could be collected. */
  readonly tree?: Oid;
  readonly summary: string;
  readonly outputs: Readonly<Record<string, string>>;
  readonly messages: readonly string[];
}

export interface Leaves {
  readonly files: ChangedFiles;
  readonly large: LargeObjects;
  readonly artifacts: Artifacts;
  readonly wave: number;
  readonly held: HeldClaim;
}

const MOST_LINES = 100;

/** Puts what came of a task into the artifact of its job; what could not be taken from there is a failure already here. */
export async function leaveResult(leaves: Leaves, made: MadeWork): Promise<WorkResult> {
  const { held, wave, artifacts } = leaves;
  const { run, task, claim, base } = held.record;
  if (base === undefined) throw new Error(`${task} does not say what it begins on`);
  const { changes, trouble, contents } = await changesOf(leaves, made, base);
  const result: WorkResult = {
    version: 1,
    run,
    wave,
    task,
    claim,
    base,
    ...endOf(made.end, trouble),
    ms: Math.max(0, Math.round(made.spent.ms)),
    usd: made.spent.usd,
    summary: made.summary.slice(0, 20_000).toWellFormed(),
    outputs: made.outputs,
    messages: made.messages.slice(0, 100).map((text) => text.slice(0, 100_000).toWellFormed()),
    changes,
  };
  await artifacts.put(artifactName({ run, wave, task }), [
    { path: RESULT_FILE, bytes: Buffer.from(`${JSON.stringify(result, null, 1)}\n`) },
    ...contents,
  ]);
  return result;
}

type Trouble = { readonly code: string; readonly lines: readonly string[] };

interface Left {
  readonly changes: readonly WorkChange[];
  /** Besides `result.json`. */
  readonly contents: readonly ArtifactFile[];
  readonly trouble?: Trouble;
}

async function changesOf(leaves: Leaves, { tree, end }: MadeWork, base: Oid): Promise<Left> {
  const { files } = leaves;
  const none = { changes: [], contents: [] };
  if (tree === undefined || end.kind !== 'ready') return none;
  const { changes, left } = await files.read(base, tree);
  const sizes = changes.map(({ size = 0 }) => size);
  const large = changes.filter(({ size = 0 }) => size > LARGEST_BLOB).map(({ path }) => path);
  const total = sizes.reduce((sum, size) => sum + size, 0);
  const lines = [...left, ...large];
  if (left.length > 0) return { ...none, trouble: { code: 'nested-repository', lines } };
  if (large.length > 0 || total > LARGEST_WORK || changes.length > MOST_CHANGES)
    return { ...none, trouble: { code: 'too-large', lines } };
  const blobs = await files.contents(changes.flatMap(({ blob }) => blob ?? []));
  const elsewhere = await leaveLarge(leaves, { base, changes, blobs });
  if (elsewhere.trouble !== undefined) return { ...none, trouble: elsewhere.trouble };
  const own = [...blobs].map(([blob, bytes]) => ({ path: blobFile(blob), bytes }));
  return { changes, contents: [...own, ...elsewhere.files] };
}

function endOf(end: WorkEnd, trouble: Trouble | undefined): Pick<WorkResult, 'result' | 'code' | 'lines'> {
  if (end.kind === 'ready')
    return trouble === undefined ? { result: 'ready', lines: [] } : { result: 'failed', ...trouble };
  if (end.kind === 'stopped') return { result: 'stopped', lines: [] };
  const { problem } = end;
  const said = datumOf(problem, 'lines') ?? datumOf(problem, 'paths');
  const lines = Array.isArray(said)
    ? said.slice(-MOST_LINES).map((line) => String(line).slice(0, 2000).toWellFormed())
    : [];
  const isFault = end.kind !== 'failed' || end.fault === 'agent';
  return { result: outcomeOf(end.kind, isFault), code: problem.code, lines };
}

/** What the world did to it is no try of the agent's. */
const outcomeOf = (kind: 'failed' | 'empty' | 'kept' | 'refused', isFault: boolean): WorkResult['result'] =>
  kind === 'failed' && !isFault ? 'stopped' : kind === 'kept' ? 'failed' : kind;
