import type { Oid, RepoPath, TaskId } from '../../core/model/ids.ts';
import type { Problem } from '../../core/model/problem.ts';
import type { Settings } from '../../core/model/settings.ts';
import { findUncovered } from '../../core/paths/find-uncovered.ts';
import { isWorkflowFile } from '../../core/paths/workflow-files.ts';
import { checkOutputs, type WantedOutput, wantedOutputs } from '../../core/run/wanted-outputs.ts';
import { readConditions } from '../opening/read-conditions.ts';
import type { ChangedFiles } from '../ports/changed-files.ts';
import type { LargeFile, LargeObjects } from '../ports/large-objects.ts';
import type { Publishing } from '../ports/publishing.ts';
import type { CiRun } from './ci-run.ts';
import { type LargeChange, readLargeChange } from './read-large-change.ts';
import { type ArrivedResult, blobFile, refusal } from './read-results.ts';
import { takeLarge } from './take-large.ts';

/** A work that may be set on a result: its files are in our repository, and within its claim. */
export interface TakenWork extends ArrivedResult {
  readonly tree: Oid;
  /** Against the commit that it was begun on, as git sees it. */
  readonly changed: readonly RepoPath[];
  /** Whose contents came with it, and are here now. */
  readonly large: readonly LargeFile[];
}

export interface TakenWorks {
  readonly works: ReadonlyMap<TaskId, TakenWork>;
  readonly refused: ReadonlyMap<TaskId, { readonly why: string; readonly paths: readonly string[] }>;
  readonly problems: readonly Problem[];
}

export interface Takes {
  readonly publishing: Pick<Publishing, 'treeOf' | 'changedPaths' | 'leftMarkers'>;
  readonly files: ChangedFiles;
  readonly large: LargeObjects;
  readonly settings: Pick<Settings, 'claims'>;
  /** What tasks have to leave. */
  readonly wanted: ReadonlyMap<TaskId, readonly WantedOutput[]>;
}

/** For the tasks of a run. */
export async function takesOf(
  { plan, settings }: Pick<CiRun, 'plan' | 'settings'>,
  tools: Pick<Takes, 'publishing' | 'files' | 'large'>,
): Promise<Takes> {
  const conditions = await readConditions(plan.tasks, plan.state);
  return { ...tools, settings, wanted: wantedOutputs(plan.tasks, conditions) };
}

/** Brings finished works into our repository, each on what it was begun on; what is out of its claim is refused by name. */
export async function takeResults(
  takes: Takes,
  results: ReadonlyMap<TaskId, ArrivedResult>,
): Promise<TakenWorks> {
  const works = new Map<TaskId, TakenWork>();
  const refused = new Map<TaskId, { readonly why: string; readonly paths: readonly string[] }>();
  const problems: Problem[] = [];
  for (const [task, arrived] of results) {
    if (arrived.result.result !== 'ready') continue;
    const taken = await takeOne(takes, arrived);
    if ('tree' in taken) works.set(task, taken);
    else {
      const about = taken.names ?? taken.paths;
      refused.set(task, { why: taken.why, paths: about });
      problems.push(refusal(arrived.artifact, taken.why, about));
    }
  }
  return { works, refused, problems };
}

/** `names`: of outputs, where it is about these. */
type Refusal = {
  readonly why: string;
  readonly paths: readonly RepoPath[];
  readonly names?: readonly string[];
};

async function takeOne(takes: Takes, arrived: ArrivedResult): Promise<TakenWork | Refusal> {
  const { publishing, files } = takes;
  const { base } = arrived.held.record;
  if (base === undefined) return { why: 'another-base', paths: [] };
  // a number that was forgotten decides nothing
  const wanted = takes.wanted.get(arrived.held.record.task) ?? [];
  const trouble = checkOutputs(wanted, arrived.result.outputs);
  if (trouble !== undefined)
    return { why: 'outputs-missing', names: wanted.map(({ name }) => name), paths: [] };
  const { tampered, found } = await bringBlobs(files, arrived);
  if (tampered.length > 0) return { why: 'tampered', paths: tampered };
  const tree = await files.apply(await publishing.treeOf(base), arrived.result.changes);
  const changed = await publishing.changedPaths(base, tree);
  const workflows = changed.filter(isWorkflowFile);
  if (workflows.length > 0) return { why: 'workflow-file', paths: workflows };
  const outside = findUncovered(takes.settings.claims, arrived.held.record.locks, changed);
  if (outside.length > 0) return { why: 'outside-claim', paths: outside };
  const marked = await publishing.leftMarkers({ from: base, to: tree });
  if (marked.length > 0) return { why: 'conflict-markers', paths: marked };
  // only now: nothing is brought for paths that it may not change
  const large = await takeLarge(takes, { base, found, artifact: arrived.files });
  return large.kind === 'taken' ? { ...arrived, tree, changed, large: large.files } : large;
}

interface Brought {
  /** Their bytes are not there, or are others than their name says. */
  readonly tampered: readonly RepoPath[];
  readonly found: readonly LargeChange[];
}

async function bringBlobs(files: ChangedFiles, { result, files: artifact }: ArrivedResult): Promise<Brought> {
  const tampered: RepoPath[] = [];
  const found: LargeChange[] = [];
  for (const change of result.changes) {
    const { path, blob, size } = change;
    if (blob === undefined || size === undefined) continue;
    const bytes = await artifact.read(blobFile(blob), size);
    const isWhole = bytes?.length === size && (await files.write(blob, bytes));
    if (!isWhole) tampered.push(path);
    else found.push(...[readLargeChange(change, bytes)].filter((one) => one !== undefined));
  }
  return { tampered, found };
}
